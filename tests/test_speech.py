"""Who can say a notice here (docs/display.md)."""

import os
import shutil
import time
from pathlib import Path

import pytest

from server.domain.lobby import NoVoice
from server.speech import EspeakVoice
from server.store.engine import StorageFailed

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None and os.environ.get("CI") != "true",
    reason="needs espeak-ng (Debian package espeak-ng)",
)


@pytest.mark.parametrize(("language", "there"), [("fa", True), ("ar", True), ("azb", False)])
def test_it_says_the_languages_it_has_a_voice_for(tmp_path: Path, language, there) -> None:
    speaker = tmp_path / "speaker"
    speaker.write_text("")
    speaker.chmod(0o755)

    assert EspeakVoice(tmp_path, str(speaker)).says(language) is there


def test_without_its_program_it_says_nothing(tmp_path: Path) -> None:
    assert EspeakVoice(tmp_path, str(tmp_path / "nobody")).says("fa") is False


@needs_espeak
def test_without_room_on_the_disk_nothing_is_said_and_nothing_kept(tmp_path: Path) -> None:
    """What espeak-ng writes to a full disk is cut off, and says of itself that it is whole."""
    full = EspeakVoice(tmp_path, least_free=10**18)

    with pytest.raises(StorageFailed):
        full.say("en", "Closed until 12")

    assert list(tmp_path.iterdir()) == []
    assert len(EspeakVoice(tmp_path).say("en", "Closed until 12")) > 10_000


@pytest.mark.parametrize("written", ["", "RIFF"])
def test_what_is_no_sound_is_not_kept(tmp_path: Path, written: str) -> None:
    speaker = tmp_path / "speaker"
    speaker.write_text(
        f'#!/bin/sh\nwhile [ "$1" != -w ]; do shift; done\nprintf "{written}" > "$2"'
    )
    speaker.chmod(0o755)

    with pytest.raises(NoVoice):
        EspeakVoice(tmp_path / "kept", str(speaker)).say("en", "Closed")

    assert list((tmp_path / "kept").iterdir()) == []


@needs_espeak
def test_an_empty_file_that_a_power_cut_left_is_made_anew(tmp_path: Path) -> None:
    voice = EspeakVoice(tmp_path)
    said = voice.say("en", "Closed")
    (kept,) = tmp_path.glob("*.wav")
    kept.write_bytes(b"")

    assert voice.say("en", "Closed") == said


@needs_espeak
def test_what_a_killed_process_had_begun_goes_after_an_hour(tmp_path: Path) -> None:
    for name in ("unfinished-old", "unfinished-new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "speech.wav").write_bytes(b"half")
    long_ago = time.time() - 2 * 60 * 60
    os.utime(tmp_path / "unfinished-old", (long_ago, long_ago))

    EspeakVoice(tmp_path).say("en", "Closed")

    assert [path.name for path in tmp_path.glob("unfinished-*")] == ["unfinished-new"]


def test_a_disk_that_takes_nothing_is_a_failed_store(tmp_path: Path) -> None:
    (tmp_path / "speech").write_text("a file, where the folder would be")

    with pytest.raises(StorageFailed):
        EspeakVoice(tmp_path / "speech").say("en", "Closed")


@needs_espeak
def test_double_brackets_are_no_sounds(tmp_path: Path) -> None:
    """espeak-ng would read what stands in them by its own spelling of sounds."""
    voice = EspeakVoice(tmp_path)

    assert voice.say("en", "[[h@'loU]]") == voice.say("en", "[ [h@'loU]]")
