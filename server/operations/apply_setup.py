"""Makes a hall what its set-up file says. Applying the same file again changes nothing."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from server.domain.events import SetupApplied
from server.operations.setup_file import SetupFile, SetupRefused, UserPart
from server.security.passwords import hash_password
from server.store.database import Database, Transaction


@dataclass(frozen=True)
class Applied:
    """Which branch was set up, and how many rows changed."""

    branch_id: int
    changes: int


def apply_setup(db: Database, setup: SetupFile, *, now: datetime) -> Applied:
    """Write the whole set-up in one transaction, or none of it.

    Raises SetupRefused when people still wait for what the file takes away, or when a user name
    belongs to another hall.
    """
    first_hashes = _first_hashes(db, setup)
    with db.setup(setup.branch.code, now=now) as tx:
        rows = tx.setup
        _put_branch(tx, setup)
        services = _put_services(tx, setup)
        counters = {
            rows.put_counter(
                tx.branch_id, part.number, frozenset(services[code] for code in part.services)
            )
            for part in setup.counters
        }
        stuck = rows.retire_counters(tx.branch_id, counters)
        stuck += rows.retire_services(tx.branch_id, set(services.values()))
        _refuse_if_stuck(stuck)
        _put_people_and_devices(tx, setup, first_hashes)
        if rows.changes:
            tx.record(SetupApplied(_digest(setup)))
        return Applied(tx.branch_id, rows.changes)


def _put_branch(tx: Transaction, setup: SetupFile) -> None:
    tx.setup.put_branch(
        tx.branch_id,
        {
            "names": setup.branch.names,
            "time_zone": setup.branch.time_zone,
            "languages": setup.branch.languages,
            "week": setup.branch.week(),
            "ticker": setup.branch.ticker,
        },
    )


def _put_services(tx: Transaction, setup: SetupFile) -> dict[str, int]:
    ids = {}
    for place, part in enumerate(setup.services):
        first, last = map(int, part.numbers.split("-"))
        values = {
            "names": part.names,
            "letter": part.letter,
            "first_number": first,
            "last_number": last,
            "color": part.color,
            "expected_minutes": part.minutes,
            "place": place,
            "active": True,
        }
        ids[part.code] = tx.setup.put_service(tx.branch_id, part.code, values)
    return ids


def _first_hashes(db: Database, setup: SetupFile) -> dict[str, str]:
    """Return new people's hashed passwords: slow, so made before anything is locked."""
    with db.reader() as reader:
        new = [part for part in setup.users if not reader.setup.has_user(part.username)]
    return {part.username: hash_password(part.password) for part in new}


def _put_people_and_devices(
    tx: Transaction, setup: SetupFile, first_hashes: dict[str, str]
) -> None:
    tx.setup.retire_rest(
        tx.branch_id,
        classes=_put_classes(tx, setup),
        users={_put_user(tx, part, first_hashes) for part in setup.users},
        devices=_put_devices(tx, setup),
    )


def _put_classes(tx: Transaction, setup: SetupFile) -> set[int]:
    return {
        tx.setup.put_priority_class(
            tx.branch_id,
            part.code,
            {
                "names": part.names,
                "rate": part.rate,
                "legal_reference": part.legal_reference,
                "place": place,
                "active": True,
            },
        )
        for place, part in enumerate(setup.priority_classes)
    }


def _put_user(tx: Transaction, part: UserPart, first_hashes: dict[str, str]) -> int:
    branch_id = tx.setup.branch_of_user(part.username)
    if tx.setup.has_user(part.username) and branch_id != tx.branch_id:
        raise SetupRefused([f"users: {part.username} belongs to another hall"])
    values = {
        "branch_id": tx.branch_id,
        "name": part.name,
        "role": part.role,
        "active": True,
    }
    return tx.setup.put_user(part.username, values, first_hashes.get(part.username, ""))


def _put_devices(tx: Transaction, setup: SetupFile) -> set[int]:
    ids: dict[str, int] = {}
    for part in sorted(setup.devices, key=lambda part: part.prints_on is not None):
        printer_id = ids[part.prints_on] if part.prints_on else None
        values = {"kind": part.kind, "printer_id": printer_id, "active": True}
        ids[part.code] = tx.setup.put_device(tx.branch_id, part.code, values)
    return set(ids.values())


def _refuse_if_stuck(stuck: list[tuple[str, int]]) -> None:
    if stuck:
        raise SetupRefused(
            [f"{name} cannot be taken out now: {people} people are in it" for name, people in stuck]
        )


def _digest(setup: SetupFile) -> str:
    """Return the mark of a set-up in the log; passwords are no part of it."""
    text = setup.model_dump_json(exclude={"users": {"__all__": {"password"}}})
    return hashlib.sha256(text.encode()).hexdigest()
