"""Makes a hall what its set-up file says. Applying the same file again changes nothing."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from server.domain import hours
from server.domain.events import SetupApplied
from server.domain.hall import KIOSK_INCHES, DeviceKind, Offer
from server.operations.apply_lobby import Ids, put_lobby
from server.operations.leaving import leave_counter
from server.operations.night import close_past_days
from server.operations.setup_file import SetupRefused
from server.operations.setup_parts import ServicePart, SetupFile, UserPart
from server.security.passwords import hash_password
from server.store.database import Database, Transaction


@dataclass(frozen=True)
class Applied:
    """Which branch was set up, how many rows changed, and which devices went out of use."""

    branch_id: int
    changes: int
    retired: tuple[str, ...] = ()


def apply_setup(db: Database, setup: SetupFile, *, now: datetime) -> Applied:
    """Write the whole set-up in one transaction, or none of it.

    Raises SetupRefused when people are still in what the file takes away, when numbers given today
    would be given again, or when a user name belongs to another hall.
    """
    first_hashes = _first_hashes(db, setup)
    with db.setup(setup.branch.code, now=now) as tx:
        close_past_days(tx)
        _put_branch(tx, setup)
        today = hours.business_day(tx.now, ZoneInfo(setup.branch.time_zone))
        _refuse_new_numbers(tx, setup, today)
        retired = _retire(tx, setup)
        services = _put_services(tx, setup)
        _put_classes(tx, setup)
        counters = _put_counters(tx, setup, services)
        for user in setup.users:
            _put_user(tx, user, first_hashes)
        put_lobby(tx, setup, Ids(services, counters, _put_devices(tx, setup)))
        _clear_lost_seats(tx)
        if tx.setup.changes:
            tx.record(SetupApplied(_digest(setup)))
        return Applied(tx.branch_id, tx.setup.changes, retired)


def _put_branch(tx: Transaction, setup: SetupFile) -> None:
    tx.setup.put_branch(
        tx.branch_id,
        {
            "names": setup.branch.names,
            "time_zone": setup.branch.time_zone,
            "languages": setup.branch.languages,
            "week": setup.branch.week(),
            "ticker": setup.branch.ticker,
            "holidays": [each.stored() for each in setup.branch.holidays],
            "rules": setup.rules.model_dump(),
            "outcomes": [each.model_dump() for each in setup.outcomes],
            "pause_reasons": [each.model_dump() for each in setup.pause_reasons],
            "service_groups": [each.model_dump() for each in setup.groups],
        },
    )


def _put_services(tx: Transaction, setup: SetupFile) -> dict[str, int]:
    ids = {}
    tx.setup.free_letters(tx.branch_id, {part.code: part.letter for part in setup.services})
    for place, part in enumerate(setup.services):
        values = _numbers(part) | _what_visitors_read(part) | _limits(part)
        values |= {"place": place, "active": True}
        ids[part.code] = tx.setup.put_service(tx.branch_id, part.code, values)
    return ids


def _put_counters(tx: Transaction, setup: SetupFile, services: dict[str, int]) -> dict[int, int]:
    ids = {}
    for counter in setup.counters:
        offers = [
            Offer(services[code], tier, part.after_minutes)
            for tier, part in enumerate(counter.all_tiers())
            for code in part.services
        ]
        ids[counter.number] = tx.setup.put_counter(
            tx.branch_id, counter.number, offers, counter.express_minutes
        )
    return ids


def _numbers(part: ServicePart) -> dict[str, object]:
    first, last = part.range
    return {"letter": part.letter, "first_number": first, "last_number": last}


def _what_visitors_read(part: ServicePart) -> dict[str, object]:
    return {
        "names": part.names,
        "group_code": part.group,
        "icon": part.icon,
        "color": part.color,
        "documents": part.documents,
        "steps": part.steps,
        "fee": part.fee or {},
        "place_names": part.place or {},
        "in_charge": part.in_charge or {},
    }


def _limits(part: ServicePart) -> dict[str, object]:
    return {
        "expected_minutes": part.minutes,
        "target_minutes": part.target_minutes,
        "daily_quota": part.daily_quota,
        "last_ticket": part.last_ticket,
        "identity": part.identity,
        "per_person": part.per_person,
    }


def _first_hashes(db: Database, setup: SetupFile) -> dict[str, str]:
    """Return new people's hashed passwords: slow, so made before anything is locked."""
    with db.reader() as reader:
        new = [part for part in setup.users if not reader.setup.has_user(part.username)]
    return {part.username: hash_password(part.password) for part in new}


