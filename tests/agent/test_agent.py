import logging
import time
from pathlib import Path

import pytest

from kiosk.agent.main import AgentSettings, run
from tests.agent.conftest import eventually, running
from tests.agent.fake_server import FakeServer
from tests.printers import fake_tcp
from tests.printers.fake_tcp import FakePrinter, refused_port


def printed(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("printed/*.bin"))


def test_each_job_is_printed_once_and_in_order(server: FakeServer, settings):
    for number in ("A-001", "B-001", "A-002"):
        server.queue(number)

    with FakePrinter() as fake, running(settings(fake.spec)):
        eventually(server.done)

        assert len(fake.pictures) == 3
    assert server.reports == [(1, "confirmed", ""), (2, "confirmed", ""), (3, "confirmed", "")]


def test_a_virtual_printer_prints_and_confirms(server: FakeServer, settings, tmp_path):
    server.queue("A-001")

    with running(settings()):
        eventually(server.done)

    assert (server.states(), printed(tmp_path)) == ([("confirmed", "")], ["1-A-001"])


def test_a_job_the_printer_refuses_fails_and_the_next_one_prints(server: FakeServer, settings):
    server.queue("A-001")
    with FakePrinter(before=fake_tcp.OUT_OF_PAPER) as fake, running(settings(fake.spec)):
        eventually(server.done)
        fake.before = fake_tcp.FINE
        server.queue("A-002")
        eventually(server.done)

        assert len(fake.pictures) == 1
    assert server.states() == [("failed", "paper_out"), ("confirmed", "")]


def test_paper_that_ends_midway_leaves_the_ticket_unknown(server: FakeServer, settings):
    server.queue("A-001")

    with FakePrinter(after=fake_tcp.OUT_OF_PAPER) as fake, running(settings(fake.spec)):
        eventually(server.done)

    assert server.states() == [("unknown", "paper_out")]


@pytest.mark.parametrize("slip", [{"template": "receipt"}, {"number": ""}])
def test_a_slip_that_cannot_be_rendered_fails(server: FakeServer, settings, tmp_path, slip):
    server.queue("A-001").slip.update(slip)

    with running(settings()):
        eventually(server.done)

    assert (server.states(), printed(tmp_path)) == ([("failed", "template")], [])


def test_a_printer_that_is_off_fails_the_job(server: FakeServer, settings):
    server.queue("A-001")

    with running(settings(f"network:127.0.0.1:{refused_port()}")):
        eventually(server.done)

    assert server.states() == [("failed", "offline")]


def test_an_outcome_is_told_when_the_server_is_back(server: FakeServer, settings, tmp_path):
    server.queue("A-001")
    server.holds_reports.set()

    with running(settings()):
        eventually(server.report_came.is_set)
        server.stop()
        server.holds_reports.clear()
        server.forget_report()
        server.start()
        eventually(lambda: bool(server.reports))

    assert printed(tmp_path) == ["1-A-001"]
    assert set(server.reports) == {(1, "confirmed", "")}


def test_an_agent_started_before_the_server_waits_for_it(server: FakeServer, settings):
    ready = settings()
    server.stop()

    with running(ready):
        time.sleep(0.3)
        server.start()
        server.queue("A-001")
        eventually(server.done)

    assert server.states() == [("confirmed", "")]


def test_a_job_too_old_is_passed_over(server: FakeServer, settings, tmp_path):
    server.queue("A-001").age_seconds = 121
    server.queue("A-002").age_seconds = 120

    with running(settings()):
        eventually(server.done)

    assert server.states() == [("failed", "too_old"), ("confirmed", "")]
    assert printed(tmp_path) == ["2-A-002"]


def test_a_job_that_comes_again_is_told_again_and_not_printed(server: FakeServer, settings):
    server.queue("A-001")
    with FakePrinter() as fake, running(settings(fake.spec)):
        eventually(server.done)
        server.forget_report()
        eventually(server.done)

        assert len(fake.pictures) == 1
    assert server.reports == [(1, "confirmed", "")]


def test_a_report_refused_for_good_does_not_stop_the_line(server: FakeServer, settings):
    server.queue("A-001")
    server.holds_reports.set()

    with running(settings()):
        eventually(server.report_came.is_set)
        server.jobs[0].state = "unknown"  # closed by the server meanwhile
        server.holds_reports.clear()
        server.queue("A-002")
        eventually(server.done)

    assert server.states() == [("unknown", ""), ("confirmed", "")]


def test_a_hint_wakes_the_agent_before_its_poll(server: FakeServer, settings):
    with running(settings(poll_seconds=60)):
        time.sleep(1)
        server.queue("A-001")
        server.hint()
        eventually(server.done, seconds=10)

    assert server.states() == [("confirmed", "")]


def test_a_refused_token_ends_the_agent_with_a_clear_line(server: FakeServer, settings, caplog):
    server.tokens.clear()

    with caplog.at_level(logging.ERROR):
        code = run(settings())

    assert code == 3
    assert "refuses this agent's token; pair it anew" in caplog.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"token_file": Path("/nowhere/token")}, "pair this agent first"),
        ({"printers": ("cups:office",)}, "start with virtual:"),
        ({"printers": ("virtual:x", "main=virtual:y")}, "two printers are called main"),
        ({"listen": "0.0.0.0:8137"}, "on this machine only"),
        ({"fonts": Path("/nowhere")}, "no .ttf font"),
        ({"journal": Path("/proc/journal")}, "cannot be used"),
    ],
)
def test_settings_that_cannot_be_used_end_the_agent(settings, caplog, change, words):
    wrong = AgentSettings(**{**vars(settings()), **change})

    with caplog.at_level(logging.ERROR):
        code = run(wrong)

    assert (code, words in caplog.text) == (2, True)


def test_an_agent_without_work_stops_at_once(settings):
    started = time.monotonic()

    with running(settings(poll_seconds=60)):
        time.sleep(0.3)
        stopping = time.monotonic()

    assert time.monotonic() - stopping < 3 > stopping - started
