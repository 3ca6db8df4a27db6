"""Paper tells a length of time as the screens do: in whole minutes that have passed."""

import pytest

from server.languages.lengths import length_in_words


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "۰ ثانیه"),
        (59.9, "۵۹ ثانیه"),
        (92, "۱ دقیقه"),
        (3600, "۱ ساعت"),
        (3725, "۱ ساعت و ۲ دقیقه"),
    ],
)
def test_a_length_is_never_rounded_up(seconds: float, told: str) -> None:
    assert length_in_words(seconds, "fa") == told


def test_other_languages_have_their_own_forms() -> None:
    assert length_in_words(61, "en") == "1 minute"
    assert length_in_words(120, "ar") == "دقيقتان"
