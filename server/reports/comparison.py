"""Halls and units compared by defined measures, the load evened out (rules R10-R13)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server.domain.blocks import Days
from server.domain.figures import Figures
from server.domain.hall import Names
from server.domain.histogram import median_of
from server.domain.intervals import Interval, median_interval, ranks, standardised
from server.domain.load import BANDS, busy_micros
from server.domain.stays import SEAT
from server.reports.grouped import Hall, halls_in
from server.store.database import Database, Reader

LEAST_VISITS = 100
RATING = "rating"  # has no figures before visitors are asked


class Unit(StrEnum):
    """What is compared."""

    HALL = "hall"
    SERVICE = "service"


@dataclass(frozen=True)
class Measure:
    """A share: which sums make it, and whether little of it is good."""

    part: str
    whole: tuple[str, ...]
    least_is_best: bool = False


MEASURES: dict[str, Measure] = {
    "within_target": Measure("wait_within", ("wait_measured",)),
    "no_shows": Measure("no_shows", ("served", "no_shows"), least_is_best=True),
    "suspect": Measure("suspect", ("stays",), least_is_best=True),
}


@dataclass(frozen=True)
class Judged:
    """One measure of one unit; `raw`: before the load was evened out; rank: None for too few."""

    count: int
    raw: float | None
    value: float | None
    low: float | None
    high: float | None
    rank: int | None


@dataclass(frozen=True)
class Compared:
    """One hall, or one service of a hall. load: the share of its open desks' time that was busy."""

    hall: str
    hall_names: Names
    service: str | None
    service_names: Names
    visits: int
    load: float | None
    too_few: bool
    measures: Mapping[str, Judged]
    median_wait: Mapping[str, Judged]


@dataclass(frozen=True)
class Comparison:
    """Units compared over some days; below `least_visits` a unit has no rank."""

    first: date
    last: date
    by: Unit
    least_visits: int
    confidence: float
    units: tuple[Compared, ...]


@dataclass(frozen=True)
class _Raw:
    """What was counted of a unit: by band of load, and the waits of each class."""

    hall: Hall
    service: str | None
    service_names: Names
    bands: Mapping[str, Figures]
    waits: Mapping[str, Figures]
    load: float | None

    @property
    def visits(self) -> int:
        return sum(found.sums["stays"] for found in self.bands.values())


def comparison(
    db: Database, branch_ids: Sequence[int], days: Days, by: Unit, least_visits: int
) -> Comparison:
    """Return halls, or their services, judged by every measure. Raises NotFound."""
    with db.reader() as reader:
        halls = halls_in(reader, branch_ids)
        raw = [unit for hall in halls for unit in _raw_units(reader, hall, days, by)]
    units = [unit for peers in _peers(raw, len(halls)) for unit in _judge(peers, least_visits)]
    return Comparison(days.first, days.last, by, least_visits, 0.95, tuple(units))


def _raw_units(reader: Reader, hall: Hall, days: Days, by: Unit) -> list[_Raw]:
    bands = reader.cubes.read([hall.id], "band", days).groups
    load = _load(bands)
    if by is Unit.HALL:
        labels = reader.labels.classes(hall.id)
        found = reader.cubes.read([hall.id], "class", days).groups
        waits = {labels[int(key)].code: each for key, each in found.items()}
        return [_Raw(hall, None, {}, _by_band(bands, None), waits, load)]
    services = reader.labels.services(hall.id)
    times = reader.cubes.read([hall.id], "service", days).groups
    return [
        _Raw(
            hall,
            services[int(key)].code,
            services[int(key)].names,
            _by_band(bands, key),
            {"all": found},
            load,
        )
        for key, found in times.items()
    ]


def _by_band(cells: Mapping[str, Figures], service: str | None) -> dict[str, Figures]:
    """Return the figures of one service, or of all, by the load of their days."""
    found: dict[str, Figures] = defaultdict(Figures)
    for key, figures in cells.items():
        band, own = key.split("/")
        if own != SEAT and service in (None, own):
            found[band].add(figures)
    return dict(found)


def _load(cells: Mapping[str, Figures]) -> float | None:
    total = Figures()
    for figures in cells.values():
        total.add(figures)
    opened = total.sums["open_micros"]
    return round(busy_micros(total) / opened, 3) if opened else None


def _peers(units: Sequence[_Raw], halls: int) -> list[list[_Raw]]:
    """Return who is ranked against whom: halls; a service in each hall; the services of one."""
    if halls == 1:
        return [list(units)]
    groups: dict[str | None, list[_Raw]] = defaultdict(list)
    for unit in units:
        groups[unit.service].append(unit)
    return list(groups.values())


def _judge(units: Sequence[_Raw], least_visits: int) -> list[Compared]:
    measures = {name: _judge_share(units, each, least_visits) for name, each in MEASURES.items()}
    measures[RATING] = [NOT_ASKED] * len(units)
    codes = sorted({code for unit in units for code in unit.waits})
    medians = {code: _judge_median(units, code, least_visits) for code in codes}
    return [
        Compared(
            hall=unit.hall.code,
            hall_names=unit.hall.names,
            service=unit.service,
            service_names=unit.service_names,
            visits=unit.visits,
            load=unit.load,
            too_few=unit.visits < least_visits,
            measures={name: judged[at] for name, judged in measures.items()},
            median_wait={code: judged[at] for code, judged in medians.items()},
        )
        for at, unit in enumerate(units)
    ]


NOT_ASKED = Judged(0, None, None, None, None, None)


def _judge_share(units: Sequence[_Raw], measure: Measure, least: int) -> list[Judged]:
    counted = [
        {band: _counted(found.sums, measure) for band, found in unit.bands.items()}
        for unit in units
    ]
    weights = {band: sum(each.get(band, (0, 0))[1] for each in counted) for band in BANDS}
    found = [standardised(each, weights) for each in counted]
    wholes = [sum(whole for _, whole in each.values()) for each in counted]
    parts = [sum(part for part, _ in each.values()) for each in counted]
    raw = [part / whole if whole else None for part, whole in zip(parts, wholes, strict=True)]
    return _judged(found, wholes, raw, least, measure.least_is_best)


def _counted(sums: Counter[str], measure: Measure) -> tuple[int, int]:
    return sums[measure.part], sum(sums[name] for name in measure.whole)


def _judge_median(units: Sequence[_Raw], code: str, least: int) -> list[Judged]:
    figures = [unit.waits.get(code, Figures()) for unit in units]
    counts = [found.sums["wait_count"] for found in figures]
    found = [_median(each) for each in figures]
    raw = [each.value if each else None for each in found]
    return _judged(found, counts, raw, least, least_is_best=True)


def _median(figures: Figures) -> Interval | None:
    count = figures.sums["wait_count"]
    if not count:
        return None
    pairs = sorted(figures.buckets.get("wait", {}).items())
    return median_interval(pairs, count, median_of(pairs, count))


def _judged(
    found: Sequence[Interval | None],
    counts: Sequence[int],
    raw: Sequence[float | None],
    least: int,
    least_is_best: bool,
) -> list[Judged]:
    enough = [each if count >= least else None for each, count in zip(found, counts, strict=True)]
    placed = ranks(enough, least_is_best=least_is_best)
    return [
        Judged(
            count,
            _rounded(before),
            _rounded(each.value if each else None),
            _rounded(each.low if each else None),
            _rounded(each.high if each else None),
            rank,
        )
        for each, count, before, rank in zip(found, counts, raw, placed, strict=True)
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
