"""What plays on boards: files and slides, given for good, timed, taken away, by whom."""

import hashlib
import os
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from server.operations.media import sweep_media
from tests.api.lobby import MP4, PNG, heard, slide, upload
from tests.api.papers import put
from tests.api.supervising import refusal, two_halls
from tests.harness.site import Person, Site

_request_ids = count(1)
ALWAYS = {
    "first_day": None,
    "last_day": None,
    "weekdays": [0, 1, 2, 3, 4, 5, 6],
    "from": None,
    "until": None,
}


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


@pytest.fixture
def folder(site: Site) -> Path:
    """Where the files are kept."""
    return site.app.site.config.var / "media"


def change(who: Person, medium_id: int, query: str = "", **fields: Any) -> Any:
    body = {"request_id": f"change-{next(_request_ids):06}", "name": "Poster", "texts": {}}
    timing = {**ALWAYS, "seconds": 10, "place": 0, "sound": False}
    return put(who, f"/media/{medium_id}{query}", **{**body, **timing, **fields})


def playing(who: Person) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = who.get("/branches/1/media").get_json()["media"]
    return shown


def test_a_picture_is_kept_by_its_digest_and_given_for_good(site, boss, board, folder) -> None:
    digest = hashlib.sha256(PNG).hexdigest()
    answer = upload(boss, name="Poster")

    medium = {
        "id": 1,
        "kind": "image",
        "name": "Poster",
        "texts": {},
        "mime": "image/png",
        "bytes": len(PNG),
        "seconds": 10,
        **ALWAYS,
        "place": 0,
        "sound": False,
        "url": f"/api/v1/media/1/file?v={digest[:16]}",
    }
    assert (answer.status_code, answer.get_json()) == (201, medium)
    assert playing(boss) == board.get("/displays/me").get_json()["media"] == [medium]
    assert [path.name for path in folder.iterdir()] == [digest]
    assert heard(site, "media_changed") == [{"kind": "media_changed"}]
    given = board.get(medium["url"].removeprefix("/api/v1"))
    assert (given.status_code, given.data, given.mimetype) == (200, PNG, "image/png")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert given.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    kept = given.cache_control
    assert (kept.private, kept.public, kept.immutable) == (True, False, True)
    assert kept.max_age == 31_536_000


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789abcdef"])
def test_an_address_that_does_not_name_the_bytes_is_not_kept_for_good(boss, board, query) -> None:
    """After a backup was restored a medium of the same id may be another."""
    upload(boss)

    given = board.get(f"/media/1/file{query}")

    kept = given.cache_control
    assert (given.data, kept.immutable, kept.max_age) == (PNG, False, 0)
    assert board.get("/media/1/file", **{"If-None-Match": given.headers["ETag"]}).status_code == 304


def test_a_part_of_a_video_can_be_asked_for(boss: Person, board: Person) -> None:
    upload(boss, MP4)

    part = board.get("/media/1/file", Range="bytes=4-11")

    assert (part.status_code, part.data, part.mimetype) == (206, b"ftypisom", "video/mp4")
    assert part.headers["Content-Range"] == f"bytes 4-11/{len(MP4)}"


@pytest.mark.parametrize("part", ["bytes=500-", "bytes=5-2", "bytes=0-1,4-5"])
def test_a_part_that_cannot_be_given_is_told_with_the_length(boss, board, part: str) -> None:
    upload(boss, MP4)

    answer = board.get("/media/1/file", Range=part)

    assert refusal(answer) == (416, "range_refused")
    assert answer.headers["Content-Range"] == f"bytes */{len(MP4)}"


def test_a_slide_has_its_texts_and_no_file(boss: Person, board: Person) -> None:
    texts = {
        "fa": {"title": "تعطیلی", "body": "شنبه بسته است"},
        "en": {"title": "", "body": "Shut"},
    }

    made = slide(boss, texts=texts).get_json()

    assert (made["kind"], made["name"], made["texts"]) == ("slide", "تعطیلی", texts)
    assert (made["mime"], made["bytes"], made["url"], made["seconds"]) == (None, None, None, 10)
    assert board.get("/media/1/file").status_code == 404


def test_a_medium_is_named_and_timed_anew(site: Site, boss: Person, board: Person) -> None:
    upload(boss)
    wish = {
        "name": "Open day",
        "seconds": 20,
        "first_day": "2026-11-23",
        "last_day": "2026-12-01",
        "weekdays": [5, 0],
        "from": "۰۸:۰۰",
        "until": "12:30",
        "place": 3,
        "sound": True,
    }

    answer = change(boss, 1, **wish)

    expected = {**playing(boss)[0], **wish, "weekdays": [0, 5], "from": "08:00"}
    assert (answer.status_code, answer.get_json()) == (200, expected)
    assert board.get("/displays/me").get_json()["media"] == [expected]
    assert len(heard(site, "media_changed")) == 2


def test_a_new_medium_comes_last_and_a_place_moves_it(boss: Person) -> None:
    names = ("one", "two", "three")
    ids = [upload(boss, PNG + name.encode(), name=name).get_json()["id"] for name in names]

    assert [each["name"] for each in playing(boss)] == list(names)
    change(boss, ids[0], name="one", place=9)
    assert [each["name"] for each in playing(boss)] == ["two", "three", "one"]


