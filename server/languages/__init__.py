"""Words, digits and dates per language. Adding one is a folder of catalogues: docs/languages.md."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from server.languages.catalogues import read_catalogue, rooms_of

FIRST_LANGUAGE = "fa"
HERE = Path(__file__).parent

Direction = Literal["rtl", "ltr"]
Calendar = Literal["jalali", "gregorian"]


@dataclass(frozen=True)
class Language:
    """A language as screens and server need to know it; its texts are in words.py."""

    code: str
    name: str
    direction: Direction
    digits: str  # ten of them, from zero on
    calendar: Calendar
    months: tuple[str, ...]
    weekdays: tuple[str, ...]  # from Monday on
    date: str  # the order of {weekday}, {day}, {month} and {year}
    sort: tuple[str, ...]  # locales to sort by; the first that a browser knows counts
    whole: bool  # has the rooms of the staff too


def _read_languages() -> dict[str, Language]:
    folders = sorted(path.parent for path in HERE.glob("*/language.po"))
    found = [(folder, read_catalogue(folder / "language.po")) for folder in folders]
    found.sort(key=lambda one: int(one[1]["language.place"]))
    return {folder.name: _language(folder, facts) for folder, facts in found}


def _language(folder: Path, facts: dict[str, str]) -> Language:
    fact = {key.removeprefix("language."): text for key, text in facts.items()}
    return Language(
        code=folder.name,
        name=fact["name"],
        direction=cast(Direction, fact["direction"]),
        digits=fact["digits"],
        calendar=cast(Calendar, fact["calendar"]),
        months=_listed(fact["months"]),
        weekdays=_listed(fact["weekdays"]),
        date=fact["date"],
        sort=tuple(fact["sort"].split()),
        whole=rooms_of(folder) >= rooms_of(HERE / FIRST_LANGUAGE),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


LANGUAGES: dict[str, Language] = _read_languages()


def known_language(code: str | None) -> str:
    """Return the code when we speak it, else the first language."""
    return code if code in LANGUAGES else FIRST_LANGUAGE


def whole_languages() -> list[str]:
    """Return the codes of the languages that the staff's screens speak."""
    return [code for code, language in LANGUAGES.items() if language.whole]
