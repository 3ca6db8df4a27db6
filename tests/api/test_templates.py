"""How a hall's papers look: kept, refused with the line, most specific first (rule P5)."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.agent.main import FONTS, TEMPLATES
from kiosk.agent.paper import Press
from kiosk.agent.press_child import PressChild
from server.domain.print_jobs import PaperKind
from server.domain.templates import Fit
from server.operations.sample_slips import sample_slip
from server.operations.slip import Paper
from tests.api.papers import boss_and_others, put, rows, take
from tests.api.test_tickets import issue
from tests.harness.halls import hall
from tests.harness.site import Person, Site

PLAIN = '#import "slip.typ": *\n#show: sheet\n#number(30pt)\n'
NAMES = ("ticket", "reprint", "test", "day_slip", "follow_up")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The usual hall with a supervisor, an inspector, and an agent of two printers."""
    made = Site(tmp_path, boss_and_others(hall()))
    yield made
    made.app.site.press.close()
    made.db.close()


@pytest.fixture
def boss(site: Site) -> Person:
    """The hall's supervisor."""
    return site.clerk("hall-supervisor")


def keep(boss: Person, source: str, **fit: Any) -> Any:
    body = {"request_id": f"keep-{hash((source, str(fit)))}", "name": "ticket", **fit}
    return put(boss, "/branches/1/templates", source=source, **body)


def kept(boss: Person) -> list[Any]:
    templates = boss.get("/branches/1/templates").get_json()["templates"]
    return [
        tuple(each[key] for key in ("name", "width", "service_id", "language", "source"))
        for each in templates
    ]


def give_up(boss: Person, query: str) -> int:
    return boss.client.delete(f"/api/v1/branches/1/templates?{query}").status_code


def preview(boss: Person, **body: Any) -> Any:
    return boss.send("/branches/1/template-previews", **{"name": "ticket", **body})


def printed(agent: Person, width: int = 576) -> Any:
    """Take and report the next paper; return its template's source."""
    job = agent.send("/print-jobs/takings", width=width).get_json()["job"]
    agent.post(f"/print-jobs/{job['id']}/reports", state="confirmed")
    return job["template"]["source"]


def test_a_template_is_kept_and_goes_with_the_next_paper(site: Site, boss, kiosk, agent) -> None:
    issue(kiosk)
    answer = keep(boss, PLAIN)

    assert (answer.status_code, answer.get_json()) == (
        200,
        {
            "name": "ticket",
            "width": None,
            "service_id": None,
            "language": None,
            "source": PLAIN,
            "changed_at": "2026-11-23T06:30:00.000000Z",
            "by": "Supervisor",
        },
    )
    assert take(agent)["template"] == {"name": "ticket", "source": PLAIN}
    (event,) = (dict(e.public()) for e in site.heard if e.event.kind == "template_changed")
    assert (event["name"], event["width"], "digest" in event) == ("ticket", None, False)


def test_the_built_in_templates_can_be_read(boss: Person) -> None:
    shown = boss.get("/branches/1/templates").get_json()

    assert shown["built_in"] == [
        {"name": name, "source": (TEMPLATES / f"{name}.typ").read_text()} for name in NAMES
    ]
    assert (shown["templates"], shown["widths"]) == ([], [576, 512, 384])
    assert [service["letter"] for service in shown["services"]] == ["A", "B"]


def test_the_most_specific_template_wins(site: Site, boss: Person, kiosk, agent) -> None:
    fits: dict[str, dict[str, Any]] = {
        "hall": {},
        "narrow": {"width": 384},
        "english": {"language": "en"},
        "service": {"service_id": 1},
        "both": {"service_id": 1, "language": "en"},
    }
    for name, fit in fits.items():
        assert keep(boss, f"{PLAIN}// {name}", **fit).status_code == 200

    def of(width: int = 576, **wish: Any) -> str:
        issue(kiosk, **wish)
        return printed(agent, width).rpartition("// ")[2]

    assert of(service_id=2) == "hall"
    assert of(384, service_id=2) == "narrow"
    assert of(384, service_id=2, language="en") == "english"
    assert of(service_id=1) == "service"
    assert of(384, service_id=1, language="en") == "both"


def test_a_template_is_for_its_kind_of_paper_only(boss: Person, kiosk, agent) -> None:
    keep(boss, PLAIN, name="reprint")
    issue(kiosk)
    boss.post("/tickets/1/reprints")

    assert [printed(agent), printed(agent)] == [None, PLAIN]


def test_a_changed_template_takes_the_place_of_the_one_before(boss: Person) -> None:
    keep(boss, PLAIN, language="en")
    keep(boss, f"{PLAIN}#foot\n", language="en")

    assert kept(boss) == [("ticket", None, None, "en", f"{PLAIN}#foot\n")]


def test_a_template_given_up_leaves_the_next_less_specific(boss, kiosk, agent) -> None:
    keep(boss, f"{PLAIN}// hall")
    keep(boss, f"{PLAIN}// service", service_id=1)

    assert give_up(boss, "name=ticket&service_id=1") == 204
    issue(kiosk)
    assert printed(agent) == f"{PLAIN}// hall"
    assert [give_up(boss, "name=ticket"), give_up(boss, "name=ticket")] == [204, 204]
    issue(kiosk)
    assert printed(agent) is None


def test_only_the_template_of_exactly_that_fit_is_given_up(boss: Person) -> None:
    keep(boss, PLAIN, width=384, language="en")
    keep(boss, PLAIN, width=384)

    assert give_up(boss, "name=ticket&width=600") == 422
    assert give_up(boss, "name=ticket&width=384&language=en") == 204
    assert kept(boss) == [("ticket", 384, None, None, PLAIN)]


