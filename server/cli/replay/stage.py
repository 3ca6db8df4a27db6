"""Sets the stage for a replay: refuses where it would spoil a log, then sets the hall up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import click

from server.cli.replay.hall import DISPLAY, KIOSK, clerk_name, service_code
from server.cli.replay.plan import Plan
from server.operations.apply_setup import apply_setup
from server.operations.setup_parts import SetupFile
from server.store.database import Database, Reader


@dataclass(frozen=True)
class Stage:
    """The replayed hall in the database; services by letter, the rest by counter number."""

    branch_id: int
    kiosk_id: int
    display_id: int
    service_ids: Mapping[str, int]
    counter_ids: Mapping[int, int]
    clerk_ids: Mapping[int, int]


def set_stage(db: Database, plan: Plan, setup: SetupFile, *, day: date, now: datetime) -> Stage:
    """Apply the hall at `now` and return what it became. Raises ClickException, SetupRefused."""
    code = setup.branch.code
    with db.reader() as reader:
        known = reader.setup.find_branch(code)
        if known is not None:
            _refuse_another_hall(reader, known, plan, code)
            _refuse_a_spoilt_log(reader, known, code, day, now)
    branch_id = apply_setup(db, setup, now=now).branch_id
    with db.reader() as reader:
        return _stage(reader, branch_id, code, plan)


def _refuse_another_hall(reader: Reader, branch_id: int, plan: Plan, code: str) -> None:
    own = {service_code(queue.letter) for queue in plan.queues}
    if own != {service.code for service in reader.hall(branch_id).services.values()}:
        raise click.ClickException(
            f"This database has another hall with the code {code}. Rename the file."
        )


def _refuse_a_spoilt_log(
    reader: Reader, branch_id: int, code: str, day: date, now: datetime
) -> None:
    if reader.times.of_day(branch_id, day):
        raise click.ClickException(
            f"{code} already has tickets on {day}. Take another day or an empty database."
        )
    newest = reader.log.get(branch_id).at
    if newest > now:
        raise click.ClickException(
            f"The log of {code} goes on until {newest:%Y-%m-%d %H:%M} UTC, and time in it never"
            " goes back. Take a later day or an empty database."
        )
    desks = reader.counters.states(branch_id)
    if desks.open != desks.free:
        raise click.ClickException(
            f"Counters of {code} still hold tickets of a replay that was broken off."
            " Take an empty database."
        )


def _stage(reader: Reader, branch_id: int, code: str, plan: Plan) -> Stage:
    hall = reader.hall(branch_id)
    by_code = {service.code: service.id for service in hall.services.values()}
    by_number = {counter.number: counter.id for counter in hall.counters.values()}
    devices = {device.code: device.id for device in reader.devices.of_branch(branch_id)}
    return Stage(
        branch_id=branch_id,
        kiosk_id=devices[KIOSK],
        display_id=devices[DISPLAY],
        service_ids={queue.letter: by_code[service_code(queue.letter)] for queue in plan.queues},
        counter_ids=by_number,
        clerk_ids={number: _clerk_id(reader, code, number) for number in by_number},
    )


def _clerk_id(reader: Reader, code: str, number: int) -> int:
    user = reader.users.by_username(clerk_name(code, number))
    assert user is not None  # the set-up has just written it
    return user.id