def _refuse_new_numbers(tx: Transaction, setup: SetupFile, today: date) -> None:
    """A letter's numbers of one day belong to one service: no number is given twice (N2)."""
    wanted = {part.code: part for part in setup.services}
    owners = {part.letter: part.code for part in setup.services}
    for given in tx.setup.numbered_today(tx.branch_id, today):
        part = wanted.get(given.code)
        same = (given.letter, given.first_number, given.last_number)
        if part is not None and (part.letter, *part.range) != same:
            raise SetupRefused(
                [f"services: {given.code}: has given numbers today; change tomorrow"]
            )
        if part is None and given.letter in owners:
            raise SetupRefused(
                [f"services: {owners[given.letter]}: letter {given.letter} has numbers out today"]
            )


def _retire(tx: Transaction, setup: SetupFile) -> tuple[str, ...]:
    """Take out of use what the file no longer names, unless people are in it.

    Returns the codes of the devices that went.
    """
    rows, branch_id = tx.setup, tx.branch_id
    stuck = [
        *rows.retire_counters(branch_id, [part.number for part in setup.counters]),
        *rows.retire_services(branch_id, [part.code for part in setup.services]),
        *rows.retire_classes(branch_id, [part.code for part in setup.priority_classes]),
    ]
    if stuck:
        raise SetupRefused(
            [f"{each.name} cannot be taken out now: {each.people} people in it" for each in stuck]
        )
    rows.retire_users(branch_id, [part.username for part in setup.users])
    return rows.retire_devices(branch_id, [part.code for part in setup.devices])


def _clear_lost_seats(tx: Transaction) -> None:
    """Close the counters of people who are clerks no longer, unless they still serve somebody."""
    for counter_id, number in tx.setup.lost_seats(tx.branch_id):
        held = tx.tickets.in_hand(counter_id)
        if held is not None:
            raise SetupRefused([f"counter {number} still serves {held.number}"])
        leave_counter(tx, tx.counters.get(tx.branch_id, counter_id))


def _put_classes(tx: Transaction, setup: SetupFile) -> None:
    for place, part in enumerate(setup.priority_classes):
        values = {
            "names": part.names,
            "rate": part.rate,
            "legal_reference": part.legal_reference,
            "asks_proof": part.asks_proof,
            "at_kiosk": part.at_kiosk,
            "place": place,
            "active": True,
        }
        tx.setup.put_priority_class(tx.branch_id, part.code, values)


def _put_user(tx: Transaction, part: UserPart, first_hashes: dict[str, str]) -> None:
    branch_id = tx.setup.branch_of_user(part.username)
    if tx.setup.has_user(part.username) and branch_id != tx.branch_id:
        raise SetupRefused([f"users: {part.username} belongs to another hall"])
    values = {
        "branch_id": tx.branch_id,
        "name": part.name,
        "role": part.role,
        "active": True,
    }
    tx.setup.put_user(part.username, values, first_hashes.get(part.username, ""))


def _put_devices(tx: Transaction, setup: SetupFile) -> dict[str, int]:
    ids: dict[str, int] = {}
    for part in sorted(setup.devices, key=lambda part: part.prints_by is not None):
        agent, printer = part.prints_by or (None, None)
        values = {
            "kind": part.kind,
            "printer_id": ids[agent] if agent else None,
            "printer_code": printer,
            "printers": part.all_printers if part.kind is DeviceKind.AGENT else [],
            "inches": (part.inches or KIOSK_INCHES) if part.kind is DeviceKind.KIOSK else None,
            "block": part.block,
            "active": True,
        }
        ids[part.code] = tx.setup.put_device(tx.branch_id, part.code, values)
    return ids


def _digest(setup: SetupFile) -> str:
    """Return the mark of a set-up in the log; passwords are no part of it."""
    text = setup.model_dump_json(exclude={"users": {"__all__": {"password"}}})
    return hashlib.sha256(text.encode()).hexdigest()
