"""Makes the built-in voices from their words: `make voices` (docs/voices.md)."""

import json
import shutil
import sys
from pathlib import Path

import click

from display.voices.sound import clip_of, write_opus
from display.voices.words import Words, languages, words_of

PACKS = Path(__file__).parents[1] / "static" / "voices"
NEEDED = {"espeak-ng": "espeak-ng", "opusenc": "opus-tools"}


def main(wanted: list[str]) -> int:
    """Make the packs of these languages, or of all; return 0 when that was done."""
    missing = [package for command, package in NEEDED.items() if not shutil.which(command)]
    if missing:
        click.echo(f"missing Debian packages: {', '.join(missing)}", err=True)
        return 1
    for language in wanted or languages():
        made = make_pack(words_of(language), PACKS / language)
        click.echo(f"{language}: {made} clips")
    return 0


def make_pack(words: Words, folder: Path) -> int:
    """Put a voice's clips and manifest in place of what the folder held; return how many clips."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for clip in words.clips:
        write_opus(clip_of(clip.said, words.voice), folder / file_of(clip.key))
    manifest = json.dumps(manifest_of(words), ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(manifest + "\n", "utf-8")
    return len(words.clips)


def manifest_of(words: Words) -> dict[str, object]:
    """Return what tells a display about a pack."""
    return {
        "language": words.language,
        "name": words.name,
        "provisional": words.provisional,
        "clips": {clip.key: {"file": file_of(clip.key), "text": clip.text} for clip in words.clips},
    }


def file_of(key: str) -> str:
    """Return the name of a clip's file."""
    return f"{key}.ogg"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
