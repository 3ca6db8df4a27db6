"""Who gets in, and the one error shape for everything else (scenarios 29-30; issue 2, line 7)."""

from unittest.mock import ANY

import pytest

from server.domain.errors import CodeRefused
from server.operations.pair_device import offer_pairing, pair_device
from tests.api.test_tickets import issue
from tests.harness.halls import hall
from tests.harness.site import Person, Site

SHAPE = {"error", "message", "details"}


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("/tickets", b"{"),
        ("/tickets", b""),
        ("/tickets", b"[]"),
        ("/tickets", b'"text"'),
        ("/tickets", b"null"),
        ("/tickets", b'{"request_id": "request-x", "service_id": "1"}'),
        ("/tickets", b'{"request_id": "request-x", "service_id": 1.5}'),
        ("/tickets", b'{"request_id": "request-x", "service_id": -1}'),
        ("/tickets", b'{"request_id": "request-x", "service_id": 99999999999999999999}'),
        ("/tickets", b'{"request_id": "short", "service_id": 1}'),
        ("/tickets", b'{"request_id": "request-x", "service_id": 1, "surprise": true}'),
        ("/tickets", b'{"request_id": "bad id with spaces", "service_id": 1}'),
        ("/tickets", '{"request_id": "request-x", "language": "\u0000"}'.encode()),
        ("/tickets", b"\xff\xfe"),
    ],
)
def test_a_bad_body_is_one_clear_error(site: Site, kiosk: Person, path: str, raw: bytes) -> None:
    answer = kiosk.client.post(
        f"/api/v1{path}", data=raw, content_type="application/json", headers=kiosk.headers
    )

    assert 400 <= answer.status_code < 500, answer.text
    assert answer.get_json().keys() == SHAPE
    assert answer.get_json()["error"] == "invalid_request"
    assert site.heard == []


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/api/v1/tickets", 405, "method_not_allowed"),
        ("GET", "/api/v1/branches/99999999999999999999/snapshot", 422, "invalid_request"),
        ("POST", "/api/v1/tickets/0/recalls", 422, "invalid_request"),
        ("GET", "/t/guessed", 404, "not_found"),
        ("GET", "/assets/x/kiosk/../../../pyproject.toml", 404, "not_found"),
        ("GET", "/assets/x/nowhere/a.js", 404, "not_found"),
    ],
)
def test_a_wrong_address_is_one_clear_error(
    site: Site, clerk: Person, method: str, path: str, status: int, error: str
) -> None:
    answer = clerk.client.open(path, method=method, json={"request_id": "request-x"})

    assert (answer.status_code, answer.get_json()["error"]) == (status, error)
    assert answer.get_json().keys() == SHAPE


def test_a_body_too_large_is_refused(kiosk: Person) -> None:
    answer = kiosk.post("/tickets", service_id=1, language="x" * 2_000_000)

    assert (answer.status_code, answer.get_json()["error"]) == (413, "too_large")


def test_the_message_is_in_the_askers_language(site: Site) -> None:
    stranger = site.stranger()
    in_english = stranger.client.get("/api/v1/desk", headers={"Accept-Language": "en"})

    assert in_english.get_json()["message"].startswith("This screen is not known")
    assert "شناخته" in stranger.get("/desk").get_json()["message"]


def test_a_command_from_another_site_is_refused(kiosk: Person) -> None:
    kiosk.headers["Origin"] = "http://evil.example"

    answer = kiosk.post("/tickets", service_id=1)

    assert (answer.status_code, answer.get_json()["error"]) == (403, "cross_site")


def test_a_wrong_login_does_not_say_which_part_was_wrong(site: Site) -> None:
    stranger = site.stranger()
    answers = [
        stranger.send("/sessions", username="hall-clerk1", password="wrong-password"),
        stranger.send("/sessions", username="nobody", password="wrong-password"),
    ]

    assert [a.status_code for a in answers] == [401, 401]
    assert answers[0].get_json() == answers[1].get_json()


