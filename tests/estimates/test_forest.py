"""Plain Python says exactly what the library that grew the trees says."""

import json
from math import nan

import lightgbm
import numpy as np

from server.estimates.forest import doubled, forest_from_json, forest_of


def _grown() -> tuple[lightgbm.Booster, "np.ndarray[tuple[int, int], np.dtype[np.float64]]"]:
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(2_000, 5))
    rows[chance.random(rows.shape) < 0.2] = nan
    rows[:, 4] = np.nan_to_num(rows[:, 4])
    waits = np.nan_to_num(rows[:, 0]) * 3 + np.isnan(rows[:, 1]) + rows[:, 4]
    settings = {"verbose": -1, "num_threads": 1, "min_data_in_leaf": 5}
    return lightgbm.train(settings, lightgbm.Dataset(rows, waits), 30), rows


def test_the_forest_agrees_with_the_library_also_where_nothing_is_known() -> None:
    booster, rows = _grown()
    # A column that was whole when learning may have a hole when asked.
    asked = np.vstack([rows[:500], np.full((1, 5), nan)])

    forest = forest_of(booster.dump_model())

    said = [forest.value(doubled(row)) for row in asked.tolist()]
    np.testing.assert_allclose(said, booster.predict(asked), rtol=1e-9, atol=1e-12)


def test_a_forest_survives_its_file() -> None:
    forest = forest_of(_grown()[0].dump_model())

    assert forest_from_json(json.loads(json.dumps(forest.trees))) == forest