@pytest.mark.parametrize(
    ("source", "line", "column", "words"),
    [
        (f"{PLAIN}#unknown", 4, 2, "unknown variable: unknown"),
        ("#let x = (", 1, 10, "unclosed delimiter"),
        (f'{PLAIN}#read("/etc/passwd")', 4, 7, "file not found"),
        (f'{PLAIN}#read("../pyproject.toml")', 4, 7, "escape the project root"),
        ('#import "@preview/tablex:0.0.8": *', 1, 9, "failed to download package"),
        (f"{PLAIN}#pagebreak()\nx", None, None, "more than one page"),
        ("#set page(width: 10cm, height: 5cm)", None, None, "not 576"),
        (f"{PLAIN}#v(2m)", 4, 4, "invalid number suffix"),
        (f"{PLAIN}#v(200cm) x", None, None, "mm long"),
        (f"{PLAIN}#let x = range(500000000)", None, None, "too much memory"),
    ],
)
def test_a_broken_template_is_refused_with_its_place(boss, source, line, column, words) -> None:
    keep(boss, PLAIN)
    answer = keep(boss, source)
    details = answer.get_json()["details"]

    assert (answer.status_code, answer.get_json()["error"]) == (422, "template_broken")
    assert (details["line"], details["column"]) == (line, column)
    assert words in details["message"]
    assert kept(boss) == [("ticket", None, None, None, PLAIN)]


def test_a_template_that_breaks_in_one_language_of_the_hall_is_refused(boss: Person) -> None:
    source = f'{PLAIN}#if slip.language == "en" {{ panic("not in English") }}\n'

    answers = [keep(boss, source), keep(boss, source, language="fa")]

    assert [answer.status_code for answer in answers] == [422, 200]
    assert answers[0].get_json()["details"]["line"] == 4


def test_a_template_that_breaks_by_a_long_name_is_refused(boss: Person) -> None:
    source = f'{PLAIN}#if slip.service.len() > 100 {{ panic("too long") }}\n'

    assert keep(boss, source).get_json()["details"]["message"] == "panicked with: too long"


def test_a_template_that_never_ends_is_refused_and_the_next_is_drawn(boss: Person) -> None:
    endless = f"{PLAIN}#for i in range(99999) {{ for j in range(99999) {{ let x = j }} }}"

    answer = preview(boss, source=endless)

    assert (answer.status_code, answer.get_json()["error"]) == (422, "template_broken")
    assert "takes too long" in answer.get_json()["details"]["message"]
    assert preview(boss, source=PLAIN).status_code == 200


def test_where_no_press_can_be_started_it_is_said(site: Site, boss: Person) -> None:
    site.app.site.press.child = PressChild(["/nowhere/press"])

    answer = preview(boss)

    assert (answer.status_code, answer.get_json()["error"]) == (503, "press_away")


@pytest.mark.parametrize("width", [576, 512, 384])
@pytest.mark.parametrize("name", NAMES)
def test_every_built_in_paper_has_a_preview_of_its_width(boss: Person, name, width) -> None:
    answer = preview(boss, name=name, width=width, language="en", long=True)
    picture = Image.open(io.BytesIO(answer.data))

    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert (picture.width, picture.mode) == (width, "1")


@pytest.mark.parametrize("source", [None, PLAIN])
def test_the_preview_is_byte_for_byte_what_an_agent_prints(site, boss, source) -> None:
    """The server draws a sample; an agent that is given the same slip draws the same bitmap."""
    with site.db.reader() as reader:
        in_hall = reader.hall(site.branch_id)
    paper = Paper(site.app.site.config.phone_url, site.app.site.secret_key)
    fit = Fit(PaperKind.TICKET)
    slip = sample_slip(in_hall, fit, "fa", site.clock(), paper, long=False)
    png = io.BytesIO()
    Press(TEMPLATES, FONTS).bitmap(slip, 384, source).save(png, "PNG")

    assert preview(boss, source=source, width=384).data == png.getvalue()
    assert slip["number"] == "A-۰۲۳"


def test_only_supervisors_and_the_city_see_and_change_templates(site: Site, clerk, kiosk) -> None:
    others = (site.stranger(), clerk, site.clerk("hall-inspector"), kiosk)
    body = {"request_id": "keep-this", "name": "ticket", "source": PLAIN}

    reads = [who.get("/branches/1/templates").status_code for who in others]
    keeps = [put(who, "/branches/1/templates", **body).status_code for who in others]
    gives_up = [
        who.client.delete("/api/v1/branches/1/templates?name=ticket", headers=who.headers)
        for who in others
    ]
    looks = [preview(who).status_code for who in others]

    assert reads == keeps == looks == [401, 403, 403, 403]
    assert [answer.status_code for answer in gives_up] == [401, 403, 403, 403]
    assert rows(site, "SELECT * FROM template") == []


def test_another_halls_templates_are_its_own(site: Site, boss: Person) -> None:
    other_id = site.apply(hall("other"))
    path = f"/branches/{other_id}/templates"
    body = {"request_id": "keep-this", "name": "ticket", "source": PLAIN}

    assert boss.get(path).status_code == 403
    assert put(boss, path, **body).status_code == 403
    assert keep(boss, PLAIN, service_id=3).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"name": "poster"},
        {"width": 600},
        {"language": "xx"},
        {"source": " "},
        {"source": "x" * 100_001},
    ],
)
def test_what_is_no_template_is_refused(boss: Person, change: dict[str, Any]) -> None:
    answer = keep(boss, **{"source": PLAIN, **change})

    assert (answer.status_code, answer.get_json()["error"]) == (422, "invalid_request")
