"""The built-in packs have every clip that anything said needs."""

import itertools
import os
import shutil
from collections.abc import Iterator
from string import ascii_uppercase
from struct import unpack_from

import pytest

from display.voices.make import manifest_of
from display.voices.words import languages, words_of
from tests.voices.spoken import LANGUAGES, LARGEST, PACKS, call_clips, manifest, number_keys

NO_NODE = shutil.which("node") is None and os.environ.get("CI") != "true"
needs_node = pytest.mark.skipif(NO_NODE, reason="needs node (Debian package nodejs)")
every_language = pytest.mark.parametrize("language", LANGUAGES)

OPUS_RATE = 48_000
LEAST_SECONDS, MOST_SECONDS = 0.15, 2
MOST_PACK_BYTES = 420_000


@needs_node
@every_language
def test_every_number_is_made_of_clips_of_the_pack(language: str) -> None:
    said = number_keys(language, range(LARGEST + 1))

    assert set(itertools.chain(*said)) <= set(manifest(language)["clips"])
    assert len({tuple(keys) for keys in said}) == LARGEST + 1


@needs_node
@every_language
def test_every_call_is_made_of_clips_of_the_pack(language: str) -> None:
    prefixes = [*ascii_uppercase, *map("".join, itertools.product(ascii_uppercase, repeat=2))]
    calls = [(f"{prefix}-{at % 1000:03d}", at % 100 + 1) for at, prefix in enumerate(prefixes)]

    said = call_clips(language, [*calls, ("XAK-001", 1), ("A-123456", LARGEST)])

    assert set(itertools.chain(*said)) <= set(manifest(language)["clips"])
    assert len({tuple(keys) for keys in said}) == len(calls) + 2


@needs_node
@every_language
def test_no_clip_is_made_for_nothing(language: str) -> None:
    numbers = number_keys(language, range(LARGEST + 1))
    calls = call_clips(language, [(f"{letter}-001", 1) for letter in ascii_uppercase])

    assert set(itertools.chain(*numbers, *calls)) == set(manifest(language)["clips"])


def test_there_is_a_pack_for_each_language_that_has_words() -> None:
    assert languages() == sorted(LANGUAGES)
    assert sorted(folder.name for folder in PACKS.iterdir()) == sorted(LANGUAGES)


@every_language
def test_a_pack_says_what_its_words_are(language: str) -> None:
    """Whoever changes the words makes the pack again."""
    assert manifest(language) == manifest_of(words_of(language))


@every_language
def test_a_pack_has_the_files_of_its_manifest_and_no_others(language: str) -> None:
    files = {clip["file"] for clip in manifest(language)["clips"].values()}
    folder = PACKS / language

    assert {file.name for file in folder.iterdir()} == {*files, "manifest.json"}
    assert sum(file.stat().st_size for file in folder.iterdir()) < MOST_PACK_BYTES


@every_language
def test_every_clip_is_a_word_of_one_channel(language: str) -> None:
    for file in (PACKS / language).glob("*.ogg"):
        channels, seconds = opus_head(file.read_bytes())
        assert channels == 1, file.name
        assert LEAST_SECONDS < seconds < MOST_SECONDS, (file.name, seconds)


def test_only_the_voices_that_speak_another_tongue_are_provisional() -> None:
    provisional = {code for code in LANGUAGES if manifest(code)["provisional"]}

    assert provisional == {"azb", "ckb"}


def opus_head(data: bytes) -> tuple[int, float]:
    """Return the channels and the seconds of an Ogg Opus file."""
    head = data.index(b"OpusHead")
    channels, skipped = unpack_from("<BH", data, head + 9)
    *_, (ends, _) = pages(data)
    return channels, (ends - skipped) / OPUS_RATE


def pages(data: bytes) -> Iterator[tuple[int, int]]:
    """Give each Ogg page's position on the clock and its place in the file."""
    at = 0
    while at < len(data):
        assert data[at : at + 4] == b"OggS"
        (position,) = unpack_from("<q", data, at + 6)
        yield position, at
        sizes = data[at + 27 : at + 27 + data[at + 26]]
        at += 27 + len(sizes) + sum(sizes)
