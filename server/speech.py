"""Says notices by espeak-ng, in a child process: text in by its input, a WAV file out."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from server.domain.lobby import NoVoice
from server.domain.signatures import MEGABYTE
from server.languages.digits import ascii_digits
from server.store.disk import free_bytes, on_disk
from server.store.engine import StorageFailed

COMMAND = "espeak-ng"
# Only what is written in a script that it reads; azb and ckb wait for people who record them.
VOICES = {"fa": "fa", "en": "en", "ar": "ar"}
WORDS_A_MINUTE = "140"
LONGEST_SECONDS = 20
MOST_KEPT = 100
# espeak-ng is content with a full disk, and a cut file says itself that it is whole. The longest
# notice makes 2 to 3 MB: with more than this free before and after nothing was cut.
LEAST_FREE = 16 * MEGABYTE
LEAST_BYTES = 100  # less is no sound
UNFINISHED = "unfinished-"
ABANDONED_SECONDS = 60 * 60
PHONEMES = re.compile(r"\[(?=\[)")  # [[ ]] would be read as sounds, not as words


class EspeakVoice:
    """Says each text once and keeps the file, for all boards ask for the same at the same time."""

    def __init__(
        self, folder: Path, command: str = COMMAND, *, least_free: int = LEAST_FREE
    ) -> None:
        self._folder = folder
        self._command = command
        self._least_free = least_free
        self._lock = threading.Lock()

    def says(self, language: str) -> bool:
        """Return whether it can say texts of a language."""
        return language in VOICES and shutil.which(self._command) is not None

    def say(self, language: str, text: str) -> bytes:
        """Return the text as WAV. Raises NoVoice, StorageFailed."""
        if language not in VOICES:
            raise NoVoice(language=language)
        kept = self._folder / f"{hashlib.sha256(f'{language} {text}'.encode()).hexdigest()}.wav"
        with self._lock, on_disk():
            if not _is_sound(kept):
                self._make(language, text, kept)
            return kept.read_bytes()

    def _make(self, language: str, text: str, kept: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._check_room()
        with tempfile.TemporaryDirectory(dir=self._folder, prefix=UNFINISHED) as folder:
            made = Path(folder) / "speech.wav"
            self._run(language, text, made)
            self._check_room()
            _sync(made)
            os.replace(made, kept)
        self._forget_oldest()
        self._forget_unfinished()

    def _check_room(self) -> None:
        if free_bytes(self._folder) < self._least_free:
            raise StorageFailed("no room for speech")

    def _run(self, language: str, text: str, path: Path) -> None:
        words = [self._command, "-v", VOICES[language], "-s", WORDS_A_MINUTE, "-b", "1"]
        try:
            subprocess.run(
                [*words, "--stdin", "-w", str(path)],
                input=PHONEMES.sub("[ ", ascii_digits(text)).encode(),
                capture_output=True,
                check=True,
                timeout=LONGEST_SECONDS,
            )
        except (OSError, subprocess.SubprocessError) as trouble:
            raise NoVoice(language=language) from trouble
        if not _is_sound(path):
            raise NoVoice(language=language)

    def _forget_oldest(self) -> None:
        files = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
        for path in files[:-MOST_KEPT]:
            path.unlink(missing_ok=True)

    def _forget_unfinished(self) -> None:
        """Remove what a process that was killed had begun."""
        newest = time.time() - ABANDONED_SECONDS
        for path in self._folder.glob(f"{UNFINISHED}*"):
            if path.stat().st_mtime < newest:
                shutil.rmtree(path, ignore_errors=True)


def _is_sound(path: Path) -> bool:
    return path.exists() and path.stat().st_size >= LEAST_BYTES


def _sync(path: Path) -> None:
    """Let the disk have a file before its name: a power cut would leave the name alone."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
