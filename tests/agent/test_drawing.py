"""A hall's own template prints; whatever is wrong with it, the built-in one prints instead."""

from collections.abc import Iterator

import pytest

from kiosk.agent.drawing import Drawing
from kiosk.agent.job import Job
from kiosk.agent.main import FONTS, TEMPLATES
from kiosk.agent.own_press import OwnPress
from kiosk.agent.paper import Press
from kiosk.agent.raster import RasterSettings
from tests.agent.conftest import eventually, running
from tests.agent.fake_server import FakeServer
from tests.agent.slips import PERSIAN
from tests.printers.fake_tcp import FakePrinter

OWN = """
#set page(width: 576pt * 72 / 203.2, height: auto, margin: 8pt)
#rect(width: 100%, height: 40pt, fill: black)
"""
WIDE = RasterSettings()
BROKEN = {
    "syntax": "#let x = (",
    "panic": '#panic("no")',
    "reads": '#read("/etc/passwd")\n' + OWN,
    "climbs": '#read("../pyproject.toml")\n' + OWN,
    "packages": '#import "@preview/nothing:0.0.1": *\n' + OWN,
    "pages": OWN + "#pagebreak()\nmore",
    "narrow": "#set page(width: 90pt, height: auto)\nnarrow",
    "over a metre": OWN + "#v(4000pt)\nend",
}


def job(source: str | None) -> Job:
    return Job(1, "A-001", "2026-11-23T07:10:01Z", PERSIAN, source)


@pytest.fixture
def own() -> Iterator[OwnPress]:
    made = OwnPress(TEMPLATES, FONTS, within_seconds=2.0)
    yield made
    made.close()


@pytest.fixture
def drawing(press: Press, own: OwnPress) -> Drawing:
    return Drawing(press, own)


def test_the_halls_own_template_draws_the_ticket(drawing: Drawing):
    page, reason = drawing.page(job(OWN), WIDE)

    assert reason == ""
    assert page.bitmap.tobytes() != drawing.page(job(None), WIDE)[0].bitmap.tobytes()


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN)
def test_where_it_fails_the_built_in_one_draws(drawing: Drawing, source: str):
    page, reason = drawing.page(job(source), WIDE)

    assert reason == "template_fallback"
    assert page.bitmap.tobytes() == drawing.page(job(None), WIDE)[0].bitmap.tobytes()


@pytest.mark.parametrize(
    "monster",
    [
        "#for i in range(20000000) { let x = i * 2 }",
        '#let x = "1234567890" * 200000000',
    ],
    ids=["endless", "enormous"],
)
def test_one_that_is_too_much_is_let_alone_and_the_halls_others_go_on(
    drawing: Drawing, own: OwnPress, monster: str
):
    first = drawing.page(job(OWN + monster), WIDE)[1]
    ended = own.child.process
    again = drawing.page(job(OWN + monster), WIDE)[1]

    assert (first, again) == ("template_fallback", "template_fallback")
    assert (ended, own.child.process) == (None, None)  # not even started again
    assert drawing.page(job(OWN), WIDE)[1] == ""


def test_the_server_hears_that_the_built_in_template_printed(server: FakeServer, settings):
    server.queue("A-001").source = BROKEN["panic"]

    with FakePrinter() as fake, running(settings(fake.spec)):
        eventually(server.done)

        assert len(fake.pictures) == 1
    assert server.states() == [("confirmed", "template_fallback")]