def test_a_video_may_last_as_long_as_it_does_and_a_slide_keeps_its_texts(boss: Person) -> None:
    upload(boss, MP4)
    texts = slide(boss).get_json()["texts"]

    assert playing(boss)[0]["seconds"] is None
    assert change(boss, 1, seconds=None).get_json()["seconds"] is None
    assert change(boss, 2, seconds=None, texts={}).get_json()["texts"] == texts
    assert change(boss, 2, seconds=None).get_json()["seconds"] == 10


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"name": " "}, 422),
        ({"name": "\u200b\u2060"}, 422),
        ({"texts": {"fa": {"title": "\u200b", "body": "\u202e\u2066"}}}, 422),
        ({"seconds": 0}, 422),
        ({"weekdays": []}, 422),
        ({"weekdays": [7]}, 422),
        ({"weekdays": [1, 1]}, 422),
        ({"first_day": "2026-11-31"}, 422),
        ({"first_day": "2026-12-02", "last_day": "2026-12-01"}, 422),
        ({"from": "08:00", "until": "08:00"}, 422),
        ({"from": "8"}, 422),
        ({"place": -1}, 422),
        ({"texts": {"ar": {"title": "a"}}}, 404),
        ({"from_time": "08:00"}, 422),
    ],
)
def test_a_timing_that_cannot_be_is_refused(boss: Person, wish: dict[str, Any], status) -> None:
    upload(boss)
    before = playing(boss)

    assert change(boss, 1, **wish).status_code == status
    assert playing(boss) == before


def test_only_a_slide_has_texts(site: Site, boss: Person) -> None:
    upload(boss)

    answer = change(boss, 1, texts={"fa": {"title": "تعطیلی"}})

    assert refusal(answer) == (422, "invalid_request")
    assert playing(boss)[0]["texts"] == {}
    assert len(heard(site, "media_changed")) == 1


def test_a_medium_taken_away_plays_no_more(site: Site, boss: Person, board: Person) -> None:
    upload(boss)

    first = boss.post("/media/1/endings", request_id="end-once")
    again = boss.post("/media/1/endings", request_id="end-once")

    assert (first.status_code, first.get_json()) == (201, again.get_json())
    assert playing(boss) == board.get("/displays/me").get_json()["media"] == []
    assert board.get("/media/1/file").status_code == 404
    assert refusal(boss.post("/media/1/endings")) == (404, "not_found")
    assert change(boss, 1).status_code == 404
    assert len(heard(site, "media_changed")) == 2


def test_a_file_goes_when_nothing_plays_it_and_it_is_a_day_old(site, boss, folder) -> None:
    upload(boss)
    upload(site.clerk("other-supervisor"), branch_id=2)
    (file,) = folder.iterdir()
    yesterday = time.time() - 25 * 60 * 60
    os.utime(file, (yesterday, yesterday))
    boss.post("/media/1/endings")

    sweep_media(site.db, folder)
    kept_by_the_other_hall = file.exists()
    site.clerk("other-supervisor").post("/media/2/endings")
    sweep_media(site.db, folder)

    assert (kept_by_the_other_hall, file.exists()) == (True, False)


def test_a_file_that_has_just_come_is_left_alone(site: Site, boss: Person, folder: Path) -> None:
    upload(boss)
    boss.post("/media/1/endings")

    sweep_media(site.db, folder)

    assert len(list(folder.iterdir())) == 1


def test_a_folder_among_the_media_does_not_end_the_sweeping(site: Site, folder: Path) -> None:
    """A disk of their own has a lost+found."""
    for name in ("lost+found", "z-old", "arriving-dead", "arriving-alive"):
        (folder / name).mkdir(parents=True) if name[0] == "l" else (folder / name).touch()
    for name, hours in (("lost+found", 25), ("z-old", 25), ("arriving-dead", 2)):
        then = time.time() - hours * 60 * 60
        os.utime(folder / name, (then, then))

    sweep_media(site.db, folder)

    assert {path.name for path in folder.iterdir()} == {"lost+found", "arriving-alive"}


def test_a_file_that_was_lost_is_not_there(boss: Person, board: Person, folder: Path) -> None:
    upload(boss)
    for file in folder.iterdir():
        file.unlink()

    assert refusal(board.get("/media/1/file")) == (404, "not_found")


def everything(who: Person) -> list[int]:
    """Return how each door of the console answers, for the medium 1 of the first hall."""
    return [
        who.get("/branches/1/media").status_code,
        upload(who).status_code,
        change(who, 1).status_code,
        who.post("/media/1/endings").status_code,
    ]


def test_only_supervisors_and_the_city_choose_what_plays(site, boss, board, kiosk, folder) -> None:
    upload(boss)

    assert everything(site.clerk("hall-inspector")) == [200, 403, 403, 403]
    for who in (site.clerk("hall-clerk1"), board, kiosk):
        assert everything(who) == [403] * 4
    assert everything(site.stranger()) == [401] * 4
    assert len(list(folder.iterdir())) == 1
    city = site.clerk("hall-admin")
    assert change(city, 1, "?branch_id=1").status_code == 200
    assert upload(city, branch_id=2).status_code == 201


def test_another_halls_media_are_not_touched(site: Site, boss: Person, board: Person) -> None:
    upload(boss)
    other = site.clerk("other-supervisor")
    others_board = site.device("lobby-1", branch_id=2)

    assert other.get("/media/1/file").status_code == 403
    assert others_board.get("/media/1/file").status_code == 403
    assert site.stranger().get("/media/1/file").status_code == 401
    other.headers = board.headers  # this browser is a board of the hall, the person is not of it
    assert everything(other) == [403, 403, 404, 404]
