"""What a program gets: everything as plain data, times in minutes."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from statistics import fmean

from server.cli.simulate.typed import clock
from server.simulation.figures import Figures
from server.simulation.groups import Offers
from server.simulation.staffing import Advice, HalfHour
from server.simulation.tried import Tried

Letters = Mapping[int, str]


def tried_as_json(tried: Tried, advice: Iterable[Advice]) -> dict[str, object]:
    """Return the figures of both days and the advice."""
    letters = {at: label.letter for at, label in tried.picture.services.items()}
    waits = tried.picture.waits
    return {
        "day": tried.picture.title,
        "runs": len(tried.days),
        "target_minutes": tried.target_minutes,
        "real_mean_wait_minutes": fmean(waits) / 60 if waits else None,
        "as_it_was": _figures(tried.as_it_was, letters),
        "what_if": None if tried.what_if is None else _figures(tried.what_if, letters),
        "staffing": [_advice(each, letters) for each in advice],
    }


def _figures(figures: Figures, letters: Letters) -> dict[str, object]:
    return {
        "total": asdict(figures.total),
        "classes": {code: asdict(waits) for code, waits in figures.classes.items()},
        "services": {letters[at]: asdict(waits) for at, waits in figures.services.items()},
        "counters": [
            {
                "number": each.number,
                "services": [letters[at] for at in each.service_ids],
                "open_minutes": each.open_minutes,
                "idle_minutes": each.idle_minutes,
                "calls": each.calls,
            }
            for each in figures.counters
        ],
    }


def _advice(advice: Advice, letters: Letters) -> dict[str, object]:
    return {
        "services": [letters[at] for at in advice.group.service_ids],
        "met": advice.met,
        "half_hours": [_half_hour(each, advice.group.kinds, letters) for each in advice.half_hours],
    }


def _half_hour(row: HalfHour, kinds: Iterable[Offers], letters: Letters) -> dict[str, object]:
    return {
        "starts": clock(row.starts_at),
        "visitors": row.visitors,
        "offered_load": row.load,
        "open_counters": row.open_counters,
        "textbook": row.start,
        "counters": sum(row.counters),
        "kinds": [
            {"services": [letters[offer.service_id] for offer in kind], "counters": count}
            for kind, count in zip(kinds, row.counters, strict=True)
        ],
        "within_target": row.within,
    }
