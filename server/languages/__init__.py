"""Words, digits and dates per language. Adding one is a folder of catalogues and a row here."""

from dataclasses import dataclass

FIRST_LANGUAGE = "fa"


@dataclass(frozen=True)
class Language:
    """A language as a screen needs to know it."""

    code: str
    name: str
    direction: str


LANGUAGES: dict[str, Language] = {
    "fa": Language("fa", "فارسی", "rtl"),
    "en": Language("en", "English", "ltr"),
}


def known_language(code: str | None) -> str:
    """Return the code when we speak it, else the first language."""
    return code if code in LANGUAGES else FIRST_LANGUAGE
