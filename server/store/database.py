"""The database: one transaction a user action, one reader a picture."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import sqlalchemy as sa

from server.bus import Bus
from server.domain.events import Actor, Committed, Event, Recorded
from server.domain.hall import Hall
from server.store.accounts import Devices, Users
from server.store.answers import Answers
from server.store.closures import Closures
from server.store.counters import Counters
from server.store.cubes import Cubes
from server.store.day_log import DayLog
from server.store.displays import Displays
from server.store.engine import StorageFailed, reading_engine, write_lock, writing_engine
from server.store.halls import Halls, LogEnd, LogEnds
from server.store.help_calls import HelpCalls
from server.store.history import History
from server.store.labels import Labels
from server.store.lines import Lines
from server.store.media import Media
from server.store.notices import Notices
from server.store.periods import Periods
from server.store.person_tickets import PersonTickets
from server.store.print_jobs import PrintJobs
from server.store.printers import Printers
from server.store.raw_log import RawLog
from server.store.recounts import Recounts
from server.store.rollups import Calendar, Rollups
from server.store.setup import Setup
from server.store.sql import Wire
from server.store.templates import Templates
from server.store.tickets import Tickets
from server.store.times import DayTimes
from server.store.visits import Visits

NOBODY = Actor()


class Reader:
    """Everything that can be read, in one consistent state."""

    def __init__(self, connection: sa.Connection, halls: Halls) -> None:
        wire = self._wire = Wire(connection)
        self.tickets = Tickets(wire)
        self.lines = Lines(wire)
        self.visits = Visits(wire)
        self.person_tickets = PersonTickets(wire)
        self.help_calls = HelpCalls(wire)
        self.closures = Closures(wire)
        self.counters = Counters(wire)
        self.history = History(wire)
        self.print_jobs = PrintJobs(wire)
        self.printers = Printers(wire)
        self.templates = Templates(wire)
        self.displays = Displays(wire)
        self.media = Media(wire)
        self.notices = Notices(wire)
        self.users = Users(wire)
        self.devices = Devices(wire)
        self.times = DayTimes(wire)
        self.cubes = Cubes(wire)
        self.labels = Labels(wire)
        self.raw_log = RawLog(wire)
        self.day_log = DayLog(wire)
        self.setup = Setup(connection)
        self.log = LogEnds(wire)
        self.recounts = Recounts(wire, self._calendar_of)
        self._connection = connection
        self._halls = halls
        self._calendars: dict[int, Calendar] = {}

    def ping(self) -> None:
        """Ask the database for nothing. Raises StorageFailed through the reader."""
        self._connection.exec_driver_sql("SELECT 1 FROM branch LIMIT 1")

    def hall(self, branch_id: int) -> Hall:
        """Return a branch's set-up as it stands. Raises NotFound."""
        return self._halls.get(self._connection, self.log.get(branch_id))

    def _calendar_of(self, branch_id: int) -> Calendar:
        """Return how a branch counts its days."""
        known = self._calendars.get(branch_id)
        if known is None:
            end = self._end_of(branch_id)
            zone = self._halls.get(self._connection, end).branch.zone
            known = self._calendars[branch_id] = Calendar(zone, end.closed_day)
        return known

    def _end_of(self, branch_id: int) -> LogEnd:
        return self.log.get(branch_id)


class Transaction(Reader):
    """One user action on one branch: all of it is kept, or none.

    `now` is never before the branch's newest event, even when the clock went back (rule D2);
    `asked_at` is what the clock said, for what depends on the time of day.
    """

    def __init__(
        self,
        connection: sa.Connection,
        halls: Halls,
        branch_id: int,
        now: datetime,
        actor: Actor,
    ) -> None:
        super().__init__(connection, halls)
        self._log_end = self.log.lock(branch_id)
        self.branch_id = branch_id
        self.asked_at = now
        self.now = max(now, self._log_end.at)
        self.actor = actor
        self.answers = Answers(self._wire, branch_id)
        self.rollups = Rollups(self._wire, self._calendar_of, self.recounts.mend)
        periods = Periods(self._wire, self.rollups)
        self.tickets = Tickets(self._wire, periods)
        self.visits = Visits(self._wire, periods)
        self.counters = Counters(self._wire, self.rollups)
        self._recorded: list[Recorded] = []
        self._agent_ids: set[int] = set()

    @property
    def closed_day(self) -> str:
        """The newest business day, as ISO text, that the nightly close has ended."""
        return self._log_end.closed_day

    @property
    def branch_hall(self) -> Hall:
        """The set-up of the branch this transaction is about."""
        return self._halls.get(self._connection, self._log_end)

    @property
    def next_seq(self) -> int:
        """The number that the next recorded event will get."""
        return self._log_end.seq + len(self._recorded) + 1

    def _end_of(self, branch_id: int) -> LogEnd:
        """Return where a branch's log stood when the transaction began."""
        return self._log_end if branch_id == self.branch_id else self.log.get(branch_id)

    def record(self, event: Event) -> Recorded:
        """Add an event to the branch's log; it leaves for the screens after the commit."""
        recorded = Recorded(self.branch_id, self.next_seq, self.now, event)
        self._recorded.append(recorded)
        return recorded

    def close_day(self, day: date) -> None:
        """Note that the nightly close has ended a business day."""
        self.log.close_day(self.branch_id, day)

    def wake_agent(self, agent_id: int) -> None:
        """After the commit, tell an agent that a print job waits for it."""
        self._agent_ids.add(agent_id)

    def close(self) -> Committed:
        """Write the log and return what the rest of the process hears after the commit."""
        if self._recorded:
            self.history.append(self._recorded, self.actor)
            self.log.advance(self._log_end, self._recorded)
        return Committed(self.branch_id, tuple(self._recorded), frozenset(self._agent_ids))


