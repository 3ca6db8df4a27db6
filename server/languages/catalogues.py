"""Reads a catalogue: one `.po` file, with keys for message ids."""

from pathlib import Path

from babel.messages.pofile import read_po


def read_catalogue(path: Path) -> dict[str, str]:
    """Return the texts of one file by key. Raises FileNotFoundError."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id}


def rooms_of(folder: Path) -> frozenset[str]:
    """Return which rooms a language's folder has catalogues for: `kiosk`, `paper`..."""
    return frozenset(path.stem for path in folder.glob("*.po"))
