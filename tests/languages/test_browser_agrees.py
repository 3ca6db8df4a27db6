"""A screen writes dates, digits and counts as the paper does."""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from server.languages import LANGUAGES
from server.languages.dates import clock_time, long_date
from server.languages.words import say, words_for

NO_NODE = shutil.which("node") is None and os.environ.get("CI") != "true"
pytestmark = pytest.mark.skipif(NO_NODE, reason="needs node (Debian package nodejs)")

SCREENS = Path(__file__).parents[2] / "server" / "static" / "js"
TEHRAN = ZoneInfo("Asia/Tehran")
COUNTS = [0, 1, 2, 3, 10, 11, 99, 100, 101, 103, 111]
PROGRAM = """
const [page, moments, counts] = JSON.parse(await new Response(process.stdin).text())
const { makeWords } = await import(process.argv[1] + "/words.js")
const { makeDates } = await import(process.argv[1] + "/dates.js")
const said = page.languages.map(({ code }) => {
  const words = makeWords({ ...page, language: code })
  const dates = makeDates({ words, timeZone: "Asia/Tehran" })
  return [code, {
    dates: moments.map(dates.date),
    times: moments.map(dates.clock),
    counts: counts.map((count) => words.t("shared.ahead", { count })),
  }]
})
console.log(JSON.stringify(Object.fromEntries(said)))
"""


def in_node(moments: list[datetime]) -> object:
    page = {
        "languages": [vars(known) for known in LANGUAGES.values()],
        "words": {code: words_for(code, ("shared",)) for code in LANGUAGES},
    }
    asked = json.dumps([page, [moment.isoformat() for moment in moments], COUNTS])
    command = ["node", "--input-type=module", "-e", PROGRAM, SCREENS.as_uri()]
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def test_dates_times_and_counts_are_the_same_on_screen_and_paper() -> None:
    first = datetime(2024, 3, 1, 20, 29, 59, tzinfo=UTC)  # a second before midnight in Tehran
    moments = [first + timedelta(days=day, seconds=day % 2) for day in range(4 * 366)]

    assert in_node(moments) == {
        code: {
            "dates": [long_date(moment, TEHRAN, code) for moment in moments],
            "times": [clock_time(moment, TEHRAN, code) for moment in moments],
            "counts": [say(code, "shared.ahead", count=count) for count in COUNTS],
        }
        for code in LANGUAGES
    }
