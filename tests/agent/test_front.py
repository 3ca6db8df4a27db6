"""The agent's own page: pairing, and what a technician sees."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import requests

from kiosk.agent.front.door import Listen, ListenWrong, parse_listen
from kiosk.agent.front.texts import TEXTS
from kiosk.agent.main import run
from server.security.tokens import PAIRING_LETTERS
from tests.agent.conftest import eventually, running
from tests.agent.fake_server import CODE, TOKEN
from tests.agent.relay.fake_hall import FakeHall
from tests.harness.server import free_port
from tests.printers.fake_tcp import FakePrinter

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@pytest.fixture
def server():
    with FakeHall() as fake:
        yield fake


@pytest.fixture
def listening(settings):
    """An agent's settings with an address of its own."""
    return settings(listen=f"127.0.0.1:{free_port()}")


def page(settings, path: str = "/?language=en", **form: str) -> requests.Response:
    address = f"http://{settings.listen}{path}"
    return requests.post(address, form, timeout=5) if form else requests.get(address, timeout=5)


def shows(settings) -> bool:
    try:
        return page(settings).ok
    except requests.RequestException:
        return False


def test_without_a_token_it_says_what_to_do_and_takes_the_code(server: FakeHall, listening):
    listening.token_file.unlink()
    server.queue("A-001")

    with running(listening):
        eventually(lambda: shows(listening))
        asks = page(listening).text
        wrong = page(listening, "/agent/pairings?language=en", code="AAAA-2222").text
        right = page(listening, "/agent/pairings?language=en", code=f" {CODE} ").text
        eventually(server.done)

    assert "nobat pair printer-1" in asks
    assert "This code is wrong, used, or over an hour old." in wrong
    assert 'name="code"' not in right
    assert listening.token_file.read_text() == f"{TOKEN}\n"
    assert server.states() == [("confirmed", "")]


@pytest.mark.parametrize(("query", "home"), [("?language=en", "/?language=en"), ("", "/")])
def test_after_pairing_the_browser_stands_on_the_agents_page(
    server: FakeHall, listening, query: str, home: str
):
    listening.token_file.unlink()

    with running(listening):
        eventually(lambda: shows(listening))
        address = f"http://{listening.listen}/agent/pairings{query}"
        paired = requests.post(address, {"code": CODE}, timeout=5, allow_redirects=False)
        again = requests.get(address, timeout=5, allow_redirects=False)

    told = [(each.status_code, each.headers["Location"]) for each in (paired, again)]
    assert told == [(303, home), (303, home)]


def test_a_token_that_the_server_knows_no_more_asks_for_another_code(server: FakeHall, listening):
    server.tokens = {"another"}
    server.queue("A-001")

    with running(listening):
        eventually(lambda: "no longer knows" in page(listening).text if shows(listening) else False)
        server.tokens = {TOKEN}
        page(listening, "/agent/pairings", code=CODE)
        listening.token_file.write_text(f" {TOKEN} \n")  # the fake one always gives the same
        eventually(lambda: "no longer knows" not in page(listening).text)


def test_its_pages_load_nothing_from_elsewhere_and_stand_in_no_frame(server: FakeHall, listening):
    policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

    with running(listening):
        eventually(lambda: shows(listening))
        server.stop()
        eventually(lambda: page(listening, "/kiosk").status_code == 503)
        pages = [page(listening), page(listening, "/kiosk")]

    told = [(each.status_code, each.headers["Content-Security-Policy"]) for each in pages]
    assert told == [(200, policy), (503, policy)]


def test_a_server_that_is_away_is_said_so(server: FakeHall, listening):
    server.stop()

    with running(listening):
        eventually(lambda: shows(listening))
        text = page(listening).text
        server.start()
        eventually(lambda: ">\n      there" in page(listening).text)

    assert "away; no tickets are given until it is back" in text


def test_it_shows_each_printer_and_the_tickets_that_a_person_must_see_to(
    server: FakeHall, settings, tmp_path
):
    both = (f"virtual:{tmp_path}/one", f"second=virtual:{tmp_path}/two")
    listening = settings(*both, listen=f"127.0.0.1:{free_port()}")

    with running(listening):
        eventually(lambda: shows(listening))
        eventually(lambda: page(listening).text.count(">ready<") == 2)
        facts = page(listening, "/agent/state").json()
        shown = re.findall(r'data-testid="printer-(\w+)"', page(listening).text)

    assert shown == ["main", "second"]
    assert (facts["agent"], facts["paired"], facts["kept"]) == ("printer-1", True, [])


@pytest.mark.parametrize("language", TEXTS)
def test_it_speaks_its_languages_with_their_direction(server: FakeHall, listening, language: str):
    with running(listening):
        eventually(lambda: shows(listening))
        text = page(listening, f"/?language={language}").text

    assert f'<html lang="{language}" dir="{TEXTS[language]["direction"]}">' in text
    assert TEXTS[language]["title"] in text


def test_its_times_are_the_halls_in_the_pages_digits(server: FakeHall, listening):
    with running(listening):
        eventually(lambda: shows(listening))
        eventually(lambda: page(listening, "/agent/state").json()["can_go_on"])
        server.stop()
        eventually(lambda: page(listening, "/agent/state").json()["away"])
        since = datetime.fromisoformat(page(listening, "/agent/state").json()["away_since"])
        text = page(listening, "/").text

    shown = f"{since.astimezone(ZoneInfo('Asia/Tehran')):%H:%M}".translate(PERSIAN)
    assert f"(از <bdi>{shown}</bdi>)" in text


def test_reasons_stand_in_words_and_languages_under_their_own_name(server: FakeHall, settings):
    with FakePrinter() as fake:
        spec = fake.spec + ("&" if "?" in fake.spec else "?") + "status=none"
        silent = settings(spec, listen=f"127.0.0.1:{free_port()}")
        with running(silent):
            eventually(lambda: shows(silent) and "answers no questions" in page(silent).text)
            text = page(silent).text

    assert '<a href="/?language=fa" lang="fa" dir="rtl">فارسی</a>' in text
    assert "not_asked" not in text


def test_the_code_can_be_typed_on_the_glass(server: FakeHall, listening):
    listening.token_file.unlink()

    with running(listening):
        eventually(lambda: shows(listening))
        keys = re.findall(r'data-key="(.)"', page(listening).text)
        script = page(listening, "/agent/js/keys.js")

    assert sorted(keys) == sorted(PAIRING_LETTERS)
    assert (script.status_code, "javascript" in script.headers["Content-Type"]) == (200, True)


def test_every_text_is_there_in_every_language():
    assert {frozenset(texts) for texts in TEXTS.values()} == {frozenset(TEXTS["fa"])}


def test_an_address_that_is_taken_ends_the_agent_with_a_clear_line(listening, settings, caplog):
    with running(listening):
        eventually(lambda: shows(listening))
        other = settings(f"virtual:{listening.journal.parent}/x", listen=listening.listen)
        code = run(type(other)(**vars(other) | {"journal": listening.journal.with_name("other")}))

    assert (code, f"cannot listen at {listening.listen}" in caplog.text) == (2, True)


@pytest.mark.parametrize("text", ["0.0.0.0:8137", "hall:80", "127.0.0.1", "127.0.0.1:0", ":8137"])
def test_nobody_but_this_machine_may_be_let_in(text: str):
    with pytest.raises(ListenWrong):
        parse_listen(text)

    assert parse_listen("127.0.0.1:8137") == Listen("127.0.0.1", 8137)
