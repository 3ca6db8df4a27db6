"""What a supervisor learns of the printers: each state within five seconds of its beginning."""

import gc
import time
import weakref
from collections.abc import Callable

import pytest

from kiosk.agent.link import Link
from kiosk.agent.printers import parse_printer
from kiosk.agent.reporter import Reporter
from kiosk.agent.states import PrinterState, PrinterStates
from tests.agent.conftest import eventually, running
from tests.agent.fake_server import TOKEN, FakeServer
from tests.printers import fake_tcp
from tests.printers.fake_tcp import FakePrinter, refused_port

SHOWN_WITHIN_SECONDS = 5


def told(server: FakeServer, printer: str = "main") -> Callable[[], tuple[str, str] | None]:
    """Return what the server was last told of a printer."""
    return lambda: server.told[-1][printer] if server.told else None


@pytest.mark.parametrize(
    ("behaviour", "state"),
    [
        ({}, PrinterState("ok")),
        ({"before": fake_tcp.PAPER_LOW}, PrinterState("paper_low")),
        ({"before": fake_tcp.OUT_OF_PAPER}, PrinterState("paper_out", "paper_out")),
        ({"before": fake_tcp.COVER_OPEN}, PrinterState("cover_open", "cover_open")),
        ({"before": fake_tcp.BROKEN}, PrinterState("error", "printer_error")),
        ({"before": fake_tcp.NONSENSE}, PrinterState("error", "bad_status")),
        ({"before": None}, PrinterState("mute", "mute")),
    ],
)
def test_a_printer_that_is_looked_at_tells_how_it_is(behaviour, state):
    with FakePrinter(**behaviour) as fake:
        assert parse_printer(fake.spec).look() == state
        assert fake.received == 0


def test_a_printer_that_hangs_up_or_is_not_there_is_offline():
    with FakePrinter(closes_at=0) as fake:
        found = [parse_printer(fake.spec).look().state]
    found.append(parse_printer(f"network:127.0.0.1:{refused_port()}").look().state)

    assert found == ["offline", "offline"]


def test_of_a_printer_that_answers_no_questions_nothing_is_known():
    with FakePrinter(before=None) as fake:
        assert parse_printer(fake.spec + "&status=none").look() == PrinterState(
            "unknown", "not_asked"
        )


def test_files_are_always_well(tmp_path):
    specs = (f"virtual:{tmp_path}", f"file:{tmp_path / 'lp'}")

    assert [parse_printer(spec).look() for spec in specs] == [PrinterState("ok")] * 2


def test_each_change_reaches_the_server_within_five_seconds(server: FakeServer, settings):
    troubles = [
        (fake_tcp.COVER_OPEN, ("cover_open", "cover_open")),
        (fake_tcp.OUT_OF_PAPER, ("paper_out", "paper_out")),
        (None, ("mute", "mute")),
        (fake_tcp.PAPER_LOW, ("paper_low", "")),
        (fake_tcp.FINE, ("ok", "")),
    ]
    with FakePrinter() as fake, running(settings(fake.spec.replace("0.5", "4"))):
        eventually(lambda: told(server)() == ("ok", ""), SHOWN_WITHIN_SECONDS)
        for behaviour, state in troubles:
            fake.before = behaviour
            eventually(lambda state=state: told(server)() == state, SHOWN_WITHIN_SECONDS)

        assert fake.received == 0


def test_a_state_that_stands_is_told_again_so_that_silence_means_something(
    server: FakeServer, settings, monkeypatch
):
    monkeypatch.setattr("kiosk.agent.reporter.TOLD_EACH_SECONDS", 0.1)

    with running(settings()):
        eventually(lambda: server.told[-3:] == [{"main": ("ok", "")}] * 3)


def test_a_state_is_told_when_the_server_is_back(server: FakeServer, settings):
    with FakePrinter() as fake, running(settings(fake.spec)):
        eventually(lambda: told(server)() == ("ok", ""))
        server.stop()
        fake.before = fake_tcp.OUT_OF_PAPER
        time.sleep(0.1)
        server.start()
        eventually(lambda: told(server)() == ("paper_out", "paper_out"))


def test_a_printer_is_never_asked_in_the_middle_of_a_ticket(server: FakeServer, settings):
    """A question in the middle of a picture would be printed as dots, or end it."""
    for number in ("A-001", "A-002"):
        server.queue(number)

    with FakePrinter(pause_seconds=0.05) as fake, running(settings(fake.spec.replace("0.5", "9"))):
        eventually(server.done, 60)

        assert len(fake.pictures) == len(fake.jobs) == 2
        assert fake.asked_inside == 0


def test_each_printer_has_its_own_line_and_one_that_is_stuck_holds_up_no_other(
    server: FakeServer, settings
):
    with FakePrinter(stops_at=1) as stuck, FakePrinter() as good:
        server.queue("A-001", printer="main")
        for number in ("B-001", "B-002"):
            server.queue(number, printer="second")
        slow = stuck.spec.replace("0.5", "3")
        with running(settings(slow, f"second={good.spec}")):
            eventually(lambda: server.states()[1:] == [("confirmed", "")] * 2)
            main_meanwhile = server.jobs[0].state
            eventually(server.done)

        assert len(good.pictures) == 2
    assert main_meanwhile == "taken"
    assert server.states()[0][0] == "unknown"


def test_after_a_restart_each_printer_tells_only_its_own_outcomes(server: FakeServer, settings):
    server.queue("A-001", printer="main")
    server.queue("B-001", printer="second")
    with FakePrinter() as one, FakePrinter() as two:
        both = settings(one.spec, f"second={two.spec}")
        with running(both):
            eventually(server.done)
        server.forget_report()
        with running(both):
            eventually(server.done)

        assert (len(one.jobs), len(two.jobs)) == (1, 1)
    assert server.states() == [("confirmed", ""), ("confirmed", "")]


def test_a_crew_that_ended_is_told_nothing_more():
    states = PrinterStates(["main"])
    rings: list[str] = []

    def first() -> None:
        rings.append("first")

    states.listen(first)
    states.listen(lambda: rings.append("second"))
    states.unlisten(first)
    states.put("main", PrinterState("ok"))

    assert rings == ["second"]


def test_a_reporter_that_was_stopped_is_let_go(server: FakeServer):
    states = PrinterStates(["main"])
    reporter = Reporter(Link(server.url, TOKEN), states)
    gone = weakref.ref(reporter)
    reporter.stop()

    del reporter
    gc.collect()

    assert gone() is None
