"""Who can say a notice here (docs/display.md)."""

from pathlib import Path

import pytest

from server.speech import EspeakVoice


@pytest.mark.parametrize(("language", "there"), [("fa", True), ("ar", True), ("azb", False)])
def test_it_says_the_languages_it_has_a_voice_for(tmp_path: Path, language, there) -> None:
    speaker = tmp_path / "speaker"
    speaker.write_text("")
    speaker.chmod(0o755)

    assert EspeakVoice(tmp_path, str(speaker)).says(language) is there


def test_without_its_program_it_says_nothing(tmp_path: Path) -> None:
    assert EspeakVoice(tmp_path, str(tmp_path / "nobody")).says("fa") is False
