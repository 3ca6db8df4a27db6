"""What can be seen of a text, and the one spelling of a zone."""

import pytest

from server.domain.lettering import is_legible, zone_name


@pytest.mark.parametrize(
    ("text", "legible"),
    [
        ("می\u200cخوانم", True),
        ("7", True),
        ("!", True),
        ("☎", True),
        ("\u202ehall", True),
        ("", False),
        (" \u00a0\u3000\n", False),
        ("\u202e\u2066", False),
        ("\u200b\u2060", False),
        ("\x01", False),
        ("\u034f\ufe0f", False),
    ],
)
def test_a_text_is_legible_when_anything_of_it_can_be_seen(text: str, legible: bool) -> None:
    assert is_legible(text) is legible


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" hall ", "hall"),
        ("east  wing", "east wing"),
        ("hall\u200c", "hall"),
        ("طبقه\u200cها", "طبقه\u200cها"),
        ("e\u0301tage", "étage"),
    ],
)
def test_zones_that_look_the_same_are_the_same(text: str, name: str) -> None:
    assert zone_name(text) == name


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "\u200c", "\u202ehall", "a\nb", "a\0b", "x" * 65, "\u0958" * 40]
)
def test_a_zone_with_something_unseen_or_too_long_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"empty|control|at most"):
        zone_name(text)
