"""The built-in clips as a browser hears them."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.harness.browser import chromium
from tests.voices.spoken import LANGUAGES, PACKS

pytestmark = pytest.mark.browser
LOUDNESS = (0.09, 0.12)
MOST_SILENCE_SECONDS = 0.12
# Of the loudest sample: below it nothing is heard.
HEARD = 0.03
LISTEN = """
async (files) => {
  const context = new OfflineAudioContext(1, 1, 48000)
  const heard = {}
  for (const [name, data] of Object.entries(files)) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
    const samples = (await context.decodeAudioData(bytes.buffer)).getChannelData(0).map(Math.abs)
    const peak = Math.max(...samples)
    const [first, last] = [samples.findIndex(isHeard), samples.findLastIndex(isHeard)]
    function isHeard(sample) { return sample > HEARD * peak }
    const squares = samples.reduce((sum, sample) => sum + sample * sample, 0)
    heard[name] = {
      peak,
      loudness: Math.sqrt(squares / samples.length),
      before: first / 48000,
      after: (samples.length - last) / 48000,
    }
  }
  return heard
}
""".replace("HEARD", str(HEARD))

Heard = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page()


def listen(page: Page, language: str) -> Heard:
    """Return how loud each clip of a pack is, and how long it is silent at its ends."""
    files = (PACKS / language).glob("*.ogg")
    heard: Heard = page.evaluate(
        LISTEN, {file.stem: base64.b64encode(file.read_bytes()).decode() for file in files}
    )
    return heard


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clip_is_heard_as_loud_as_the_others_and_cut_to_its_word(
    page: Page, language: str
) -> None:
    least, most = LOUDNESS

    for name, clip in listen(page, language).items():
        assert least < clip["loudness"] < most, (name, clip)
        assert clip["peak"] <= 1, (name, clip)
        assert clip["before"] < MOST_SILENCE_SECONDS, (name, clip)
        assert clip["after"] < MOST_SILENCE_SECONDS, (name, clip)
