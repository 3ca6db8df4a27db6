"""Draws papers by templates that anybody may have written, in a process of its own.

Such a template reads nothing but the folder of the templates, reaches no network, and one that
takes too long or too much memory ends this process, never whoever asked. JSON lines in, JSON lines
out: `{"sheets": [{"slip", "width", "source"}], "seconds"}` gives `{"pictures"}` or `{"fault"}`.
"""

import base64
import io
import json
import os
import re
import resource
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from kiosk.agent.paper import Press, SlipUnprintable

START_SECONDS = 20
SHEET_SECONDS = 10.0
REQUEST_SECONDS = 30.0
MOST_BYTES = 2**30  # of addresses; a ticket takes 350 MB of them, 70 MB of memory
MOST_DOTS = 8000  # a metre of paper
NOBODY = "http://127.0.0.1:9"  # the proxy of packages: none are fetched
PLACE = re.compile(r"┌─ (\S+):(\d+):(\d+)")
GIVEN_AS_TEXT = "__typst_py_bytes__.typ"


def serve(templates: Path, fonts: Path) -> None:
    """Answer until the input ends."""
    signal.alarm(START_SECONDS)
    _live_modestly()
    ready = Press(templates, fonts)
    _say({"ready": True})
    signal.alarm(0)
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        _say(_answer(ready, asked["sheets"], asked.get("seconds", SHEET_SECONDS)))
        signal.alarm(0)


def _live_modestly() -> None:
    """Limit what any template can take; who wrote it cannot lift that."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ["RAYON_NUM_THREADS"] = "1"  # each of the engine's threads reserves addresses
    os.environ["RUST_BACKTRACE"] = "0"  # what a template did wrong is no fault to look into
    os.environ |= dict.fromkeys(("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"), NOBODY)


def _answer(ready: Press, sheets: list[dict[str, Any]], seconds: float) -> dict[str, object]:
    until = time.monotonic() + REQUEST_SECONDS
    try:
        return {"pictures": [_picture(ready, sheet, seconds, until) for sheet in sheets]}
    except typst.TypstError as error:
        return {"fault": _fault(error)}
    except SlipUnprintable as error:
        return {"fault": {"line": None, "column": None, "message": str(error)}}


def _picture(ready: Press, sheet: Mapping[str, Any], seconds: float, until: float) -> str:
    # The kernel ends us, also inside the engine; who asked sees by what.
    signal.setitimer(signal.ITIMER_REAL, max(0.1, min(seconds, until - time.monotonic())))
    bitmap = ready.bitmap(sheet["slip"], sheet["width"], sheet["source"])
    if bitmap.height > MOST_DOTS:
        raise SlipUnprintable(f"the paper is {bitmap.height // 8} mm long")
    png = io.BytesIO()
    bitmap.save(png, "PNG")
    return base64.b64encode(png.getvalue()).decode()


def _fault(error: typst.TypstError) -> dict[str, object]:
    """Return where a template is wrong: in its own lines, even when a helper that it calls failed.

    Where only the helper's line is known, the words name it.
    """
    places = PLACE.findall(error.diagnostic)
    for name, line, column in places:
        if name.endswith(GIVEN_AS_TEXT):
            # The engine counts columns from 0.
            return {"line": int(line), "column": int(column) + 1, "message": error.message}
    where = "".join(f" ({Path(name).name}, line {line})" for name, line, _ in places[:1])
    return {"line": None, "column": None, "message": error.message + where}


def _say(answer: Mapping[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    serve(*map(Path, sys.argv[1:3]))
