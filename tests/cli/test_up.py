"""`nobat up --demo` as a newcomer meets it: from nothing to paper, and a clean stop."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.harness.server import free_port

PATIENCE_SECONDS = 30
STOP_SECONDS = 15


@dataclass
class Up:
    """A running `nobat up`, and what it printed."""

    process: subprocess.Popen[str]
    url: str
    folder: Path
    text: str


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    port = free_port()
    environment = {
        "NOBAT_BIND": f"127.0.0.1:{port}",
        "NOBAT_DATABASE_URL": f"sqlite:///{tmp_path / 'nobat.db'}",
        "NOBAT_VAR": str(tmp_path),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "up", "--demo"],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    lines: list[str] = []
    while not lines or "Each link" not in lines[-1]:
        lines.append(process.stdout.readline())
        assert lines[-1], "nobat up ended: " + "".join(lines)
    yield Up(process, f"http://127.0.0.1:{port}", tmp_path, "".join(lines))
    process.kill()
    process.wait(STOP_SECONDS)


def paired(up: Up, screen: str) -> requests.Session:
    """Return a browser that opened the printed link of a screen."""
    found = re.search(rf"/{screen}\?code=(\S+)", up.text)
    assert found, up.text
    browser = requests.Session()
    answer = browser.post(f"{up.url}/api/v1/devices/pairings", json={"code": found[1]}, timeout=5)
    assert answer.status_code == 201, answer.text
    return browser


def eventually(look: Any) -> Any:
    until = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()) and time.monotonic() < until:
        time.sleep(0.1)
    return found


def answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/healthz", timeout=2).ok
    except requests.RequestException:
        return False


def children_of(process_id: int) -> set[int]:
    listed = Path(f"/proc/{process_id}/task/{process_id}/children").read_text()
    return {int(child) for child in listed.split()}


def test_from_the_printed_link_to_paper(up: Up) -> None:
    kiosk = paired(up, "kiosk")
    picture = kiosk.get(f"{up.url}/api/v1/branches/1/snapshot", timeout=5).json()

    ticket = kiosk.post(
        f"{up.url}/api/v1/tickets",
        json={"request_id": "first-touch", "service_id": picture["services"][0]["id"]},
        timeout=5,
    ).json()

    assert (ticket["number"], ticket["prints"]) == ("A-001", True)
    papers = eventually(lambda: sorted(p.suffix for p in (up.folder / "printed").glob("1-*")))
    assert papers == [".bin", ".png"]
    assert "clerk1       nobat-demo-1" in up.text


def test_sigterm_stops_all_of_it(up: Up) -> None:
    children = children_of(up.process.pid)
    grandchildren = set().union(*(children_of(child) for child in children))
    assert len(children) == 2

    up.process.send_signal(signal.SIGTERM)

    assert up.process.wait(STOP_SECONDS) == 0
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in grandchildren))
    assert not answers(up.url)


def test_killed_it_leaves_no_server_behind(up: Up) -> None:
    up.process.kill()

    assert eventually(lambda: not answers(up.url))


def test_when_a_child_dies_the_rest_stops_with_an_error(up: Up) -> None:
    os.kill(min(children_of(up.process.pid)), signal.SIGKILL)

    assert up.process.wait(STOP_SECONDS) == 1
