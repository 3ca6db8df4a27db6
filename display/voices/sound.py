"""One clip of a voice as sound: spoken, cut to the word, made as loud as the others, packed."""

import math
import subprocess
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path
from struct import pack, unpack_from

WORDS_PER_MINUTE = "145"
KILOBITS_A_SECOND = "24"
# Of the packed stream: so the same words give the same bytes.
SERIAL_NUMBER = "1"
HEADER_BYTES = 44
RATE_AT = 24
FULL = 32_767
WINDOW_SECONDS = 0.005
# A window is silent below this part of the loudest; a soft "s" at a word's beginning lies above.
SILENT = 0.012
BEFORE_SECONDS, AFTER_SECONDS = 0.015, 0.04
FADE_SECONDS = 0.005
LOUDNESS = 0.11
PEAK = 0.95


@dataclass(frozen=True)
class Sound:
    """Samples of one channel, each from -1 to 1."""

    rate: int
    samples: list[float]

    @property
    def loudness(self) -> float:
        """The root of the mean square."""
        return _loudness(self.samples)


def clip_of(said: str, voice: str) -> Sound:
    """Return what a voice says, as it stands in a pack."""
    return faded(level(trimmed(spoken(said, voice))))


def spoken(said: str, voice: str) -> Sound:
    """Return a text, or espeak-ng's spelling of sounds within [[ ]], as espeak-ng says it."""
    command = ["espeak-ng", "-v", voice, "-s", WORDS_PER_MINUTE, "--stdin", "--stdout"]
    wav = subprocess.run(command, input=said.encode(), capture_output=True, check=True).stdout
    samples = array("h", wav[HEADER_BYTES:])
    if sys.byteorder == "big":
        samples.byteswap()
    return Sound(unpack_from("<I", wav, RATE_AT)[0], [sample / FULL for sample in samples])


def trimmed(sound: Sound) -> Sound:
    """Return a sound without the silence around it."""
    size = round(sound.rate * WINDOW_SECONDS)
    windows = range(0, len(sound.samples), size)
    levels = [_loudness(sound.samples[at : at + size]) for at in windows]
    heard = [at for at, level in zip(windows, levels, strict=True) if level > SILENT * max(levels)]
    first = max(0, heard[0] - round(sound.rate * BEFORE_SECONDS))
    last = heard[-1] + size + round(sound.rate * AFTER_SECONDS)
    return Sound(sound.rate, sound.samples[first:last])


def level(sound: Sound) -> Sound:
    """Return a sound as loud as all others, or as near to it as its peak allows."""
    peak = max(abs(sample) for sample in sound.samples)
    gain = min(LOUDNESS / sound.loudness, PEAK / peak)
    return Sound(sound.rate, [sample * gain for sample in sound.samples])


def faded(sound: Sound) -> Sound:
    """Return a sound that begins and ends without a click."""
    fade, length = round(sound.rate * FADE_SECONDS), len(sound.samples)
    return Sound(
        sound.rate,
        [
            sample * min(1, at / fade, (length - 1 - at) / fade)
            for at, sample in enumerate(sound.samples)
        ],
    )


def write_opus(sound: Sound, file: Path) -> None:
    """Pack a sound into an Ogg Opus file of one channel."""
    command = ["opusenc", "--quiet", "--raw", "--raw-rate", str(sound.rate), "--raw-chan", "1"]
    command += ["--bitrate", KILOBITS_A_SECOND, "--comp", "10", "--padding", "0"]
    command += ["--serial", SERIAL_NUMBER, "-", str(file)]
    samples = [round(sample * FULL) for sample in sound.samples]
    subprocess.run(command, input=pack(f"<{len(samples)}h", *samples), check=True)


def _loudness(samples: list[float]) -> float:
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))