class Database:
    """Where everything is kept. One object a process."""

    def __init__(self, url: str, bus: Bus) -> None:
        self.url = url
        self._bus = bus
        self._writer = writing_engine(url)
        self._reader = reading_engine(url)
        self._lock = write_lock()
        self._halls = Halls()
        self._failed = False

    @contextmanager
    def transaction(
        self, branch_id: int, *, now: datetime, actor: Actor = NOBODY
    ) -> Iterator[Transaction]:
        """Give a transaction on a branch; it commits at the end, or not at all on an exception.

        Raises StorageFailed when the disk refuses, NotFound for an unknown branch.
        """

        def start(connection: sa.Connection) -> Transaction:
            return Transaction(connection, self._halls, branch_id, now, actor)

        with self._branch_write(start) as tx:
            yield tx

    @contextmanager
    def two_branches(
        self, branch_id: int, other_id: int, *, now: datetime, actor: Actor
    ) -> Iterator[tuple[Transaction, Transaction]]:
        """Give one transaction on two branches, at one moment for both of their logs.

        Raises StorageFailed, NotFound.
        """
        with self._lock:
            with self._writing() as connection:
                # Always in the same order, or two transfers could each hold what the other needs.
                held = {
                    each: Transaction(connection, self._halls, each, now, actor)
                    for each in sorted((branch_id, other_id))
                }
                here, there = held[branch_id], held[other_id]
                here.now = there.now = max(here.now, there.now)
                yield here, there
                committed = [here.close(), there.close()]
            for each in committed:
                self._bus.publish(each)

    @contextmanager
    def setup(self, branch_code: str, *, now: datetime) -> Iterator[Transaction]:
        """Give a transaction on a branch that may be new: then it is made, empty."""

        def start(connection: sa.Connection) -> Transaction:
            branch_id = Setup(connection).branch_id(branch_code, now)
            return Transaction(connection, self._halls, branch_id, now, NOBODY)

        with self._branch_write(start) as tx:
            yield tx

    @contextmanager
    def users(self) -> Iterator[Users]:
        """Give a transaction on the people alone: a password is no event of a branch."""
        with self._lock, self._writing() as connection:
            yield Users(Wire(connection))

    @contextmanager
    def devices(self) -> Iterator[Devices]:
        """Give a transaction on the devices alone: pairing is no event of a branch."""
        with self._lock, self._writing() as connection:
            yield Devices(Wire(connection))

    @contextmanager
    def displays(self) -> Iterator[Displays]:
        """Give a transaction on the displays alone: what one says of itself is no event."""
        with self._lock, self._writing() as connection:
            yield Displays(Wire(connection))

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Give one consistent state to read from."""
        with _storage_errors(self._reader), self._reader.begin() as connection:
            yield Reader(connection, self._halls)

    @contextmanager
    def _branch_write(self, start: Callable[[sa.Connection], Transaction]) -> Iterator[Transaction]:
        with self._lock:
            with self._writing() as connection:
                tx = start(connection)
                yield tx
                committed = tx.close()
            # Still under the lock: what the process hears is in the order of the commits.
            self._bus.publish(committed)

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """Give a connection to write with; after a failure only with connections opened since."""
        if self._failed:
            # SQLite: one opened on a read-only disk stays read-only, and keeps its neighbours so.
            self.close()
        self._failed = False
        try:
            with _storage_errors(self._writer), self._writer.begin() as connection:
                yield connection
        except StorageFailed:
            self._failed = True
            raise

    def close(self) -> None:
        """Let go of all connections."""
        self._writer.dispose()
        self._reader.dispose()


@contextmanager
def _storage_errors(engine: sa.Engine) -> Iterator[None]:
    # Statements go to the driver straight, so its own errors come beside SQLAlchemy's.
    driver = engine.dialect.loaded_dbapi
    try:
        yield
    except (sa.exc.OperationalError, driver.OperationalError) as error:
        raise StorageFailed(str(error)) from error
    except (sa.exc.DatabaseError, driver.DatabaseError) as error:
        if type(error) not in (sa.exc.DatabaseError, driver.DatabaseError):
            raise  # a broken rule, not a broken file
        raise StorageFailed(str(error)) from error
