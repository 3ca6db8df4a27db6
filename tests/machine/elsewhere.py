"""Steps of supervisors, of counters, and of everybody who tries what is not theirs to do."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from server.domain.hall import HoldScope, Offer, Place
from server.operations import at_counter, moving, paperwork, seats
from server.operations.acting import Asker
from server.operations.board import board_snapshot
from server.operations.calling import call_ticket
from server.operations.desk import desk_snapshot
from server.operations.snapshot import branch_snapshot
from tests.harness.lives import ALIVE
from tests.machine.calls import AT, WORDS, at_desk
from tests.machine.serving import CHIEFS, Serving
from tests.machine.steps import step
from tests.machine.visitors import SERVICES

COUNTERS = {1: (1, 2, 3), 2: (4, 5)}
STAFF = {1: (1, 2, 3, 4), 2: (5, 6, 7)}


@dataclass(frozen=True)
class Wish:
    """Where a visitor is sent, whichever hall they are in."""

    service: int | None
    counter: int | None
    away: bool
    place: Place
    note: str

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why it may be refused."""
        to_itself = ("nowhere_to_go", "counter_cannot_serve", "already_added")
        no_reason = self.place is not Place.BY_ARRIVAL and not self.note
        return (*to_itself, "reason_needed") if no_reason else to_itself

    def for_a_ticket_of(self, branch_id: int) -> moving.Transfer:
        """Return the same as the operation wants it."""
        target = 3 - branch_id if self.away else branch_id
        counters = COUNTERS[target]
        return moving.Transfer(
            service_id=self.service and self.service + 3 * (target - 1),
            counter_id=None if self.counter is None else counters[self.counter % len(counters)],
            branch_id=target if self.away else None,
            place=self.place,
            note=self.note,
        )


WISHES = st.builds(
    Wish,
    service=st.none() | SERVICES,
    counter=st.none() | st.integers(0, 2),
    away=st.sampled_from([False, False, True]),
    place=st.sampled_from(Place),
    note=WORDS,
)
RARELY = st.sampled_from([False, False, True])
MOST_CHANGES = 2  # of what counters give: more would leave little else of an example
ANYTHING: dict[str, dict[str, Any]] = {
    "recall": {},
    "begin_service": {},
    "mark_no_show": {},
    "return_to_line": {"priority_class": None, "words": ""},
    "finish": {"ending": at_counter.Ending(outcome="nothing_like_it")},
    "hold": {"scope": HoldScope.HALL, "note": ""},
    "resume": {},
    "transfer": {"wish": moving.Transfer(place=Place.FIRST)},
    "cancel": {"words": ""},
    "rejoin": {},
    "reopen": {},
    "call_ticket": {"words": "because"},
    "add_service": {"service_id": 2},
}
OPERATIONS = {
    name: getattr(room, name)
    for room in (at_counter, moving, paperwork)
    for name in ANYTHING
    if hasattr(room, name)
} | {"call_ticket": call_ticket}


