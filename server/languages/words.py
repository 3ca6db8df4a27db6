"""The catalogues: `server/languages/<code>/<room>.po`, read once, with keys for message ids."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from server.languages.digits import localised

HERE = Path(__file__).parent


@cache
def words(language: str) -> Mapping[str, str]:
    """Return all texts of a language by key."""
    texts: dict[str, str] = {}
    for path in sorted((HERE / language).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        texts |= {str(entry.id): str(entry.string) for entry in catalogue if entry.id}
    return texts


def words_for(language: str, rooms: tuple[str, ...]) -> dict[str, str]:
    """Return the texts of some rooms: those whose key begins with `<room>.`."""
    prefixes = tuple(f"{room}." for room in rooms)
    return {key: text for key, text in words(language).items() if key.startswith(prefixes)}


def say(language: str, key: str, **values: object) -> str:
    """Return one text with its values in the language's digits. Raises KeyError for a new key."""
    shown = {name: localised(str(value), language) for name, value in values.items()}
    return words(language)[key].format_map(shown)
