"""Growing the trees. Needs the extra `learned`; runs at night, outside the web process."""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from server.estimates.forest import Forest, forest_of
from server.estimates.lessons import Lessons
from server.estimates.margins import ABOVE, BELOW

if TYPE_CHECKING:
    import numpy as np

# The newest rows teach; a year of a large hall has more, and older ones tell little of now.
MOST_ROWS = 60_000
# More rounds would learn a small hall's rows by heart.
LEAST_ROUNDS, MOST_ROUNDS = 60, 250
ROWS_A_ROUND = 10
# Chosen by days kept apart inside the training days (docs/estimate.md).
SETTINGS: dict[str, Any] = {
    "objective": "quantile",
    "learning_rate": 0.05,
    "num_leaves": 20,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 10.0,
    "max_bin": 63,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_col_wise": True,
    "verbose": -1,
}
QUANTILES = (BELOW, 0.5, 1 - ABOVE)


class LearnerMissing(Exception):
    """The library that grows trees is not installed, or cannot be loaded here."""


def require_learner() -> None:
    """Raises LearnerMissing."""
    try:
        import lightgbm  # noqa: F401 - heavy, and an extra
    except (ImportError, OSError) as error:  # OSError: its wheel needs the system's libgomp
        raise LearnerMissing(str(error)) from error


def grow(days: Sequence[Lessons]) -> tuple[Forest, Forest, Forest]:
    """Return trees for the low end, the middle and the high end of a wait's square root."""
    import lightgbm

    # Square roots: long waits count, but do not drown the many short ones.
    rows, roots = _newest(days)
    data = lightgbm.Dataset(rows, roots, params={"max_bin": SETTINGS["max_bin"], "verbose": -1})
    rounds = max(LEAST_ROUNDS, min(MOST_ROUNDS, len(rows) // ROWS_A_ROUND))
    low, middle, high = (_forest(data, quantile, rounds) for quantile in QUANTILES)
    return low, middle, high


def _forest(data: Any, quantile: float, rounds: int) -> Forest:
    import lightgbm

    booster = lightgbm.train({**SETTINGS, "alpha": quantile}, data, rounds)
    return forest_of(booster.dump_model())


def _newest(days: Sequence[Lessons]) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    import numpy as np

    rows, waits = array("d"), array("d")
    for lessons in sorted(days, key=lambda lessons: lessons.day):
        rows.extend(lessons.rows)
        waits.extend(lessons.waits)
    table = np.frombuffer(rows).reshape(len(waits), -1)
    return table[-MOST_ROWS:], np.sqrt(np.frombuffer(waits)[-MOST_ROWS:])
