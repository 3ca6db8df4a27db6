"""The words of a voice: what its clips are called, what is written of them, what a speaker says."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Clip:
    """One clip: its key, its text, and what espeak-ng is given to say it."""

    key: str
    text: str
    said: str


@dataclass(frozen=True)
class Words:
    """All that one language says, and espeak-ng's voice for it."""

    language: str
    name: str
    voice: str
    provisional: bool
    clips: tuple[Clip, ...]


def languages() -> list[str]:
    """Return the languages that have words, in the order of their codes."""
    return sorted(file.stem for file in FOLDER.glob("*.txt"))


def words_of(language: str) -> Words:
    """Return what a language says, from the file that is named after it."""
    text = (FOLDER / f"{language}.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    about = dict(line.split(": ") for line in lines if "|" not in line)
    return Words(
        language,
        about["name"],
        about["voice"],
        about["provisional"] == "yes",
        tuple(_clip(line) for line in lines if "|" in line),
    )


def _clip(line: str) -> Clip:
    key, text, *said = (part.strip() for part in line.split("|"))
    return Clip(key, text, said[0] if said else text)
