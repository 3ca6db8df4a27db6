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
    site = Site(tmp_path, hall(), login_tries="3 per minute")
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


def test_whoever_opens_a_page_gets_words_and_not_json(site: Site) -> None:
    browser = site.app.test_client()

    page = browser.get("/t/guessed", headers={"Accept": "text/html,*/*;q=0.8"})

    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "چنین چیزی در این مرکز نیست" in page.text
    assert 'http-equiv="refresh"' in page.text


def test_many_phones_behind_one_address_are_not_many_guesses(site: Site, kiosk: Person) -> None:
    first, second = issue(kiosk)["token"], issue(kiosk)["token"]
    phone = site.app.test_client()

    codes = [phone.get(f"/t/{first}").status_code for _ in range(241)]

    assert (codes[0], codes[-1]) == (200, 429)
    assert phone.get(f"/t/{second}").status_code == 200


def test_the_qr_code_leads_to_the_phone_page(tmp_path) -> None:
    site = Site(tmp_path, hall(), public_url="http://hall.example:8000/")
    ticket = issue(site.device("kiosk-1"))

    picture = site.app.test_client().get(ticket["phone_qr"])

    assert ticket["phone_qr"] == f"/t/{ticket['token']}/qr.svg"
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")


def test_without_an_address_for_phones_there_is_no_qr_code(site: Site, kiosk: Person) -> None:
    ticket = issue(kiosk)

    assert ticket["phone_qr"] is None
    assert site.app.test_client().get(f"/t/{ticket['token']}/qr.svg").status_code == 404


def test_the_documentation_page_may_run_its_own_script(site: Site) -> None:
    page = site.app.test_client().get("/api/docs/swagger")

    assert page.status_code == 200
    assert "script-src 'self' 'unsafe-inline'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("raw", [b"[" * 100_000, b'{"a":' * 100_000])
def test_json_too_deep_is_refused_like_any_other(kiosk: Person, raw: bytes) -> None:
    answer = kiosk.client.post(
        "/api/v1/tickets", data=raw, content_type="application/json", headers=kiosk.headers
    )

    assert (answer.status_code, answer.get_json()["error"]) == (422, "invalid_request")


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "null", "http://evil.example"])
def test_no_origin_is_too_strange_to_refuse(kiosk: Person, origin: str) -> None:
    kiosk.headers["Origin"] = origin

    assert kiosk.post("/tickets", service_id=1).get_json()["error"] == "cross_site"


def test_a_cookie_we_never_gave_changes_nothing(site: Site) -> None:
    client = site.app.test_client(use_cookies=False)

    answer = client.get("/api/v1/me", headers={"Cookie": "remember_token=\xff|\xff"})

    assert answer.get_json() == {"devices": [], "user": None}


def test_right_log_ins_do_not_use_the_limit_up(tmp_path) -> None:
    site = Site(tmp_path, hall(), login_tries="3 per minute")

    people = [site.clerk("hall-clerk1") for _ in range(5)]

    assert [person.get("/desk").status_code for person in people] == [200] * 5


def test_a_supervisor_closes_a_counter_that_was_left_open(tmp_path) -> None:
    setup = hall()
    setup["users"][1]["role"] = "supervisor"
    site = Site(tmp_path, setup)
    clerk, supervisor = site.clerk("hall-clerk1"), site.clerk("hall-clerk2")
    clerk.post("/counters/1/openings")

    closed = supervisor.post("/counters/1/closings")

    assert (closed.status_code, closed.get_json()["state"]) == (201, "closed")
    assert clerk.get("/desk").get_json()["counter"] is None
    assert supervisor.post("/counters/2/openings").status_code == 201
    assert clerk.post("/counters/2/closings").get_json()["error"] == "counter_taken"


def test_a_device_that_left_and_came_back_has_to_pair_anew(site: Site) -> None:
    kiosk = site.device("kiosk-2")
    without = hall()
    del without["devices"][2]

    site.apply(without)
    site.apply(hall())

    assert kiosk.post("/tickets", service_id=1).status_code == 401


def test_a_display_that_becomes_a_kiosk_has_to_pair_anew(site: Site) -> None:
    lobby = site.device("lobby-1")
    setup = hall()
    setup["devices"][3]["kind"] = "kiosk"

    site.apply(setup)

    assert lobby.post("/tickets", service_id=1).status_code == 401
