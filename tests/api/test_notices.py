"""Notices: made, shown in the picture until they are over, said, taken away."""

import io
import json
import wave
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from server.clock import iso
from server.domain.lobby import MOST_NOTICES
from tests.api.lobby import heard
from tests.api.supervising import at, refusal, two_halls
from tests.harness.site import TEN_O_CLOCK, Person, Site

TEXTS = {"fa": "تا ساعت ۱۲ بسته است", "en": "Closed until 12"}
WORDS: dict[str, Any] = {"texts": TEXTS, "spoken": True, "shown": True, "until": None}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """Two overseen halls."""
    return two_halls(make_site)


@pytest.fixture
def boss(site: Site) -> Person:
    """The first hall's supervisor."""
    return site.clerk("hall-supervisor")


@pytest.fixture
def board(site: Site) -> Person:
    """The first hall's board."""
    return site.device("lobby-1")


def tell(who: Person, branch_id: int = 1, **change: Any) -> Any:
    return who.post(f"/branches/{branch_id}/notices", **{**WORDS, **change})


def picture(who: Person) -> Any:
    return who.get("/branches/1/snapshot").get_json()


def standing(who: Person) -> list[int]:
    return [each["id"] for each in who.get("/branches/1/notices").get_json()["notices"]]


def test_a_notice_is_in_the_picture_and_every_screen_hears_of_it(site, boss, board) -> None:
    answer = tell(boss, until=at(90))

    notice = {"id": 1, "seq": 2, **WORDS, "made_at": at(0), "until": at(90), "ended_at": None}
    assert (answer.status_code, answer.get_json()) == (201, notice)
    assert boss.get("/branches/1/notices").get_json() == {"notices": [notice]}
    assert (picture(board)["notices"], picture(board)["seq"]) == ([notice], 2)
    told = {"kind": "notice_made", "notice_id": 1, **WORDS, "until": at(90)}
    assert heard(site, "notice_made") == [told]


def test_the_picture_changes_when_a_notice_is_over(site: Site, boss: Person, board: Person) -> None:
    until = TEN_O_CLOCK + timedelta(minutes=1, seconds=10)
    made = tell(boss, until=iso(until)).get_json()
    site.clock.forward(minutes=1, seconds=59)
    before = board.get("/branches/1/snapshot")
    site.clock.forward(seconds=1)

    after = board.get("/branches/1/snapshot", **{"If-None-Match": before.headers["ETag"]})

    assert made["until"] == at(2)
    assert [each["id"] for each in before.get_json()["notices"]] == [1]
    assert (after.status_code, after.get_json()["notices"], standing(boss)) == (200, [], [])


def test_what_is_only_said_ends_by_itself(site: Site, boss: Person) -> None:
    made = tell(boss, shown=False).get_json()

    assert made["until"] == at(5)
    assert standing(boss) == [1]
    site.clock.forward(minutes=5)
    assert standing(boss) == []


def test_a_notice_taken_away_stands_no_more(site: Site, boss: Person, board: Person) -> None:
    tell(boss)
    tell(boss)

    first = boss.post("/notices/1/endings", request_id="end-once")
    again = boss.post("/notices/1/endings", request_id="end-once")

    assert (first.status_code, first.get_json()["ended_at"]) == (201, at(0))
    assert first.get_json() == again.get_json()
    assert refusal(boss.post("/notices/1/endings")) == (409, "wrong_state")
    assert [each["id"] for each in picture(board)["notices"]] == standing(boss) == [2]
    assert heard(site, "notice_ended") == [{"kind": "notice_ended", "notice_id": 1}]


def test_the_same_notice_sent_again_is_made_once(site: Site, boss: Person) -> None:
    first, again = (tell(boss, request_id="tell-once") for _ in "ab")

    assert first.get_json() == again.get_json()
    assert refusal(tell(boss, request_id="tell-once", spoken=False)) == (409, "request_id_reused")
    assert standing(boss) == [1]


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"texts": {}}, 422, "invalid_request"),
        ({"texts": {"fa": " "}}, 422, "invalid_request"),
        ({"texts": {"fa": "\u202e\u2066"}}, 422, "invalid_request"),
        ({"texts": {"fa": "\u200b\u2060\u034f"}}, 422, "invalid_request"),
        ({"texts": {"fa": "\x01"}}, 422, "invalid_request"),
        ({"texts": {"fa": "x" * 301}}, 422, "invalid_request"),
        ({"texts": {"fa": "a\0b"}}, 422, "invalid_request"),
        ({"texts": {"xx": "text"}}, 422, "invalid_request"),
        ({"texts": {"ar": "نص"}}, 404, "not_found"),
        ({"spoken": False, "shown": False}, 422, "invalid_request"),
        ({"until": "2026-11-23T10:00:00"}, 422, "invalid_request"),
        ({"until": "9999-12-31T23:59:59Z"}, 422, "invalid_request"),
        ({"until": "9999-12-31T23:59:30+14:00"}, 422, "invalid_request"),
        ({"until": "9999-12-31T23:59:00-23:59"}, 422, "invalid_request"),
        ({"until": "0001-01-01T00:00:00+23:59"}, 422, "invalid_request"),
        ({"until": 4_000_000_000}, 422, "invalid_request"),
        ({"until": "4000000000"}, 422, "invalid_request"),
        ({"until": at(0)}, 409, "time_over"),
        ({"until": "2020-01-01T00:00:00Z"}, 409, "time_over"),
    ],
)
def test_a_notice_that_cannot_be_is_refused(boss: Person, change, status, error) -> None:
    assert refusal(tell(boss, **change)) == (status, error)
    assert standing(boss) == []


