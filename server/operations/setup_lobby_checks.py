"""What only the whole set-up file tells of its boards and its sound."""

from collections.abc import Iterator, Sequence

from server.operations.setup_devices import DevicePart
from server.operations.setup_lobby import LookPart
from server.operations.setup_parts import SetupFile

Loc = Sequence[int | str]
Fault = tuple[Loc, str]


def lobby_faults(setup: SetupFile) -> Iterator[Fault]:
    """Give every fault of the boards and the sound, each with its place."""
    if setup.branch.sound is not None:
        yield from _languages(setup, ("branch", "sound"), setup.branch.sound.languages)
    speaking: set[str] = set()
    for at, look in _looks(setup.devices):
        loc: Loc = ("devices", at, "look")
        yield from _languages(setup, loc, look.languages)
        yield from _unknown(setup, loc, look)
        if look.speaks and look.zone in speaking:
            yield (*loc, "speaks"), f"another display speaks in {look.zone}"
        speaking |= {look.zone} if look.speaks else set()


def _looks(devices: Sequence[DevicePart]) -> Iterator[tuple[int, LookPart]]:
    for at, device in enumerate(devices):
        if device.look is not None:
            yield at, device.look


def _languages(setup: SetupFile, loc: Loc, languages: Sequence[str]) -> Iterator[Fault]:
    for code in languages:
        if code not in setup.branch.languages:
            yield (*loc, "languages"), f"{code} is not a language of the hall"
    if len(set(languages)) < len(languages):
        yield (*loc, "languages"), "names a language twice"


def _unknown(setup: SetupFile, loc: Loc, look: LookPart) -> Iterator[Fault]:
    known = {part.code for part in setup.services}
    for place, code in enumerate(look.services):
        if code not in known:
            yield (*loc, "services", place), f"{code} is not a service of this file"
    if len(set(look.services)) < len(look.services):
        yield (*loc, "services"), "names a service twice"
    if look.counter is not None and look.counter not in {part.number for part in setup.counters}:
        yield (*loc, "counter"), f"{look.counter} is not a counter of this file"
