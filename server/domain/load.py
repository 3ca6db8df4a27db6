"""How busy a hall's day was: what share of its open desks' time went to visitors (rule R11)."""

from server.domain.figures import Figures

BANDS = ("quiet", "usual", "busy", "full", "unknown")
UNTIL = {"quiet": 0.5, "usual": 0.7, "busy": 0.85}


def band_of(busy_micros: int, open_micros: int) -> str:
    """Return the band of a day; `unknown` when nobody is known to have sat at a desk."""
    if not open_micros:
        return "unknown"
    load = busy_micros / open_micros
    return next((band for band, until in UNTIL.items() if load < until), "full")


def busy_micros(figures: Figures) -> int:
    """Return how long visitors were on their way to a desk or served."""
    return figures.sums["way_micros"] + figures.sums["service_micros"]
