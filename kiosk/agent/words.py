"""Makes any text safe for paper: only what the fonts can draw, and codes in their own order."""

import re
import unicodedata

LONGEST = 240
MOST_MARKS = 3  # on one letter; a tower of them climbs out of its line
OPENERS = "\u2066\u2067\u2068"
CLOSER = "\u2069"
# Joiners, direction marks and isolates shape a line without being drawn. Embeddings and
# overrides (U+202A-202E) are not among them: one that is not closed would turn a line around.
UNSEEN = frozenset("\u200c\u200d\u200e\u200f" + OPENERS + CLOSER)
# A-023, 021-137-12: after Persian letters a line would turn the parts around.
CODE = re.compile(r"(?<![\w-])(?:[A-Za-z]{1,3}-\d+|\d+-\d+)(?:-\d+)*(?![\w-])")


def for_paper(text: object, glyphs: frozenset[int]) -> str:
    """Return the text with nothing in it that the fonts cannot draw, cut after 240 characters."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(text)))
    drawn = "".join(c for c in spaced if _drawn(c, glyphs))
    words = " ".join(_few_marks(drawn).split())
    if len(words) > LONGEST:
        words = words[: LONGEST - 1] + "…"
    return _balanced(CODE.sub("\u2066\\g<0>\u2069", words))


def _drawn(character: str, glyphs: frozenset[int]) -> bool:
    if unicodedata.category(character) in ("Cc", "Cf"):
        return character in UNSEEN
    return ord(character) in glyphs


def _few_marks(text: str) -> str:
    """Drop the marks that stand on nothing, and those beyond three on one letter."""
    kept, marks = [], MOST_MARKS
    for character in text:
        is_mark = unicodedata.category(character).startswith("M")
        if not is_mark and character not in UNSEEN:
            marks = MOST_MARKS if character == " " else 0
        marks += is_mark
        if not is_mark or marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _balanced(text: str) -> str:
    """Close the isolates that stay open and drop the closers that close nothing."""
    kept, depth = [], 0
    for character in text:
        if character == CLOSER and depth == 0:
            continue
        depth += (character in OPENERS) - (character == CLOSER)
        kept.append(character)
    return "".join(kept) + CLOSER * depth
