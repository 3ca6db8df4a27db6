"""Says a text aloud for the kiosk's spoken guidance: browsers on such machines have no voices.

espeak-ng speaks. What a language's texts need before it can (other letters, clock times) stands in
letters/<code>.txt.
"""

import re
import subprocess
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from struct import pack

from flask import Blueprint, Response, abort, request

LETTERS = Path(__file__).with_name("letters")
LANGUAGE = re.compile(r"[a-z]{2,3}")
PROGRAM = "espeak-ng"
WORDS_PER_MINUTE = "150"
PATIENCE_SECONDS = 5
MOST_LETTERS = 4000
KEPT_TEXTS = 64
HEADER_BYTES = 44
# A browser names who asks; programs do not. Other sites' pages must not speak in the hall.
OWN = frozenset({"same-origin", "none"})
FORBIDDEN, NOT_FOUND = 403, 404
UNSAID = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\\[\\]]")


class Unspoken(Exception):
    """No voice on this machine says it."""


@dataclass(frozen=True)
class Reading:
    """How a language is read: espeak-ng's voice, and what to change in a text before."""

    voice: str
    rules: tuple[tuple[re.Pattern[str], str], ...] = ()

    def of(self, text: str) -> str:
        """Return a text as the voice can read it."""
        for found, said in self.rules:
            text = found.sub(said, text)
        return text


def speech_pages() -> Blueprint:
    """Return what speaks to the kiosk's page."""
    bp = Blueprint("speech", __name__)

    @bp.get("/agent/speech")
    def speech() -> Response:
        """A text as sound; 404 where nobody can say it."""
        if request.headers.get("Sec-Fetch-Site", "none") not in OWN:
            abort(FORBIDDEN)
        try:
            sound = say(request.args.get("language", ""), request.args.get("text", ""))
        except Unspoken:
            abort(NOT_FOUND)
        return Response(sound, mimetype="audio/wav", headers={"Cache-Control": "no-store"})

    return bp


@lru_cache(maxsize=KEPT_TEXTS)
def say(language: str, text: str) -> bytes:
    """Return a text as a WAV file. Raises Unspoken."""
    reading = reading_of(language)
    words = reading.of(_plain(text[:MOST_LETTERS]))
    command = [PROGRAM, "-v", reading.voice, "-s", WORDS_PER_MINUTE, "--stdin", "--stdout"]
    try:
        done = subprocess.run(  # a program of our choice; the text goes by stdin
            command, input=words.encode(), capture_output=True, timeout=PATIENCE_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Unspoken(language) from error
    if len(done.stdout) <= HEADER_BYTES:
        raise Unspoken(language)
    return _with_lengths(done.stdout)


@lru_cache
def reading_of(language: str) -> Reading:
    """Return how a language is read; one without a table is read as it is. Raises Unspoken."""
    if not LANGUAGE.fullmatch(language):
        raise Unspoken(language)
    table = LETTERS / f"{language}.txt"
    if not table.exists():
        return Reading(language)
    lines = [line for line in table.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return Reading(lines[0].removeprefix("voice "), tuple(_rule(line) for line in lines[1:]))


def _rule(line: str) -> tuple[re.Pattern[str], str]:
    found, _, said = line.partition("=>")
    return re.compile(found.strip()), said.strip()


def _plain(text: str) -> str:
    """Return a text without what only eyes need, its digits as every voice reads them."""
    told = UNSAID.sub("", text).replace("\u00a0", " ").replace(" · ", ", ")
    return "".join(str(unicodedata.digit(each, each)) for each in told)


def _with_lengths(sound: bytes) -> bytes:
    """Return a stream's WAV with its true lengths: when it began, espeak-ng did not know them."""
    whole, samples = pack("<I", len(sound) - 8), pack("<I", len(sound) - HEADER_BYTES)
    return sound[:4] + whole + sound[8:40] + samples + sound[HEADER_BYTES:]
