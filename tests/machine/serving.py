"""Steps of clerks with a visitor in front of them, and of those who sent one away."""

from typing import Any

from hypothesis import strategies as st

from server.domain.hall import HoldScope
from server.operations import at_counter, moving, paperwork
from server.operations.acting import Asker
from tests.machine.calls import AT, SEATED, WORDS, Calls, at_desk
from tests.machine.steps import step
from tests.machine.town import RULES
from tests.machine.visitors import SERVICES

MINUTE = 60_000_000
CHIEFS = {1: Asker(1, 4, supervises=True), 2: Asker(2, 7, supervises=True)}
# What a reopening brings back.
AS_IT_STOOD = ("state", "service_id", "counter_id", "misses", "priority_class_id", "line_at")


class Serving(Calls):
    """From the recall to the finish, with everything that comes between."""

    def one(self, at: int, *states: str) -> Any:
        """Return one of the tickets in some states."""
        found = self.those(*states)
        return found[at % len(found)]

    def owner(self, ticket: Any, chief: bool = False) -> Asker:
        """Return who has a ticket in hand, or the supervisor."""
        desks = [desk for desk in self.desks(*SEATED) if desk["id"] == ticket["counter_id"]]
        return CHIEFS[ticket["branch_id"]] if chief or not desks else at_desk(desks[0])

    @step(when=lambda self: self.those("called"), at=AT)
    def ring_again(self, at: int) -> None:
        ticket = self.one(at, "called")
        answer = self.act(at_counter.recall, self.owner(ticket), ticket_id=ticket["id"])
        if self.done(answer, "recalls_used_up"):
            assert answer.recalls == ticket["recalls"] + 1 <= RULES["most_recalls"]

    @step(weight=3, when=lambda self: self.those("called"), at=AT)
    def begin(self, at: int) -> None:
        ticket = self.one(at, "called")
        self.done(self.act(at_counter.begin_service, self.owner(ticket), ticket_id=ticket["id"]))

    @step(when=lambda self: self.those("called"), at=AT)
    def miss(self, at: int) -> None:
        ticket = self.one(at, "called")
        self.done(self.act(at_counter.mark_no_show, self.owner(ticket), ticket_id=ticket["id"]))

    @step(
        when=lambda self: self.those("called"),
        at=AT,
        priority_class=st.sampled_from([None, None, "standard", "elderly"]),
        words=WORDS,
    )
    def return_to_line(self, at: int, priority_class: str | None, words: str) -> None:
        ticket = self.one(at, "called")
        answer = self.act(
            at_counter.return_to_line,
            self.owner(ticket),
            ticket_id=ticket["id"],
            priority_class=priority_class,
            words=words,
        )
        if self.done(answer, *([] if words else ["reason_needed"])):
            assert self.tickets[ticket["id"]]["line_at"] == ticket["line_at"]

    @step(weight=2, when=lambda self: self.those("serving"), at=AT, chief=st.booleans())
    def finish(self, at: int, chief: bool) -> None:
        ticket = self.one(at, "serving")
        here = {3 * ticket["branch_id"] - at for at in range(3)}
        pending = [
            service_id
            for _, service_id, finished_at in self.visits.get(ticket["id"], [])
            if finished_at is None and service_id in here and service_id != ticket["service_id"]
        ]
        answer = self.act(
            at_counter.finish,
            self.owner(ticket, chief),
            ticket_id=ticket["id"],
            ending=at_counter.Ending(),
        )
        if self.done(answer):
            assert (answer.state in ("serving", "waiting")) == bool(pending)
            assert not pending or answer.service_id == pending[0]

    @step(weight=2, when=lambda self: self.those("serving"), at=AT, service=SERVICES)
    def add_a_service(self, at: int, service: int) -> None:
        ticket = self.one(at, "serving")
        answer = self.act(
            paperwork.add_service,
            self.owner(ticket),
            ticket_id=ticket["id"],
            service_id=service + 3 * (ticket["branch_id"] - 1),
        )
        self.done(answer, "already_added")

    @step(
        weight=2, when=lambda self: self.those("serving"), at=AT, scope=st.sampled_from(HoldScope)
    )
    def hold(self, at: int, scope: HoldScope) -> None:
        ticket = self.one(at, "serving")
        answer = self.act(
            at_counter.hold, self.owner(ticket), ticket_id=ticket["id"], scope=scope, note="a copy"
        )
        self.done(answer)

    @step(weight=3, when=lambda self: self.those("held") and self.desks(*SEATED), at=AT, desk=AT)
    def resume(self, at: int, desk: int) -> None:
        ticket, chosen = self.one(at, "held"), self.desk(desk, *SEATED)
        answer = self.act(at_counter.resume, at_desk(chosen), ticket_id=ticket["id"])
        elsewhere = (
            ["not_found"]
            if chosen["branch_id"] != ticket["branch_id"]
            else ["not_your_ticket"]
            if ticket["held_for"] == "counter" and chosen["id"] != ticket["counter_id"]
            else []
        )
        busy = ["ticket_in_hand"] if chosen["state"] == "open" else ["counter_paused"]
        if self.done(answer, *elsewhere, *busy):
            assert not elsewhere
            assert answer.counter_id == chosen["id"]

    @step(weight=3, when=lambda self: self.those("no_show"), at=AT)
    def come_back(self, at: int) -> None:
        ticket = self.one(at, "no_show")
        missed_at, now = self._ended_at(ticket), self.town.micros(ticket["branch_id"])
        in_time = now - missed_at <= RULES["grace_minutes"] * MINUTE
        may = in_time and ticket["misses"] < RULES["most_misses"]
        answer = self.act(moving.rejoin, CHIEFS[ticket["branch_id"]], ticket_id=ticket["id"])
        if self.done(answer, *([] if may else ["out_of_returns"])):
            last = ticket["branch_id"] == 2
            assert may
            assert self.tickets[ticket["id"]]["line_at"] == (now if last else ticket["line_at"])

    @step(weight=3, when=lambda self: self.slips(), at=AT)
    def take_back_a_slip(self, at: int) -> None:
        slips = self.slips()
        ticket, before, visit = slips[at % len(slips)]
        answer = self.act(moving.reopen, self.owner(before), ticket_id=ticket["id"])
        refusals = ("too_late_to_reopen", "ticket_in_hand", "counter_paused", "counter_needed")
        if self.done(answer, *refusals):
            after = self.tickets[ticket["id"]]
            assert [after[name] for name in AS_IT_STOOD] == [before[name] for name in AS_IT_STOOD]
            now = self.visits.get(ticket["id"], [])
            assert _to_do(now, but=after["service_id"]) == _to_do(visit, but=after["service_id"])

    def slips(self) -> list[tuple[Any, Any, list[Any]]]:
        """Return tickets that left a counter last, and how they stood before."""
        return [
            (row, *self.before[row["id"]])
            for row in self.those("done", "no_show", "cancelled", "waiting")
            if row["id"] in self.before
            and self.before[row["id"]][0]["state"] in ("called", "serving")
            and self.before[row["id"]][0]["branch_id"] == row["branch_id"]
        ]

    def _ended_at(self, ticket: Any) -> int:
        query = "SELECT max(ended_at) FROM period WHERE ticket_id = ?"
        return int(self.town.rows(query, ticket["id"])[0][0])


def _to_do(visit: list[Any], but: int) -> set[int]:
    """Return what a visit is still here for, beside the service that is being seen to."""
    return {service_id for _, service_id, ended_at in visit if ended_at is None} - {but}
