"""What the kiosk's visitors hear: sound, of the right length, in each of their languages."""

import io
import os
import shutil
import wave
from array import array
from urllib.parse import urlencode

import pytest
import requests

from kiosk.agent.front.speech import reading_of
from tests.agent.conftest import eventually, running
from tests.harness.server import free_port

TEXTS = {
    "fa": "برای گرفتن نوبت، خدمت خود را لمس کنید. ۲۳ نفر در صف.",
    "en": "Touch the service you came for. 23 waiting.",
    "ar": "المسوا الخدمة التي جئتم من أجلها. ٢٣ شخصا في الدور.",
    "azb": "نؤوبه آلماق اوچون ایسته‌دیگینیز خیدمته توخونون. سیرادا ۲۳ نفر وار.",
    "ckb": "بۆ وەرگرتنی نۆرە، دەست لەو خزمەتگوزارییە بدەن. ٢٣ کەس لە ڕیزدان.",
}
# Speech takes about so many seconds a letter; spelled out letter by letter, several times as many.
FEWEST_SECONDS, MOST_SECONDS = 0.05, 0.14
LOUD, WHOLE_SCALE = 0.03, 32768
NO_VOICE = shutil.which("espeak-ng") is None and os.environ.get("CI") != "true"
needs_espeak = pytest.mark.skipif(NO_VOICE, reason="needs espeak-ng (Debian package espeak-ng)")


@pytest.fixture
def address(settings):
    """The address of a running agent."""
    port = free_port()
    with running(settings(listen=f"127.0.0.1:{port}")):
        url = f"http://127.0.0.1:{port}"
        eventually(lambda: answers(url))
        yield url


def answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/agent/state", timeout=5).ok
    except requests.RequestException:
        return False


def spoken(address: str, language: str, text: str, **headers: str) -> requests.Response:
    query = urlencode({"language": language, "text": text})
    return requests.get(f"{address}/agent/speech?{query}", headers=headers, timeout=10)


def sound_of(answer: requests.Response) -> tuple[float, float]:
    """Return a WAV's length in seconds, and how loud it is on the whole (1: as can be)."""
    with wave.open(io.BytesIO(answer.content)) as wav:
        samples = array("h", wav.readframes(wav.getnframes()))
        mean = sum(each * each for each in samples) / len(samples)
        return wav.getnframes() / wav.getframerate(), mean**0.5 / WHOLE_SCALE


@needs_espeak
@pytest.mark.parametrize("language", list(TEXTS))
def test_a_text_is_heard_in_every_language_and_not_spelled_out(address: str, language: str):
    text = TEXTS[language]

    answer = spoken(address, language, text)

    seconds, loudness = sound_of(answer)
    assert answer.headers["Content-Type"] == "audio/wav"
    assert FEWEST_SECONDS < seconds / len(text) < MOST_SECONDS
    assert loudness > LOUD


@needs_espeak
def test_digits_of_every_script_sound_alike(address: str):
    said = {spoken(address, "fa", f"شمارهٔ {digits}").content for digits in ("23", "۲۳", "٢٣")}

    assert len(said) == 1


@needs_espeak
def test_a_text_without_end_is_cut(address: str):
    twice = [spoken(address, "en", "word " * times) for times in (1000, 3000)]

    assert {answer.status_code for answer in twice} == {200}
    assert sound_of(twice[0])[0] == pytest.approx(sound_of(twice[1])[0], rel=0.3)


@pytest.mark.parametrize("language", ["xx", "", "../azb", "en-gb"])
def test_what_nobody_can_say_is_not_found(address: str, language: str):
    assert spoken(address, language, "hello").status_code == 404


def test_without_espeak_nothing_is_said(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")

    assert spoken(address, "en", "a text that nobody has said before").status_code == 404


def test_other_sites_do_not_speak_in_the_hall(address: str):
    answer = spoken(address, "en", "hello", **{"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


READINGS = [
    (
        "azb",
        "نؤوبه آلماق اوچون ایسته‌دیگینیز خیدمته توخونون",
        "növbə almaq üçün istədiginiz xidmətə tuxunun",
    ),
    ("azb", "لوطفاً نؤمره‌نیزی یادینیزدا ساخلایین", "lutfən nömrənizi yadinizda saxlayin"),
    ("azb", "مرکز باغلی‌دیر", "mərkəz bağlidir"),
    ("ckb", "بۆ وەرگرتنی نۆرە", "bo wergirtinî nore"),
    ("ckb", "تکایە ژمارەکەتان لەبیر بێت", "tikaye jimareketan lebîr bêt"),
    ("ckb", "هەڵە بوو؟ گەڕاندنەوەی نۆرە", "hele bû? gerandinewey nore"),
    ("fa", "ساعت 13:30 تا 14:00", "ساعت 13 و 30 تا 14"),
    ("en", "at 13:30", "at 13:30"),
]


@pytest.mark.parametrize(("language", "written", "read"), READINGS)
def test_a_text_is_read_in_letters_that_its_voice_knows(language: str, written: str, read: str):
    assert reading_of(language).of(written) == read
