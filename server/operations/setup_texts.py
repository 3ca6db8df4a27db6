"""What the parts of a set-up file are made of: codes, and texts in the hall's languages."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from server.languages import LANGUAGES

Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
# The kiosk's own drawings.
Icon = Literal[
    "building",
    "tax",
    "shop",
    "megaphone",
    "id",
    "coins",
    "water",
    "tree",
    "road",
    "book",
    "heart",
    "car",
    "house",
    "key",
    "star",
]


class Part(BaseModel):
    """A part of the file: a key that nobody knows is a fault, not a comment."""

    model_config = ConfigDict(extra="forbid")


def spoken(names: dict[str, str]) -> dict[str, str]:
    """Return texts that are in languages we speak; which ones are needed, the branch says."""
    for text in names.values():
        text.encode()  # half a character is refused as a ValueError
    if not names or any(not text.strip() for text in names.values()):
        raise ValueError("needs a text in each language it names")
    unknown = [code for code in names if code not in LANGUAGES]
    if unknown:
        raise ValueError(f"{unknown[0]} is not a language we speak: {', '.join(LANGUAGES)}")
    return names


Texts = Annotated[dict[str, str], AfterValidator(spoken)]


class Named(Part):
    """Anything with a name in each language of the hall."""

    names: Texts
