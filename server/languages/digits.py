"""Digits: shown in the language's own, kept as ASCII."""

from server.languages import LANGUAGES

PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
LATIN = "0123456789"

SHOWN = {code: str.maketrans(LATIN, language.digits) for code, language in LANGUAGES.items()}
TO_LATIN = str.maketrans(PERSIAN + ARABIC_INDIC, LATIN * 2)


def localised(text: str, language: str) -> str:
    """Return the text with its ASCII digits as the language writes them."""
    return text.translate(SHOWN[language])


def ascii_digits(text: str) -> str:
    """Return the text with Persian and Arabic digits as ASCII, as every input is kept."""
    return text.translate(TO_LATIN)