def test_guessing_is_slowed_down(tmp_path) -> None:
    site = Site(tmp_path, hall())
    object.__setattr__(site.app.site.config, "login_tries", "3 per minute")
    stranger = site.stranger()

    tries = [stranger.send("/devices/pairings", code="AAAA-2222") for _ in range(4)]

    assert [t.get_json()["error"] for t in tries] == ["code_refused"] * 3 + ["too_many_tries"]


def test_a_log_out_ends_the_session(site: Site, clerk: Person) -> None:
    assert clerk.client.delete("/api/v1/sessions/current").status_code == 204
    assert clerk.get("/desk").status_code == 401


def test_a_code_pairs_once_and_the_cookie_is_the_device(site: Site) -> None:
    code = offer_pairing(site.db, branch_id=1, device_code="lobby-1", now=site.clock())
    browser, other = site.stranger(), site.stranger()

    first = browser.send("/devices/pairings", code=code.lower().replace("-", " "))
    second = other.send("/devices/pairings", code=code)

    assert first.status_code == 201
    assert first.get_json() == {
        "device": {"id": ANY, "code": "lobby-1", "kind": "display", "branch_id": 1},
        "token": None,
    }
    assert (second.status_code, second.get_json()["error"]) == (403, "code_refused")
    assert browser.get("/branches/1/snapshot").status_code == 200


def test_a_code_grows_old(site: Site) -> None:
    code = offer_pairing(site.db, branch_id=1, device_code="lobby-1", now=site.clock())
    site.clock.forward(minutes=61)

    with pytest.raises(CodeRefused):
        pair_device(site.db, code=code, now=site.clock())


def test_pairing_again_cuts_the_old_holder_off(site: Site) -> None:
    first = site.device("kiosk-1")
    second = site.device("kiosk-1")

    answers = [who.post("/tickets", service_id=1).status_code for who in (first, second)]
    assert answers == [401, 201]


def test_a_clerk_cannot_touch_another_branchs_ticket(tmp_path) -> None:
    site = Site(tmp_path, hall())
    other = site.apply(hall("other"))
    ticket = issue(site.device("kiosk-1"))["id"]
    here = site.clerk("hall-clerk1")
    here.post("/counters/1/openings")
    here.post("/calls")
    there = site.clerk("other-clerk1")
    before = len(site.heard)

    moves = ("recalls", "beginnings", "finishes", "no-shows")
    answers = [there.post(f"/tickets/{ticket}/{move}") for move in moves]
    answers += [there.post("/counters/1/openings"), there.get("/branches/1/snapshot")]

    assert [a.status_code for a in answers] == [404] * 5 + [403]
    assert len(site.heard) == before
    assert there.get("/desk").get_json()["lines"][0]["waiting"] == 0
    assert other == 2


def test_pages_carry_their_words_and_their_fences(site: Site) -> None:
    client = site.app.test_client()

    for screen in ("kiosk", "counter", "display"):
        page = client.get(f"/{screen}")
        assert page.status_code == 200
        assert 'lang="fa" dir="rtl"' in page.text
        assert "script-src 'self' 'nonce-" in page.headers["Content-Security-Policy"]
    assert 'lang="en" dir="ltr"' in client.get("/kiosk?language=en").text


def test_the_phone_page_follows_its_ticket(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    ticket = issue(kiosk)
    phone = site.app.test_client()
    waiting = phone.get(f"/t/{ticket['token']}").text
    for _ in range(2):
        called = clerk.post("/calls").get_json()
        if called["number"] == "A-001":
            clerk.post(f"/tickets/{called['id']}/no-shows")

    called_page = phone.get(f"/t/{ticket['token']}").text

    assert "۱ نفر جلوتر از شما" in waiting
    assert "نوبت شماست؛ به باجهٔ ۱ بفرمایید" in called_page
    assert "A-۰۰۲" in called_page


def test_the_watchman_gets_answers(site: Site, kiosk: Person) -> None:
    issue(kiosk)
    client = site.app.test_client()

    answers = [client.get(path) for path in ("/healthz", "/readyz", "/metrics", "/api/v1/time")]

    assert [a.status_code for a in answers] == [200] * 4
    assert 'nobat_events_total{kind="ticket_issued"}' in answers[2].text