def test_a_notice_may_stand_until_the_last_day(boss: Person) -> None:
    made = tell(boss, until="2099-12-31T23:59:59+03:30")

    assert (made.status_code, made.get_json()["until"]) == (201, "2099-12-31T20:30:00.000000Z")


def test_only_so_many_notices_stand_at_a_time(site: Site, boss: Person) -> None:
    for _ in range(MOST_NOTICES):
        tell(boss)

    refused = tell(boss)

    assert refusal(refused) == (409, "too_many_notices")
    assert refused.get_json()["details"] == {"most": MOST_NOTICES}
    assert tell(site.clerk("other-supervisor"), branch_id=2).status_code == 201
    boss.post("/notices/1/endings")
    assert tell(boss).status_code == 201


def test_half_a_character_is_refused(boss: Person) -> None:
    body = json.dumps({"request_id": "half-a-character", **WORDS, "texts": {"fa": "\ud800"}})

    answer = boss.client.post(
        "/api/v1/branches/1/notices", data=body, content_type="application/json"
    )

    assert refusal(answer) == (422, "invalid_request")


def speech(who: Person, language: str = "fa", notice_id: int = 1) -> Any:
    return who.get(f"/notices/{notice_id}/speech?language={language}")


def test_a_notice_is_said_by_the_server(boss: Person, board: Person) -> None:
    tell(boss)

    said, again = speech(board), speech(board)

    assert (said.status_code, said.mimetype) == (200, "audio/wav")
    with wave.open(io.BytesIO(said.data)) as sound:
        assert sound.getnframes() > sound.getframerate()
    assert again.data == said.data
    assert (said.cache_control.private, bool(said.cache_control.no_cache)) == (True, True)
    known = {"If-None-Match": said.headers["ETag"]}
    assert board.get("/notices/1/speech?language=fa", **known).status_code == 304
    assert board.get("/notices/1/speech?language=en", **known).status_code == 200
    assert speech(board, "en").data != said.data


def test_what_nobody_can_say_is_told_so(site: Site, boss: Person, board: Person) -> None:
    tell(boss, texts={"fa": TEXTS["fa"]})
    tell(boss, spoken=False)
    answers = [speech(board, "en"), speech(board, "azb"), speech(board, notice_id=2)]
    site.app.site.voice._command = "/nowhere/espeak-ng"
    answers.append(speech(board))

    assert [refusal(answer) for answer in answers] == [(404, "no_voice")] * 4
    assert speech(board, "xx").status_code == 422
    assert refusal(speech(board, notice_id=9)) == (404, "not_found")


def everything(who: Person) -> list[int]:
    return [
        who.get("/branches/1/notices").status_code,
        tell(who).status_code,
        who.post("/notices/1/endings").status_code,
    ]


def test_only_supervisors_and_the_city_tell_the_lobby(site, boss, board, kiosk) -> None:
    tell(boss)

    assert everything(site.clerk("hall-inspector")) == [200, 403, 403]
    for who in (site.clerk("hall-clerk1"), board, kiosk):
        assert everything(who) == [403] * 3
    assert everything(site.stranger()) == [401] * 3
    assert tell(site.clerk("hall-admin"), branch_id=2).status_code == 201


def test_another_halls_notices_are_not_touched_nor_heard(site: Site, boss, board) -> None:
    tell(boss)
    other = site.clerk("other-supervisor")
    others_board = site.device("lobby-1", branch_id=2)

    assert [speech(who).status_code for who in (other, others_board)] == [403, 403]
    assert speech(site.stranger()).status_code == 401
    other.headers = board.headers
    assert everything(other) == [403, 403, 404]
