import os
import select
import time
from pathlib import Path

import pytest
from PIL import Image

from kiosk.agent.disk_printers import FilePrinter, VirtualPrinter
from kiosk.agent.job import Outcome, Page
from kiosk.agent.journal import JournalBroken
from kiosk.agent.printers import PrinterSpecWrong, parse_printer
from kiosk.agent.raster import RasterSettings
from kiosk.agent.wire_printers import NetworkPrinter, UsbPrinter, Wire
from tests.printers import fake_tcp
from tests.printers.decoder import picture
from tests.printers.fake_tcp import FakePrinter, refused_port


class Leaving:
    """Counts how often a job's first byte was about to leave."""

    times = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def leaving() -> Leaving:
    return Leaving()


def settings(printer: object) -> dict[str, object]:
    return {name: value for name, value in vars(printer).items() if not name.startswith("_")}


def test_a_network_printer_is_read_with_its_options():
    spec = (
        "network:10.0.0.9:9100?timeout=2.5&status=none&width=384&fragment=120&way=column&cut=none"
    )

    printer = parse_printer(spec)

    assert isinstance(printer, NetworkPrinter)
    assert settings(printer) == {
        "raster": RasterSettings(384, 120, "column", "none", 6),
        "wire": Wire(2.5, False),
        "host": "10.0.0.9",
        "port": 9100,
    }


def test_what_is_not_said_is_an_80_mm_printer_that_answers_within_3_seconds():
    printer = parse_printer("usb:04b8:0E15")

    assert isinstance(printer, UsbPrinter)
    assert settings(printer) == {
        "raster": RasterSettings(576, 240, "raster", "full", 6),
        "wire": Wire(3.0, True),
        "device": (0x04B8, 0x0E15),
        "ends": (0x82, 0x01),
    }


def test_virtual_and_file_printers_are_read():
    virtual, file = parse_printer("virtual:var/printed?width=384"), parse_printer("file:/dev/lp0")

    assert isinstance(virtual, VirtualPrinter)
    assert isinstance(file, FilePrinter)
    assert (virtual.folder, virtual.raster.width) == (Path("var/printed"), 384)
    assert file.path == Path("/dev/lp0")


@pytest.mark.parametrize(
    "spec",
    [
        "",
        "cups:office",
        "virtual:",
        "network:10.0.0.9",
        "network:10.0.0.9:70000",
        "network::9100",
        "usb:04b8",
        "usb:xxxx:0e15",
        "virtual:x?width=580",
        "virtual:x?fragment=100",
        "virtual:x?fragment=864",
        "virtual:x?status=none",
        "network:a:1?timeout=soon",
        "network:a:1?way=",
    ],
)
def test_a_wrong_specification_is_refused_with_a_reason(spec):
    with pytest.raises(PrinterSpecWrong, match=r".{10}"):
        parse_printer(spec)


def test_a_virtual_printer_keeps_picture_and_bytes(page: Page, leaving, tmp_path):
    outcome = parse_printer(f"virtual:{tmp_path}/new").print(page, leaving)

    files = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert (outcome, leaving.times) == (Outcome("confirmed"), 1)
    assert files == ["7-A-023.bin", "7-A-023.png"]
    with Image.open(tmp_path / "new" / "7-A-023.png") as preview:
        shown = picture((tmp_path / "new" / "7-A-023.bin").read_bytes())
        assert (preview.mode, preview.tobytes()) == ("1", shown.tobytes())


