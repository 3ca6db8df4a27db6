"""Helper process: a press that draws slips, on one thread."""

import json
import os
import sys
import time
from collections.abc import Mapping
from typing import Any

from kiosk.agent.main import FONTS, TEMPLATES
from kiosk.agent.paper import Press


def run(press: Press, job: Mapping[str, Any]) -> dict[str, list[float]]:
    """Draw the job's slips; return the wall's time and the process's own of each."""
    times: dict[str, list[float]] = {"wall": [], "cpu": []}
    for slip in job["slips"]:
        cpu, wall = time.process_time(), time.perf_counter()
        press.bitmap(slip, job["width"], job["source"])
        times["wall"].append(time.perf_counter() - wall)
        times["cpu"].append(time.process_time() - cpu)
    return times


def main() -> None:
    """Do the jobs on standard input, one JSON line each."""
    os.environ["RAYON_NUM_THREADS"] = "1"  # the engine starts its threads when it first draws
    press = Press(TEMPLATES, FONTS)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(press, json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
