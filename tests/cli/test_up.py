"""`nobat up --demo` as a newcomer meets it: from nothing to paper, and a clean stop."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

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


def touch(up: Up, kiosk: requests.Session) -> dict[str, Any]:
    """Take a ticket for the first service."""
    picture = kiosk.get(f"{up.url}/api/v1/branches/1/snapshot", timeout=5).json()
    body = {"request_id": uuid4().hex, "service_id": picture["services"][0]["id"]}
    answer = kiosk.post(f"{up.url}/api/v1/tickets", json=body, timeout=5)
    assert answer.status_code == 201, answer.text
    ticket: dict[str, Any] = answer.json()
    return ticket


def answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/healthz", timeout=2).ok
    except requests.RequestException:
        return False


def children_of(process_id: int) -> set[int]:
    listed = Path(f"/proc/{process_id}/task/{process_id}/children").read_text()
    return {int(child) for child in listed.split()}


def agent_asks(up: Up) -> bool:
    with closing(sqlite3.connect(up.folder / "nobat.db")) as db:
        return bool(db.execute("SELECT 1 FROM device WHERE seen_at IS NOT NULL").fetchall())


def test_from_the_printed_link_to_paper(up: Up) -> None:
    kiosk = paired(up, "kiosk")
    assert eventually(lambda: agent_asks(up))

    # Paper is promised from the moment the agent has asked for the first time.
    ticket = eventually(lambda: found if (found := touch(up, kiosk))["prints"] else None)

    number = ticket["number"].replace("-", "?")
    papers = eventually(lambda: sorted((up.folder / "printed").glob(f"*-*{number}*.png")))
    assert len(papers) == 1
    assert "clerk1       nobat-demo-1" in up.text


def test_sigterm_stops_all_of_it(up: Up) -> None:
    children = eventually(lambda: found if len(found := children_of(up.process.pid)) == 2 else None)
    grandchildren = set().union(*(children_of(child) for child in children))

    up.process.send_signal(signal.SIGTERM)

    assert up.process.wait(STOP_SECONDS) == 0
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in grandchildren))
    assert not answers(up.url)


def test_killed_it_leaves_no_server_behind(up: Up) -> None:
    up.process.kill()

    assert eventually(lambda: not answers(up.url))


def test_when_the_server_dies_the_rest_stops_with_an_error(up: Up) -> None:
    os.kill(min(children_of(up.process.pid)), signal.SIGKILL)

    assert up.process.wait(STOP_SECONDS) == 1


def test_when_the_agent_dies_it_is_started_again_and_the_hall_goes_on(up: Up) -> None:
    children = eventually(lambda: found if len(found := children_of(up.process.pid)) == 2 else None)
    os.kill(max(children), signal.SIGKILL)

    again = eventually(
        lambda: (found := children_of(up.process.pid)) != children and len(found) == 2
    )

    assert again
    assert answers(up.url)
