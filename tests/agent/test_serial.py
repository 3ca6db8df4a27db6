"""A printer on a serial port."""

import pytest

from kiosk.agent.job import Outcome, Page
from kiosk.agent.printers import PrinterSpecWrong, parse_printer
from kiosk.agent.serial_printer import Port, SerialPrinter
from kiosk.agent.states import PrinterState
from tests.printers import fake_tcp
from tests.printers.fake_serial import FakeSerialPrinter


class Leaving:
    """Counts how often a job's first byte was about to leave."""

    times = 0

    def __call__(self) -> None:
        self.times += 1


def test_a_specification_is_read_with_its_options():
    printer = parse_printer("serial:/dev/ttyS0?baud=38400&parity=even&flow=rts&width=384")

    assert isinstance(printer, SerialPrinter)
    assert printer.port == Port("/dev/ttyS0", 38400, "even", "rts")
    assert (printer.raster.width, printer.wire.answers) == (384, True)


@pytest.mark.parametrize("option", ["baud=300", "parity=mark", "flow=maybe", "in=82"])
def test_a_wrong_option_is_refused(option):
    with pytest.raises(PrinterSpecWrong, match=r".{10}"):
        parse_printer(f"serial:/dev/ttyS0?{option}")


def test_a_good_printer_confirms_and_shows_the_preview(page: Page):
    leaving = Leaving()
    with FakeSerialPrinter() as fake:
        printer = parse_printer(fake.spec)
        outcomes = [printer.print(page, leaving), printer.print(page, leaving)]

        assert [shown.tobytes() for shown in fake.pictures] == [page.bitmap.tobytes()] * 2
    assert (outcomes, leaving.times) == ([Outcome("confirmed")] * 2, 2)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [(None, "mute"), (fake_tcp.OUT_OF_PAPER, "paper_out"), (fake_tcp.COVER_OPEN, "cover_open")],
)
def test_trouble_before_the_first_byte_prints_nothing(page: Page, answers, reason):
    leaving = Leaving()
    with FakeSerialPrinter(answers=answers) as fake:
        outcome = parse_printer(fake.spec).print(page, leaving)

        assert (outcome, leaving.times, fake.data) == (Outcome("failed", reason), 0, b"")


def test_a_port_that_takes_nothing_more_is_let_go(page: Page):
    with FakeSerialPrinter() as fake:

        def leaving() -> None:
            fake.reads = False

        outcome = parse_printer(fake.spec).print(page, leaving)

    assert (outcome.state, outcome.reason in ("stuck", "mute")) == ("unknown", True)


def test_a_port_that_is_not_there_is_offline(page: Page, tmp_path):
    printer = parse_printer(f"serial:{tmp_path}/ttyS9")

    assert printer.print(page, Leaving()) == Outcome("failed", "offline")
    assert printer.look() == PrinterState("offline", "offline")


def test_it_is_looked_at_without_printing():
    with FakeSerialPrinter(answers=fake_tcp.PAPER_LOW) as fake:
        assert parse_printer(fake.spec).look() == PrinterState("paper_low")
        assert fake.data == b""