class Elsewhere(Serving):
    """Tickets that go elsewhere, counters that change, hands where they do not belong."""

    def __init__(self) -> None:
        super().__init__()
        self.changes = 0
        self.shown = -1

    def somebody(self, at: int, in_line: bool) -> Any:
        """Return a living ticket; one that a counter has, when there is any and it may be."""
        at_counters = self.those("called", "serving", "held")
        return self.one(at, *(ALIVE if in_line or not at_counters else ALIVE[1:]))

    @step(
        weight=3,
        when=lambda self: self.those(*ALIVE),
        at=AT,
        chief=st.booleans(),
        wish=WISHES,
        in_line=RARELY,
    )
    def transfer(self, at: int, chief: bool, wish: Wish, in_line: bool) -> None:
        ticket = self.somebody(at, in_line)
        asked = wish.for_a_ticket_of(ticket["branch_id"])
        now = max(
            self.town.micros(branch_id or ticket["branch_id"])
            for branch_id in (ticket["branch_id"], asked.branch_id)
        )
        who = self.owner(ticket, chief or ticket["state"] == "waiting")
        answer = self.act(moving.transfer, who, ticket_id=ticket["id"], wish=asked)
        if self.done(answer, *wish.refusals):
            after = self.tickets[ticket["id"]]
            last = asked.place is Place.LAST
            assert after["line_at"] == (now if last else ticket["issued_at"])
            assert (after["place"] == 0) == (asked.place is Place.FIRST)
            assert after["for_counter_id"] == asked.counter_id

    @step(when=lambda self: self.those(*ALIVE), at=AT, end=st.booleans(), in_line=RARELY)
    def leave(self, at: int, end: bool, in_line: bool) -> None:
        ticket = self.somebody(at, in_line)
        chief = CHIEFS[ticket["branch_id"]]
        if end and ticket["state"] in ("called", "serving"):
            answer = self.act(moving.end_service, chief, ticket_id=ticket["id"], words="at home")
        else:
            who = self.owner(ticket, chief=ticket["state"] == "waiting")
            answer = self.act(moving.cancel, who, ticket_id=ticket["id"], words="")
        self.done(answer)

    @step(when=lambda self: self.desks("closed"), at=AT, clerk=AT)
    def sit_down(self, at: int, clerk: int) -> None:
        desk = self.desk(at, "closed")
        staff = STAFF[desk["branch_id"]]
        who = Asker(desk["branch_id"], staff[clerk % len(staff)])
        answer = self.act(seats.open_counter, who, counter_id=desk["id"])
        self.done(answer, "ticket_in_hand")

    @step(when=lambda self: self.desks("open"), at=AT, for_good=st.booleans())
    def leave_the_desk(self, at: int, for_good: bool) -> None:
        desk = self.desk(at, "open")
        who, asked = at_desk(desk), {"counter_id": desk["id"]}
        if for_good:
            answer = self.act(seats.close_counter, who, **asked)
        else:
            answer = self.act(seats.pause_counter, who, pause=seats.Pause("break"), **asked)
        self.done(answer, "ticket_in_hand")

    @step(weight=2, when=lambda self: self.desks("paused"), at=AT)
    def end_the_pause(self, at: int) -> None:
        desk = self.desk(at, "paused")
        self.done(self.act(seats.resume_counter, at_desk(desk), counter_id=desk["id"]))

    @step(
        when=lambda self: self.changes < MOST_CHANGES,
        counter=st.sampled_from([1, 2, 3, 4, 5]),
        tiers=st.dictionaries(SERVICES, st.sampled_from([0, 0, 1, 2]), min_size=1),
        after_minutes=st.sampled_from([None, 15.0]),
        express_minutes=st.sampled_from([None, None, 5.0]),
    )
    def give_other_services(
        self,
        counter: int,
        tiers: dict[int, int],
        after_minutes: float | None,
        express_minutes: float | None,
    ) -> None:
        self.changes += 1
        branch_id = 1 if counter in COUNTERS[1] else 2
        offers = tuple(
            Offer(service + 3 * (branch_id - 1), tier, after_minutes if tier else None)
            for service, tier in tiers.items()
        )
        assignment = seats.Assignment(offers, express_minutes)
        answer = self.act(
            seats.assign_counter, CHIEFS[branch_id], counter_id=counter, assignment=assignment
        )
        self.done(answer, "counter_cannot_serve")

    @step(
        name=st.sampled_from(sorted(ANYTHING)),
        ticket_id=st.integers(1, 6),
        user_id=st.integers(1, 7),
    )
    def try_anything(self, name: str, ticket_id: int, user_id: int) -> None:
        branch_id = 1 if user_id in STAFF[1] else 2
        asker = Asker(branch_id, user_id)
        self.act(OPERATIONS[name], asker, ticket_id=ticket_id, **ANYTHING[name])

    @step(when=lambda self: self.shown != self.seen, user_id=st.integers(1, 7))
    def look_at_the_screens(self, user_id: int) -> None:
        branch_id, now, before = 1 if user_id in STAFF[1] else 2, self.town.now, self.town.version()
        with self.town.db.reader() as reader:
            user = reader.users.get(user_id)
        assert user is not None
        desk = desk_snapshot(self.town.db, branch_id=branch_id, user=user, now=now)
        board = board_snapshot(self.town.db, branch_id=branch_id, now=now)
        picture = branch_snapshot(self.town.db, branch_id=branch_id, now=now)
        waiting = len(self.those("waiting", branch_id=branch_id))
        assert desk.seq == board.seq == picture.seq
        assert board.today.waiting == sum(line.waiting for line in picture.services) == waiting
        assert {each.id for each in desk.held} == {
            row["id"] for row in self.those("held", branch_id=branch_id)
        }
        assert self.town.version() == before
        self.shown = self.seen
