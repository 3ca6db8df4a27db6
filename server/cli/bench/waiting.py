"""Calling the next of many: it must cost the number of lines, never that of the people in them."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from server.bus import Bus
from server.cli.bench.figures import Waiting, ratio, times
from server.cli.bench.hall import make_hall
from server.cli.bench.plan import Plan, Step
from server.clock import utc_now
from server.domain.events import Actor
from server.domain.hall import Hall, Service
from server.operations.acting import Asker
from server.operations.at_counter import Ending, begin_service, finish
from server.operations.calling import call_next
from server.operations.issue_ticket import Place, Wish, issue_ticket
from server.operations.once import Command
from server.operations.seats import open_counter
from server.security.tokens import new_visitor_token
from server.store.database import Database
from server.store.tickets import NewTicket

WARM_ROUNDS = 10
# All of them came within this time, so that nobody is past the hall's hard cap.
CAME_WITHIN = timedelta(minutes=60)


@dataclass
class Queue:
    """A hall in which so many wait, and a clerk who calls them one by one."""

    db: Database
    asker: Asker
    seconds: list[float] = field(default_factory=list)

    def call_one(self) -> None:
        """Time one call; then serve the visitor, and let another come in their place."""
        began = time.perf_counter()
        called = call_next(self.db, asker=self.asker, command=self._command("call"), now=utc_now())
        self.seconds.append(time.perf_counter() - began)
        begin_service(
            self.db,
            asker=self.asker,
            ticket_id=called.id,
            command=self._command("begin"),
            now=utc_now(),
        )
        finish(
            self.db,
            asker=self.asker,
            ticket_id=called.id,
            ending=Ending(),
            command=self._command("finish"),
            now=utc_now(),
        )
        issue_ticket(
            self.db,
            branch_id=self.asker.branch_id,
            wish=Wish(called.service_id, "fa", called.priority_class),
            place=Place(),
            command=self._command("issue"),
            now=utc_now(),
        )

    def _command(self, name: str) -> Command:
        return Command(uuid4().hex, name, Actor(self.asker.user_id))


def measure_waiting(folder: Path, plan: Plan, step: Step) -> Waiting:
    """Return how long a call takes with few and with many waiting, in turns."""
    few, many = plan.waiting
    with ExitStack() as stack:
        step(f"a line of {many} people", 0)
        queues = [stack.enter_context(_queue(folder / f"{size}.db", size)) for size in (few, many)]
        for at in range(WARM_ROUNDS + plan.calls):
            for queue in queues[:: 1 if at % 2 else -1]:
                queue.call_one()
            step(f"calls with {few} and {many} waiting", at / (WARM_ROUNDS + plan.calls))
        return _figures(plan.waiting, [queue.seconds[WARM_ROUNDS:] for queue in queues])


def _figures(sizes: tuple[int, int], seconds: Sequence[Sequence[float]]) -> Waiting:
    few, many = (times(each) for each in seconds)
    return Waiting(
        few=sizes[0],
        many=sizes[1],
        with_few=few,
        with_many=many,
        p50_ratio=ratio(many.p50_ms, few.p50_ms),
        p99_ratio=ratio(many.p99_ms, few.p99_ms),
    )


@contextmanager
def _queue(path: Path, size: int) -> Iterator[Queue]:
    url = f"sqlite:///{path}"
    made = make_hall(url)
    db = Database(url, Bus())
    with db.reader() as reader:
        clerk = reader.users.by_username(made.usernames[0])
        counter_id = reader.counters.all(made.branch_id)[0].counter_id
    assert clerk is not None
    queue = Queue(db, Asker(made.branch_id, clerk.id))
    open_counter(
        db,
        asker=queue.asker,
        counter_id=counter_id,
        command=Command(uuid4().hex, "open", Actor(clerk.id)),
        now=utc_now(),
    )
    _fill(db, made.branch_id, size)
    yield queue
    db.close()


def _fill(db: Database, branch_id: int, size: int) -> None:
    """Let people wait for all services; of the second class only for every other one.

    So some lines are empty: to find that nobody is in a line must cost no more than a head.
    """
    now = utc_now()
    with db.transaction(branch_id, now=now) as tx:
        hall = tx.branch_hall
        services, classes = tuple(hall.services.values()), tuple(hall.priority_classes)
        for at in range(size):
            service, ordinal = services[at % len(services)], at // len(services) + 1
            second = at % 2 == 0 and ordinal % 2 == 0
            came = now - CAME_WITHIN * (1 - at / size)
            tx.tickets.add(_newcomer(hall, service, classes[second], ordinal, came))


def _newcomer(
    hall: Hall, service: Service, class_id: int, ordinal: int, came: datetime
) -> NewTicket:
    return NewTicket(
        branch_id=hall.branch.id,
        service_id=service.id,
        priority_class_id=class_id,
        business_day=hall.branch.business_day(came),
        ordinal=ordinal,
        number=service.numbers.number(ordinal),
        language="fa",
        token=new_visitor_token(),
        issued_at=came,
    )
