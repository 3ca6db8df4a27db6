"""Whether the lines know everybody who waits: reachable, or reported as stranded (rule Q12)."""

from collections import Counter
from datetime import timedelta

from server.operations.lists import stranded_views
from server.store.columns import to_micros
from server.store.database import Reader
from tests.machine.arithmetic import heads_of, in_hall, of_counter, offers
from tests.machine.town import Town

AFTER_ANY_REST = timedelta(days=1)


def require_known_lines(town: Town) -> None:
    """Everybody is at the head of a line of some open counter, behind one, or told as stranded."""
    with town.db.reader() as reader:
        for branch_id in (1, 2):
            hall = reader.hall(branch_id)
            told = {
                (view.service_id, view.counter_id): view for view in stranded_views(reader, hall)
            }
            lost = _lost(town, reader, branch_id)
            assert {key: view.waiting for key, view in told.items()} == lost


def _lost(town: Town, reader: Reader, branch_id: int) -> Counter[tuple[int, int | None]]:
    """Return whom no open counter can call; the heads of all that can are looked at."""
    later = town.now + AFTER_ANY_REST
    query = "SELECT id FROM counter WHERE state = 'open' AND branch_id = ?"
    waiting, reached = in_hall(town, branch_id), set()
    for desk in town.rows(query, branch_id):
        everybody = of_counter(waiting, desk["id"], offers(town, desk["id"]), to_micros(later))
        heads = reader.lines.heads(branch_id, desk["id"], later)
        assert {head.ticket_id for head in heads} == {one.id for one in heads_of(everybody)}
        reached |= {one.id for one in everybody}
    return Counter(
        (row["service_id"], row["for_counter_id"]) for row in waiting if row["id"] not in reached
    )
