"""The child process that draws papers: one at a time, started again, never in the server's way."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.domain.print_jobs import PaperKind
from server.domain.templates import PressAway, Sheet, TemplateBroken
from server.printing.press import COMMAND, ChildPress
from tests.harness.halls import PASSWORD, hall
from tests.harness.server import Client, RunningServer

HEAD = '#import "slip.typ": *\n#show: sheet\n'
ENDLESS = f"{HEAD}#for i in range(99999) {{ for j in range(99999) {{ let x = j }} }}"
PNG = b"\x89PNG\r\n"
GONE_SECONDS = 20


@pytest.fixture
def press() -> Iterator[ChildPress]:
    """A press of the test's own, surely ended."""
    made = ChildPress()
    yield made
    made.close()


def sheet(source: str | None = None, number: str = "A-001") -> Sheet:
    slip = {"template": "ticket", "number": number, "hall": "Hall", "language": "en"}
    return Sheet(PaperKind.TICKET, source, slip, 576)


def child_of(press: ChildPress) -> Any:
    assert press.child.process is not None
    return press.child.process


def is_gone(pid: int) -> bool:
    """Wait until a process has ended."""
    until = time.monotonic() + GONE_SECONDS
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_a_request_of_several_sheets_gets_a_picture_of_each(press: ChildPress) -> None:
    first, second = press.pictures([sheet(number="A-001"), sheet(number="B-777")])

    assert (first[:6], second[:6]) == (PNG, PNG)
    assert first != second
    assert press.pictures([sheet(number="B-777")]) == [second]


def test_the_same_child_draws_until_it_dies_and_then_another_does(press: ChildPress) -> None:
    drawn = press.pictures([sheet()])
    first = child_of(press)
    press.pictures([sheet()])
    same = child_of(press)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()

    assert press.pictures([sheet()]) == drawn
    assert same is first
    assert child_of(press).pid != first.pid


def test_one_broken_sheet_refuses_the_request_and_the_child_lives(press: ChildPress) -> None:
    press.pictures([sheet()])
    child = child_of(press)

    with pytest.raises(TemplateBroken) as refused:
        press.pictures([sheet(), sheet(f"{HEAD}\n  #oops")])

    assert refused.value.details == {"line": 4, "column": 4, "message": "unknown variable: oops"}
    assert press.pictures([sheet()])
    assert child_of(press) is child


def test_many_who_ask_at_once_each_get_their_own(press: ChildPress) -> None:
    numbers = [f"A-{at:03}" for at in range(12)]
    expected = {number: press.pictures([sheet(number=number)]) for number in numbers}
    got: dict[str, list[bytes]] = {}

    def ask(number: str) -> None:
        got[number] = press.pictures([sheet(number=number)])

    askers = [threading.Thread(target=ask, args=(number,)) for number in numbers]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert got == expected
    assert len({pictures[0] for pictures in got.values()}) == len(numbers)


@pytest.mark.parametrize("command", [["/nowhere/press"], [sys.executable, "-c", "print('no')"]])
def test_a_press_that_cannot_be_started_is_away(command: list[str]) -> None:
    with pytest.raises(PressAway):
        ChildPress(command).pictures([sheet()])


def test_the_child_ends_with_whoever_started_it() -> None:
    started = (
        "import time; from server.printing.press import *; from tests.printing.test_press import *;"
        "p = ChildPress(); p.pictures([sheet()]); print(child_of(p).pid, flush=True);"
        "time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", started], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()

    assert is_gone(pid)


def test_the_child_speaks_in_lines_of_json() -> None:
    ask = {"name": "ticket", "source": "#oops", "slip": {"number": "A-1"}, "width": 576}
    done = subprocess.run(
        COMMAND, input=json.dumps({"sheets": [ask]}), capture_output=True, text=True, check=True
    )

    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"ready": True},
        {"fault": {"line": 1, "column": 2, "message": "unknown variable: oops"}},
    ]


def test_a_template_that_never_ends_holds_up_nobody_else(server: RunningServer) -> None:
    setup = hall()
    boss = {"username": "boss", "name": "Boss", "role": "supervisor", "password": PASSWORD}
    branch_id = server.apply({**setup, "users": [*setup["users"], boss]})
    server.start()
    client, answers = Client(server).log_in("boss", PASSWORD), []

    def look(source: str | None) -> Any:
        path = f"/branches/{branch_id}/template-previews"
        return client.post(path, name="ticket", source=source)

    assert look(None).content[:6] == PNG
    endless = threading.Thread(target=lambda: answers.append(look(ENDLESS)))
    endless.start()
    times = [Client(server).get("/time").status_code for _ in range(5)]
    still_drawing = endless.is_alive()
    endless.join()

    assert (times, still_drawing) == ([200] * 5, True)
    assert answers[0].json()["error"] == "template_broken"
    assert look(None).content[:6] == PNG
