"""Steps of clerks who call: the next, one out of turn, somebody without a ticket."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from server.operations.acting import Asker
from server.operations.at_counter import Ending, begin_service, finish, mark_no_show
from server.operations.calling import Visitor, call_next, call_ticket, serve_without_ticket
from tests.machine.acting import Acting
from tests.machine.arithmetic import (
    Waiting,
    explanation,
    in_order,
    offers,
    people,
    rule_of,
)
from tests.machine.steps import step
from tests.machine.town import RULES
from tests.machine.visitors import CLASSES, SERVICES

CAP = float(RULES["hard_cap_minutes"])
MOST_AT = 6
AT = st.integers(0, MOST_AT)
SEATED = ("open", "paused")
AND_THEN = ((begin_service,), (begin_service,), (begin_service, finish), (mark_no_show,))
WORDS = st.sampled_from(["", "a child with a fever"])


def at_desk(desk: Any) -> Asker:
    """Return the clerk of a counter."""
    return Asker(desk["branch_id"], desk["clerk_id"])


class Calls(Acting):
    """The chosen ticket is the best of all who wait, and the log says whom it passed over."""

    def desk(self, at: int, *states: str) -> Any:
        """Return one of the counters in some states."""
        desks = self.desks(*states)
        return desks[at % len(desks)]

    def free_desk(self, at: int) -> Any:
        """Return an open counter: mostly one that holds nobody and has somebody to call."""
        held = {row["counter_id"] for row in self.those("called", "serving")}
        desks = self.desks("open")
        ready = [desk for desk in desks if desk["id"] not in held and self._people(desk)[0]]
        among = ready if ready and at < MOST_AT else desks
        return among[at % len(among)]

    @step(
        weight=6,
        when=lambda self: self.desks("open"),
        at=AT,
        then=st.sampled_from([(), (), *AND_THEN]),
    )
    def call_the_next(self, at: int, then: tuple[Callable[..., Any], ...]) -> None:
        self.close_nights()
        if not self.desks("open"):
            return  # the nightly close left none open
        desk = self.free_desk(at)
        everybody, now = self._people(desk)
        answer = self.act(call_next, at_desk(desk))
        if self._refused_for_the_desk(answer, desk):
            return
        if not everybody:
            assert answer.code == "queue_empty"
            return
        best = in_order(everybody, now, CAP)[0]
        assert answer.id == best.id
        assert self._told(best.id) == explanation(
            best, everybody, now, CAP, rule_of(best, now, CAP)
        )
        for operation in then:
            more = {"ending": Ending()} if operation is finish else {}
            assert self.done(self.act(operation, at_desk(desk), ticket_id=answer.id, **more))

    @step(
        weight=2,
        when=lambda self: self.desks("open") and self.those("waiting"),
        at=AT,
        one=AT,
        words=WORDS,
    )
    def call_one_by_number(self, at: int, one: int, words: str) -> None:
        self.close_nights()
        if not self.desks("open"):
            return
        desk = self.free_desk(at)
        waiting = self.those("waiting", branch_id=desk["branch_id"])
        if not waiting:
            return
        ticket = waiting[one % len(waiting)]
        everybody, now = self._people(desk)
        answer = self.act(call_ticket, at_desk(desk), ticket_id=ticket["id"], words=words)
        if self._refused_for_the_desk(answer, desk):
            return
        order = in_order(everybody, now, CAP)
        if order and order[0].id == ticket["id"]:
            wanted = explanation(order[0], everybody, now, CAP, rule_of(order[0], now, CAP))
        elif not words:
            assert answer.code == "reason_needed"
            return
        else:
            chosen = self._plain(ticket)
            wanted = explanation(chosen, everybody, now, CAP, "out_of_turn", words)
        told = self._told(ticket["id"])
        assert told == wanted

    @step(
        when=lambda self: self.desks("open"),
        at=AT,
        service=SERVICES,
        priority_class=CLASSES,
        words=WORDS,
    )
    def serve_somebody_without_ticket(
        self, at: int, service: int, priority_class: str, words: str
    ) -> None:
        self.close_nights()
        if not self.desks("open"):
            return
        desk = self.desk(at, "open")
        service_id = service + 3 * (desk["branch_id"] - 1)
        everybody, now = self._people(desk)
        visitor = Visitor(service_id, "fa", priority_class)
        answer = self.act(serve_without_ticket, at_desk(desk), visitor=visitor, words=words)
        if self._refused_for_the_desk(answer, desk):
            return
        if service_id not in offers(self.town, desk["id"]):
            assert answer.code == "counter_cannot_serve"
        elif self.done(answer, "not_found", "range_used_up", "reason_needed"):
            assert words or not everybody
            told = self._told(answer.id)
            earlier = [one.number for one in in_order(everybody, now, CAP)]
            assert (told["rule"], told["words"]) == ("without_ticket", words)
            assert {other["number"] for other in told["passed_over"]} <= set(earlier)
            assert [other["number"] for other in told["runners_up"]][:1] == earlier[:1]

    def _people(self, desk: Any) -> tuple[Sequence[Waiting], int]:
        now = self.town.micros(desk["branch_id"])
        return people(self.town, desk["branch_id"], desk["id"], now), now

    def _refused_for_the_desk(self, answer: Any, desk: Any) -> bool:
        """Return whether the counter could call nobody: then the refusal has to say so."""
        hands = [row for row in self.those("called", "serving") if row["counter_id"] == desk["id"]]
        if getattr(answer, "code", None) != "ticket_in_hand":
            assert not [row for row in hands if row["id"] != getattr(answer, "id", None)]
            return False
        assert answer.details["ticket"]["id"] == hands[0]["id"]
        return True

    def _told(self, ticket_id: int) -> dict[str, Any]:
        query = (
            "SELECT body FROM event WHERE kind = 'ticket_called' AND ticket_id = ?"
            " ORDER BY rowid DESC LIMIT 1"
        )
        told: dict[str, Any] = json.loads(self.town.rows(query, ticket_id)[0]["body"])["reason"]
        return told

    def _plain(self, ticket: Any) -> Waiting:
        """Return a ticket from anywhere in a line, as the log names it."""
        known = self.town.rows(
            "SELECT * FROM priority_class WHERE id = ?", ticket["priority_class_id"]
        )[0]
        return Waiting(
            id=ticket["id"],
            number=ticket["number"],
            service_id=ticket["service_id"],
            priority_class=known["code"],
            rate=known["rate"],
            line_at=ticket["line_at"],
            first=ticket["place"] == 0,
            directed=ticket["for_counter_id"] is not None,
            tier=0,
            after_minutes=None,
        )
