"""The texts: `server/languages/<code>/<room>.po`, read once; what is missing is in the first one.

A text with a count may come in forms, `key.zero`, `key.one`, `key.two`, `key.few`, `key.many`
(CLDR's names); `key` alone is the rest.
"""

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from server.languages import FIRST_LANGUAGE, HERE
from server.languages.catalogues import read_catalogue
from server.languages.digits import localised

FORMS = (".zero", ".one", ".two", ".few", ".many")
PLURALS_OF_UNKNOWN = "en"


@cache
def words(language: str) -> Mapping[str, str]:
    """Return all texts of a language by key, with the first language's where it has none."""
    own = own_words(language)
    if language == FIRST_LANGUAGE:
        return own
    borrowed = {key: text for key, text in words(FIRST_LANGUAGE).items() if plain(key) not in own}
    return borrowed | own


def own_words(language: str) -> dict[str, str]:
    """Return the texts that a language's own catalogues have."""
    texts: dict[str, str] = {}
    for path in sorted((HERE / language).glob("*.po")):
        texts |= read_catalogue(path)
    return texts


def plain(key: str) -> str:
    """Return the key without its form: a form is never borrowed for a text of one's own."""
    return next((key.removesuffix(form) for form in FORMS if key.endswith(form)), key)


def words_for(language: str, rooms: tuple[str, ...]) -> dict[str, str]:
    """Return the texts of some rooms: those whose key begins with `<room>.`."""
    prefixes = tuple(f"{room}." for room in rooms)
    return {key: text for key, text in words(language).items() if key.startswith(prefixes)}


def say(language: str, key: str, **values: object) -> str:
    """Return one text with its values in the language's digits. Raises KeyError for a new key."""
    shown = {name: localised(str(value), language) for name, value in values.items()}
    texts = words(language)
    forms = (f"{key}.{form}" for form in _forms(language, values.get("count")))
    chosen = next((form for form in forms if form in texts), key)
    return texts[chosen].format_map(shown)


def _forms(language: str, count: object) -> tuple[str, ...]:
    if not isinstance(count, int):
        return ()
    plural = str(_plurals(language).plural_form(count))
    return ("zero", plural) if count == 0 else (plural,)


@cache
def _plurals(language: str) -> Locale:
    """Return whose plural rules count: English's, as in browsers, for a language CLDR lacks."""
    try:
        return Locale.parse(language)
    except UnknownLocaleError:
        return Locale.parse(PLURALS_OF_UNKNOWN)
