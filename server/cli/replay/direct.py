"""Plays a day straight through the operations, with the file's own times as `now`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from server.cli.replay.hall import TIME_ZONE
from server.cli.replay.plan import Plan, Step
from server.cli.replay.play import Account, Called, Player
from server.cli.replay.stage import Stage
from server.domain.events import Actor
from server.languages import FIRST_LANGUAGE
from server.operations.acting import Asker
from server.operations.at_counter import Ending, begin_service, finish
from server.operations.calling import call_next
from server.operations.issue_ticket import Place, Wish, issue_ticket
from server.operations.once import Command
from server.operations.seats import open_counter
from server.store.database import Database

NOON = time(12)
NOON_AFTER_MIDNIGHT = timedelta(hours=12)


def moment_of(day: date, at: timedelta) -> datetime:
    """Return the moment of a minute of the day.

    Counted from noon: on the two nights a year when the clocks change, midnight would be an hour
    away from where the day's office hours put it, and no wait may grow or shrink by that hour.
    """
    noon = datetime.combine(day, NOON, ZoneInfo(TIME_ZONE))
    return noon.astimezone(ZoneInfo("UTC")) + (at - NOON_AFTER_MIDNIGHT)


def play_directly(
    db: Database, plan: Plan, stage: Stage, day: date, show: Callable[[int], None]
) -> Account:
    """Open every counter, carry out all steps, and return the account."""
    doors = DirectDoors(db, stage, day)
    for number in stage.counter_ids:
        doors.open(number, plan.steps[0].at)
    player = Player(doors, true_to_time=True)
    for done, step in enumerate(plan.steps, 1):
        player.take(step)
        show(done)
    return player.account


@dataclass(frozen=True)
class DirectDoors:
    """The operations; a step's line and kind make its request_id, so that a log can be compared."""

    db: Database
    stage: Stage
    day: date

    def open(self, number: int, at: timedelta) -> None:
        """Seat a counter's clerk."""
        open_counter(
            self.db,
            asker=self._asker(number),
            counter_id=self.stage.counter_ids[number],
            command=self._command(f"open-{number}", Actor(user_id=self.stage.clerk_ids[number])),
            now=moment_of(self.day, at),
        )

    def issue(self, step: Step) -> str:
        """Take a ticket and return its number."""
        ticket = issue_ticket(
            self.db,
            branch_id=self.stage.branch_id,
            wish=Wish(self.stage.service_ids[step.queue], FIRST_LANGUAGE),
            place=Place(self.stage.kiosk_id),
            command=self._command(f"issue-{step.line}", Actor(device_id=self.stage.kiosk_id)),
            now=moment_of(self.day, step.at),
        )
        return ticket.number

    def call(self, step: Step) -> Called:
        """Call the next ticket to the step's counter."""
        clerk_id = self.stage.clerk_ids[step.counter]
        call = call_next(
            self.db,
            asker=self._asker(step.counter),
            command=self._command(f"call-{step.line}", Actor(user_id=clerk_id)),
            now=moment_of(self.day, step.at),
        )
        return Called(call.id, call.number, call.wait_seconds)

    def begin(self, step: Step, ticket_id: int) -> None:
        """Begin to serve a ticket."""
        self._move(begin_service, "begin", step, ticket_id)

    def finish(self, step: Step, ticket_id: int) -> None:
        """Finish a ticket."""
        self._move(finish, "finish", step, ticket_id, ending=Ending())

    def _move(
        self,
        operation: Callable[..., object],
        name: str,
        step: Step,
        ticket_id: int,
        **what: object,
    ) -> None:
        clerk_id = self.stage.clerk_ids[step.counter]
        operation(
            self.db,
            asker=self._asker(step.counter),
            ticket_id=ticket_id,
            command=self._command(f"{name}-{step.line}", Actor(user_id=clerk_id)),
            now=moment_of(self.day, step.at),
            **what,
        )

    def _asker(self, counter_number: int) -> Asker:
        return Asker(self.stage.branch_id, self.stage.clerk_ids[counter_number])

    def _command(self, what: str, actor: Actor) -> Command:
        return Command(f"replay-{self.day}-{what}", what, actor)
