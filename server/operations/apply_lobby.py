"""Writes what a set-up file says of boards and sound; what it does not name stays as chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from server.domain.lobby import Look
from server.operations.setup_file import SetupRefused
from server.operations.setup_parts import SetupFile
from server.store.database import Transaction


@dataclass(frozen=True)
class Ids:
    """What the names of a file are in the database."""

    services: Mapping[str, int]
    counters: Mapping[int, int]
    devices: Mapping[str, int]


def put_lobby(tx: Transaction, setup: SetupFile, ids: Ids) -> None:
    """Write looks and sound. Raises SetupRefused when two displays would speak in a zone."""
    tx.displays.forget_retired(tx.branch_id)
    _put_looks(tx, setup, ids)
    part = setup.branch.sound
    if part is None:
        return
    sound = part.sound(setup.branch.languages)
    if tx.displays.sound(tx.branch_id) != sound:
        tx.displays.put_sound(tx.branch_id, sound)
        tx.setup.changes += 1


def _put_looks(tx: Transaction, setup: SetupFile, ids: Ids) -> None:
    kept = tx.displays.looks(tx.branch_id)
    wanted = {
        ids.devices[part.code]: part.look.look(setup.branch.languages, ids.services, ids.counters)
        for part in setup.devices
        if part.look is not None
    }
    _refuse_two_speakers(kept, wanted)
    changed = {each: look for each, look in wanted.items() if kept.get(each) != look}
    for display_id, look in changed.items():  # two may change places: nobody speaks meanwhile
        tx.displays.put_look(tx.branch_id, display_id, replace(look, speaks=False))
    for display_id, look in changed.items():
        tx.displays.put_look(tx.branch_id, display_id, look)
        tx.setup.changes += 1


def _refuse_two_speakers(kept: Mapping[int, Look], wanted: Mapping[int, Look]) -> None:
    taken = {look.speaks_in for each, look in kept.items() if each not in wanted}
    for look in wanted.values():
        if look.speaks and look.zone in taken:
            raise SetupRefused(
                [f"devices: another display was chosen in the console to speak in {look.zone}"]
            )
