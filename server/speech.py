"""Says notices by espeak-ng, in a child process: text in by its input, a WAV file out."""

import hashlib
import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from server.domain.lobby import NoVoice
from server.languages.digits import ascii_digits

COMMAND = "espeak-ng"
# Only what is written in a script that it reads; azb and ckb wait for people who record them.
VOICES = {"fa": "fa", "en": "en", "ar": "ar"}
WORDS_A_MINUTE = "140"
LONGEST_SECONDS = 20
MOST_KEPT = 100


class EspeakVoice:
    """Says each text once and keeps the file, for all boards ask for the same at the same time."""

    def __init__(self, folder: Path, command: str = COMMAND) -> None:
        self._folder = folder
        self._command = command
        self._lock = threading.Lock()

    def says(self, language: str) -> bool:
        """Return whether it can say texts of a language."""
        return language in VOICES and shutil.which(self._command) is not None

    def say(self, language: str, text: str) -> bytes:
        """Return the text as WAV. Raises NoVoice."""
        if language not in VOICES:
            raise NoVoice(language=language)
        kept = self._folder / f"{hashlib.sha256(f'{language} {text}'.encode()).hexdigest()}.wav"
        with self._lock:
            if not kept.exists():
                self._make(language, text, kept)
            return kept.read_bytes()

    def _make(self, language: str, text: str, kept: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            made = Path(folder) / "speech.wav"
            self._run(language, text, made)
            os.replace(made, kept)
        self._forget_oldest()

    def _run(self, language: str, text: str, path: Path) -> None:
        words = [self._command, "-v", VOICES[language], "-s", WORDS_A_MINUTE, "-b", "1"]
        try:
            subprocess.run(
                [*words, "--stdin", "-w", str(path)],
                input=ascii_digits(text).encode(),
                capture_output=True,
                check=True,
                timeout=LONGEST_SECONDS,
            )
        except (OSError, subprocess.SubprocessError) as trouble:
            raise NoVoice(language=language) from trouble
        if not path.exists():
            raise NoVoice(language=language)

    def _forget_oldest(self) -> None:
        files = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
        for path in files[:-MOST_KEPT]:
            path.unlink(missing_ok=True)