def test_a_virtual_printer_without_a_folder_fails(page: Page, leaving, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder")

    outcome = parse_printer(f"virtual:{tmp_path}/taken").print(page, leaving)

    assert outcome == Outcome("failed", "not_writable")


def test_a_number_cannot_lead_out_of_the_folder(page: Page, leaving, tmp_path):
    strange = Page(8, "../../A/0\x00", page.bitmap, page.data)

    VirtualPrinter(tmp_path / "in", RasterSettings()).print(strange, leaving)

    assert sorted(p.name for p in tmp_path.rglob("8-*")) == ["8-A0.bin", "8-A0.png"]


def test_a_file_gets_one_job_after_the_other(page: Page, leaving, tmp_path):
    printer = parse_printer(f"file:{tmp_path}/lp")

    outcomes = [printer.print(page, leaving), printer.print(page, leaving)]

    assert outcomes == [Outcome("confirmed"), Outcome("confirmed")]
    assert (tmp_path / "lp").read_bytes() == page.data * 2


def test_a_device_that_nobody_reads_is_offline(page: Page, leaving, tmp_path):
    os.mkfifo(tmp_path / "lp")

    outcome = parse_printer(f"file:{tmp_path}/lp").print(page, leaving)

    assert (outcome, leaving.times) == (Outcome("failed", "offline"), 0)


def test_a_device_that_stops_taking_leaves_the_ticket_unknown(page: Page, leaving, tmp_path):
    os.mkfifo(tmp_path / "lp")
    reader = os.open(tmp_path / "lp", os.O_RDONLY | os.O_NONBLOCK)
    stuck = Page(7, "A-023", page.bitmap, page.data * 10)  # more than a pipe holds

    outcome = parse_printer(f"file:{tmp_path}/lp?timeout=0.2").print(stuck, leaving)

    os.close(reader)
    assert (outcome, leaving.times) == (Outcome("unknown", "stuck"), 1)


def test_a_device_that_took_all_tells_no_more_than_sent(page: Page, leaving, tmp_path):
    os.mkfifo(tmp_path / "lp")
    reader = os.open(tmp_path / "lp", os.O_RDONLY | os.O_NONBLOCK)

    outcome = parse_printer(f"file:{tmp_path}/lp").print(page, leaving)

    assert select.select([reader], [], [], 1)[0] == [reader]
    os.close(reader)
    assert outcome == Outcome("sent")


def test_a_good_printer_confirms_and_shows_the_preview(page: Page, leaving):
    with FakePrinter() as fake:
        outcome = parse_printer(fake.spec).print(page, leaving)

        assert (outcome, leaving.times) == (Outcome("confirmed"), 1)
        assert [shown.tobytes() for shown in fake.pictures] == [page.bitmap.tobytes()]


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (None, "mute"),
        (fake_tcp.OUT_OF_PAPER, "paper_out"),
        (fake_tcp.COVER_OPEN, "cover_open"),
        (fake_tcp.BROKEN, "printer_error"),
        (fake_tcp.NONSENSE, "bad_status"),
    ],
)
def test_trouble_before_the_first_byte_prints_nothing(page: Page, leaving, before, reason):
    with FakePrinter(before=before) as fake:
        outcome = parse_printer(fake.spec).print(page, leaving)

        assert (outcome, leaving.times, fake.received) == (Outcome("failed", reason), 0, 0)


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        (None, "mute"),
        (fake_tcp.OUT_OF_PAPER, "paper_out"),
        (fake_tcp.COVER_OPEN, "cover_open"),
        (fake_tcp.BROKEN, "printer_error"),
        (fake_tcp.NONSENSE, "bad_status"),
    ],
)
def test_trouble_after_the_first_byte_leaves_the_ticket_unknown(page: Page, leaving, after, reason):
    with FakePrinter(after=after) as fake:
        outcome = parse_printer(fake.spec).print(page, leaving)

    assert (outcome, leaving.times) == (Outcome("unknown", reason), 1)


def test_little_paper_left_is_told_with_the_confirmation(page: Page, leaving):
    with FakePrinter(before=fake_tcp.PAPER_LOW, after=fake_tcp.PAPER_LOW) as fake:
        outcome = parse_printer(fake.spec).print(page, leaving)

    assert outcome == Outcome("confirmed", "paper_low")


def test_a_printer_that_is_not_there_prints_nothing(page: Page, leaving):
    outcome = parse_printer(f"network:127.0.0.1:{refused_port()}").print(page, leaving)

    assert (outcome, leaving.times) == (Outcome("failed", "offline"), 0)


def test_a_printer_back_after_a_refusal_prints(page: Page, leaving):
    with FakePrinter() as fake:
        port = fake.port
    printer = parse_printer(f"network:127.0.0.1:{port}?timeout=0.5")
    refused = printer.print(page, leaving)

    with FakePrinter(port=port):
        assert (refused, printer.print(page, leaving)) == (
            Outcome("failed", "offline"),
            Outcome("confirmed"),
        )


def test_a_printer_that_hangs_up_at_once_prints_nothing(page: Page, leaving):
    with FakePrinter(closes_at=0) as fake:
        outcome = parse_printer(fake.spec).print(page, leaving)

    assert (outcome.state, leaving.times) == ("failed", 0)
    assert outcome.reason in ("closed", "offline")  # the reset may come while we connect


def test_a_printer_that_breaks_off_leaves_the_ticket_unknown(page: Page, leaving):
    with FakePrinter(closes_at=1) as fake:
        outcome = parse_printer(fake.spec).print(page, leaving)

    assert outcome.state == "unknown"
    assert outcome.reason in ("broken_off", "closed")  # as far as the last write got


def test_a_printer_that_stops_taking_leaves_the_ticket_unknown(page: Page, leaving):
    with FakePrinter(stops_at=1) as fake:
        outcome = parse_printer(fake.spec).print(page, leaving)

    assert outcome.state == "unknown"
    assert outcome.reason in ("stuck", "mute")  # the system's buffers may swallow it all


def test_a_slow_printer_is_waited_for(page: Page, leaving):
    with FakePrinter(pause_seconds=0.006) as fake:
        started = time.monotonic()
        outcome = parse_printer(fake.spec).print(page, leaving)

        assert time.monotonic() - started > 0.5  # longer than the time-out
        assert (outcome, len(fake.pictures)) == (Outcome("confirmed"), 1)


def test_a_printer_that_is_not_asked_ends_as_sent(page: Page, leaving):
    with FakePrinter(before=None, after=None) as fake:
        outcome = parse_printer(fake.spec + "&status=none").print(page, leaving)
        fake.wait_for(len(page.data))

        assert (outcome, len(fake.pictures)) == (Outcome("sent"), 1)


def test_a_journal_that_cannot_be_written_holds_the_job_back(page: Page):
    def broken() -> None:
        raise JournalBroken("full")

    with FakePrinter() as fake:
        with pytest.raises(JournalBroken):
            parse_printer(fake.spec).print(page, broken)

        assert fake.received == 0


def test_a_usb_printer_that_is_not_there_prints_nothing(page: Page, leaving):
    outcome = parse_printer("usb:dead:beef").print(page, leaving)

    assert (outcome, leaving.times) == (Outcome("failed", "offline"), 0)
