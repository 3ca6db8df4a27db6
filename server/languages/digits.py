"""Digits: shown in the language's own, kept as ASCII."""

PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
LATIN = "0123456789"

SHOWN = {"fa": str.maketrans(LATIN, PERSIAN)}
TO_LATIN = str.maketrans(PERSIAN + ARABIC_INDIC, LATIN * 2)


def localised(text: str, language: str) -> str:
    """Return the text with its ASCII digits as the language writes them."""
    table = SHOWN.get(language)
    return text if table is None else text.translate(table)


def ascii_digits(text: str) -> str:
    """Return the text with Persian and Arabic digits as ASCII, as every input is kept."""
    return text.translate(TO_LATIN)
