"""Whether the lines know everybody who waits: reachable, or reported as stranded (rule Q12)."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from server.operations.lists import stranded_views
from server.store.columns import to_micros
from tests.machine.arithmetic import heads_of, may_call, offers, people
from tests.machine.town import Town

AFTER_ANY_REST = timedelta(days=1)


def require_known_lines(town: Town, tickets: Sequence[Any]) -> None:
    """Everybody is at the head of a line of some open counter, behind one, or told as stranded."""
    waiting = [row for row in tickets if row["state"] == "waiting"]
    desks = town.rows("SELECT id, branch_id FROM counter WHERE state = 'open'")
    offered = {desk["id"]: offers(town, desk["id"]) for desk in desks}
    later = town.now + AFTER_ANY_REST
    with town.db.reader() as reader:
        for desk in desks:
            heads = reader.lines.heads(desk["branch_id"], desk["id"], later)
            everybody = people(town, desk["branch_id"], desk["id"], to_micros(later))
            assert {head.ticket_id for head in heads} == {one.id for one in heads_of(everybody)}
        told = {
            (view.service_id, view.counter_id): view.waiting
            for branch_id in (1, 2)
            for view in stranded_views(reader, reader.hall(branch_id))
        }
    lost = [
        row
        for row in waiting
        if not any(
            desk["branch_id"] == row["branch_id"] and may_call(row, desk["id"], offered[desk["id"]])
            for desk in desks
        )
    ]
    known = Counter((row["service_id"], row["for_counter_id"]) for row in lost)
    assert told == known, (told, known)
