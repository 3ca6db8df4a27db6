"""What only the whole set-up file tells: what stands twice, leads nowhere, misses a language."""

from collections.abc import Iterator, Sequence

from server.domain.hall import DeviceKind
from server.languages import whole_languages
from server.operations.setup_devices import DevicePart
from server.operations.setup_lobby_checks import lobby_faults
from server.operations.setup_parts import CounterPart, ServicePart, SetupFile

Loc = Sequence[int | str]
Fault = tuple[Loc, str]
Names = dict[str, str]


def contradictions(setup: SetupFile) -> Iterator[Fault]:
    """Give every fault between the parts of a file, each with its place."""
    yield from _twice("groups", "code", [part.code for part in setup.groups])
    yield from _twice("services", "code", [part.code for part in setup.services])
    yield from _twice("services", "letter", [part.letter for part in setup.services])
    yield from _twice("priority_classes", "code", [part.code for part in setup.priority_classes])
    yield from _twice("counters", "number", [part.number for part in setup.counters])
    yield from _twice("outcomes", "code", [part.code for part in setup.outcomes])
    yield from _twice("pause_reasons", "code", [part.code for part in setup.pause_reasons])
    yield from _twice("users", "username", [part.username for part in setup.users])
    yield from _twice("devices", "code", [part.code for part in setup.devices])
    if "standard" not in {part.code for part in setup.priority_classes}:
        yield ("priority_classes",), "must have a class with the code standard"
    for at, part in enumerate(setup.priority_classes):
        if part.code == "standard" and not part.at_kiosk:
            yield ("priority_classes", at, "at_kiosk"), "standard is for everybody"
    yield from _lost_groups(setup)
    yield from _unknown_services(setup)
    yield from _unknown_printers(setup)
    yield from _blocks(setup)
    yield from lobby_faults(setup)
    yield from _missing_languages(setup)


def _twice(part: str, field: str, values: Sequence[object]) -> Iterator[Fault]:
    for at, value in enumerate(values):
        if value in values[:at]:
            yield (part, at, field), f"{value} stands twice"


def _lost_groups(setup: SetupFile) -> Iterator[Fault]:
    parents = {part.code: part.parent for part in setup.groups}
    for at, service in enumerate(setup.services):
        if service.group is not None and service.group not in parents:
            yield ("services", at, "group"), f"{service.group} is not a group of this file"
    for at, group in enumerate(setup.groups):
        if group.parent is not None and group.parent not in parents:
            yield ("groups", at, "parent"), f"{group.parent} is not a group of this file"
        elif _leads_back(group.code, parents):
            yield ("groups", at, "parent"), f"{group.code} stands in itself"


def _leads_back(code: str, parents: dict[str, str | None]) -> bool:
    above = parents[code]
    for _ in parents:
        if above is None or above == code:
            break
        above = parents.get(above)
    return above == code


def _unknown_services(setup: SetupFile) -> Iterator[Fault]:
    known = {part.code for part in setup.services}
    for at, counter in enumerate(setup.counters):
        seen: set[str] = set()
        for loc, code in _offered(counter):
            if code not in known:
                yield ("counters", at, *loc), f"{code} is not a service of this file"
            elif code in seen:
                yield ("counters", at, *loc), f"{code} stands twice at this counter"
            seen.add(code)
        yield from _nothing_express(setup, at)


def _offered(counter: CounterPart) -> Iterator[tuple[Loc, str]]:
    for place, code in enumerate(counter.services):
        yield ("services", place), code
    for tier, part in enumerate(counter.tiers):
        for place, code in enumerate(part.services):
            yield ("tiers", tier, "services", place), code


def _nothing_express(setup: SetupFile, at: int) -> Iterator[Fault]:
    counter = setup.counters[at]
    minutes = {part.code: part.minutes for part in setup.services}
    offered = [minutes[code] for _, code in _offered(counter) if code in minutes]
    if counter.express_minutes is not None and offered and min(offered) > counter.express_minutes:
        yield ("counters", at, "express_minutes"), "is shorter than any visit of its services"


def _unknown_printers(setup: SetupFile) -> Iterator[Fault]:
    agents = {part.code: part for part in setup.devices if part.kind is DeviceKind.AGENT}
    for at, device in enumerate(setup.devices):
        if device.prints_by is None:
            continue
        code, printer = device.prints_by
        if code not in agents:
            yield ("devices", at, "prints_on"), f"{code} is not an agent of this file"
        elif printer not in agents[code].all_printers:
            yield ("devices", at, "prints_on"), f"{printer} is not a printer of {code}"


def _blocks(setup: SetupFile) -> Iterator[Fault]:
    letters = {part.letter for part in setup.services}
    taken: set[str] = set()
    for at, block in _named_blocks(setup.devices):
        clash = next((each for each in sorted(letters) if each + block in letters), None)
        if block in taken:
            yield ("devices", at, "block"), f"{block} stands twice"
        elif clash is not None:
            yield ("devices", at, "block"), f"{clash}{block} is the letter of a service already"
        taken.add(block)


def _named_blocks(devices: Sequence[DevicePart]) -> Iterator[tuple[int, str]]:
    for at, device in enumerate(devices):
        if device.block is not None:
            yield at, device.block


def _missing_languages(setup: SetupFile) -> Iterator[Fault]:
    needed = setup.branch.languages
    for loc, names in _for_visitors(setup):
        yield from _missing(loc, names, needed)
    # Only the staff reads these, on screens that speak fewer languages.
    staff = [code for code in needed if code in whole_languages()]
    for loc, names in _for_staff(setup):
        yield from _missing(loc, names, staff)


def _missing(loc: Loc, names: Names, needed: Sequence[str]) -> Iterator[Fault]:
    if any(code not in names for code in needed):
        yield loc, f"needs a text in each of: {', '.join(needed)}"


def _for_visitors(setup: SetupFile) -> Iterator[tuple[Loc, Names]]:
    yield ("branch", "names"), setup.branch.names
    if setup.branch.ticker:
        yield ("branch", "ticker"), setup.branch.ticker
    for at, group in enumerate(setup.groups):
        yield ("groups", at, "names"), group.names
    for at, service in enumerate(setup.services):
        for loc, names in _of_service(service):
            yield ("services", at, *loc), names
    for at, each in enumerate(setup.priority_classes):
        yield ("priority_classes", at, "names"), each.names


def _of_service(service: ServicePart) -> Iterator[tuple[Loc, Names]]:
    yield ("names",), service.names
    for key, names in (
        ("fee", service.fee),
        ("place", service.place),
        ("in_charge", service.in_charge),
    ):
        if names is not None:
            yield (key,), names
    for key, texts in (("documents", service.documents), ("steps", service.steps)):
        for at, names in enumerate(texts):
            yield (key, at), names


def _for_staff(setup: SetupFile) -> Iterator[tuple[Loc, Names]]:
    lists = {"outcomes": setup.outcomes, "pause_reasons": setup.pause_reasons}
    for key, choices in lists.items():
        if key in setup.model_fields_set:  # else they are our own
            for at, choice in enumerate(choices):
                yield (key, at, "names"), choice.names
    for at, holiday in enumerate(setup.branch.holidays):
        yield ("branch", "holidays", at, "names"), holiday.names
