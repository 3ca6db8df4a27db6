"""What people can see of a text: much of what Unicode has is no letter (docs/display.md)."""

from unicodedata import category, normalize

JOINERS = "\u200c\u200d"  # Persian is written with them
LONGEST_ZONE = 64
SEEN = "LNPS"  # letters, digits, punctuation, symbols


def is_legible(text: str) -> bool:
    """Return whether anything of a text can be seen."""
    return any(category(each)[0] in SEEN for each in text)


def without_unseen(text: str) -> str:
    """Return a text as one line, without what nobody sees."""
    line = (" " if each.isspace() else each for each in text)
    return "".join(each for each in line if not _is_unseen(each)).strip()


def zone_name(text: str) -> str:
    """Return the name of a zone in its one spelling: what looks the same is the same (B1).

    Raises ValueError where nothing, too much, or something unseen is in it.
    """
    if not is_legible(text):
        raise ValueError("must not be empty")
    if any(_is_unseen(each) for each in text):
        raise ValueError("holds a control character")
    name = normalize("NFC", " ".join(text.split()).strip(JOINERS).strip())
    if len(name) > LONGEST_ZONE:  # some letters are two in the one spelling
        raise ValueError(f"must be at most {LONGEST_ZONE} letters")
    return name


def _is_unseen(letter: str) -> bool:
    return category(letter)[0] == "C" and letter not in JOINERS
