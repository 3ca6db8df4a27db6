"""The figures of a backtest, by hand."""

from server.estimates.scores import Score, Told, score


def test_a_score_is_what_it_says() -> None:
    told = [
        Told(said=10, waited=12, low=5, high=12),
        Told(said=20, waited=14, low=15, high=25),
        Told(said=30, waited=30, low=20, high=50),
        Told(said=40, waited=60, low=40, high=50),
    ]

    assert score(told) == Score(
        waits=4,
        mean_error=7,
        median_error=4,
        bias=-4,
        within_5=0.5,
        within_10=0.75,
        coverage=0.5,
        width=14.25,
    )


def test_without_ranges_there_is_no_coverage() -> None:
    found = score([Told(said=1, waited=2)])

    assert found is not None
    assert (found.coverage, found.width) == (None, None)


def test_nothing_told_is_no_score() -> None:
    assert score([]) is None
