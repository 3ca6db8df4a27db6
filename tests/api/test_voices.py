"""Voice packs: the built-in clips, the hall's own over them, nothing else from the disk."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.api.pages import ROOMS
from server.operations.voices import voice
from tests.api.supervising import refusal
from tests.harness.halls import hall
from tests.harness.site import Person, Site

BUILT_IN = ROOMS["display"] / "voices"


BROKEN = ["{", "[]", '{"clips": 1}', '{"clips": {"a": {}}}', "\udcff", "[" * 100_000]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The usual hall, with a folder of its own for voices."""
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "secret.ogg").write_bytes(b"secret")
    return Site(tmp_path, hall(), voices=own)


@pytest.fixture
def own(site: Site) -> Path:
    """The folder of the hall's own Persian clips."""
    folder: Path = site.app.site.config.voices / "fa"
    folder.mkdir()
    return folder


@pytest.fixture
def board(site: Site) -> Person:
    """The hall's board."""
    return site.device("lobby-1")


def built_in(language: str = "fa") -> Any:
    return json.loads((BUILT_IN / language / "manifest.json").read_text())


def clips(board: Person) -> Any:
    return board.get("/voices/fa").get_json()["clips"]


@pytest.mark.parametrize("language", ["fa", "en", "ar", "azb", "ckb"])
def test_every_clip_of_the_built_in_pack_can_be_fetched(site, board, language) -> None:
    pack = built_in(language)

    shown = board.get(f"/voices/{language}").get_json()

    assert (shown["language"], shown["provisional"]) == (language, pack["provisional"])
    assert {key: clip["text"] for key, clip in shown["clips"].items()} == {
        key: clip["text"] for key, clip in pack["clips"].items()
    }
    client = site.app.test_client()
    for clip in shown["clips"].values():
        given = client.get(clip["url"])
        assert (given.status_code, given.mimetype) == (200, "audio/ogg")
        assert clip["fallback_url"] is None


def test_the_halls_own_clips_stand_over_the_built_in_ones(site: Site, board, own: Path) -> None:
    (own / "number.mp3").write_bytes(b"own number")
    (own / "jingle.wav").write_bytes(b"jingle")
    (own / "readme.txt").write_text("not a clip")

    shown = clips(board)

    assert shown["number"] == {
        "url": "/api/v1/voices/fa/own/number.mp3",
        "fallback_url": "/api/v1/voices/fa/built_in/number.ogg",
        "text": built_in()["clips"]["number"]["text"],
    }
    assert shown["jingle"] == {
        "url": "/api/v1/voices/fa/own/jingle.wav",
        "fallback_url": None,
        "text": "",
    }
    assert shown["to_counter"]["url"] == "/api/v1/voices/fa/built_in/to_counter.ogg"
    assert site.app.test_client().get(shown["number"]["url"]).data == b"own number"


def test_a_manifest_of_the_hall_names_its_files(board: Person, own: Path) -> None:
    (own / "n1.ogg").write_bytes(b"own")
    named = {"number": {"file": "n1.ogg", "text": "نوبت"}, "to_counter": {"file": "lost.ogg"}}
    (own / "manifest.json").write_text(json.dumps({"language": "fa", "clips": named}))

    shown = clips(board)

    assert (shown["number"]["url"], shown["number"]["text"]) == (
        "/api/v1/voices/fa/own/n1.ogg",
        "نوبت",
    )
    assert shown["to_counter"]["url"] == "/api/v1/voices/fa/built_in/to_counter.ogg"


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_manifest_leaves_the_built_in_pack(board: Person, own: Path, broken: str) -> None:
    whole = clips(board)
    (own / "manifest.json").write_bytes(broken.encode(errors="surrogateescape"))

    assert clips(board) == whole


@pytest.mark.parametrize(
    ("text", "shown"),
    [("5", "5"), ('["a"]', "['a']"), ('"\\ud800"', "?"), ("null", ""), ("false", "")],
)
def test_whatever_a_hall_wrote_as_words_its_clip_is_heard(board, own, text, shown) -> None:
    (own / "n1.ogg").write_bytes(b"own")
    clip = '{"file": "n1.ogg", "text": ' + text + "}"
    (own / "manifest.json").write_text('{"clips": {"mine": ' + clip + ', "\\ud800": ' + clip + "}}")

    listed = clips(board)

    assert listed["mine"]["text"] == shown
    assert listed.keys() == {*built_in()["clips"], "mine"}


def test_a_manifest_and_files_as_windows_writes_them(site: Site, board, own: Path) -> None:
    """Notepad puts a byte order mark before it, cameras and recorders write capitals."""
    (own / "ONE.OGG").write_bytes(b"own")
    named = {"clips": {"1": {"file": "ONE.OGG", "text": "یک"}}}
    (own / "manifest.json").write_text(json.dumps(named), encoding="utf-8-sig")

    shown = clips(board)["1"]

    assert (shown["url"], shown["text"]) == ("/api/v1/voices/fa/own/ONE.OGG", "یک")
    given = site.app.test_client().get(shown["url"])
    assert (given.data, given.mimetype) == (b"own", "audio/ogg")


@pytest.mark.parametrize("file", ["../../secret.ogg", "/etc/passwd", 7, "manifest.json", "a/b.ogg"])
def test_a_manifest_leads_nowhere_else(board: Person, own: Path, file: Any) -> None:
    (own / "manifest.json").write_text(json.dumps({"clips": {"number": {"file": file}}}))

    assert clips(board)["number"]["url"] == "/api/v1/voices/fa/built_in/number.ogg"


@pytest.mark.parametrize(
    "path",
    [
        "fa/own/../../secret.ogg",
        "fa/own/..%2f..%2fsecret.ogg",
        "fa/own/%2e%2e%2fsecret.ogg",
        "../own/secret.ogg",
        "..%2f..%2fown/own/secret.ogg",
        "fa/built_in/manifest.json",
        "fa/built_in/nothing.ogg",
        "fa/elsewhere/number.ogg",
        "xx/own/secret.ogg",
        "fa/own/..ogg",
        "fa/own/a%00.ogg",
    ],
)
def test_nothing_but_a_clip_is_given(site: Site, own: Path, path: str) -> None:
    answer = site.app.test_client().get(f"/api/v1/voices/{path}")

    assert answer.status_code in (404, 422)
    assert b"secret" not in answer.data


def test_a_pack_is_provisional_for_as_long_as_a_clip_of_it_is(tmp_path: Path) -> None:
    folders = {"built_in": tmp_path / "built_in", "own": tmp_path / "own"}
    for folder in folders.values():
        (folder / "ckb").mkdir(parents=True)
    given = folders["built_in"] / "ckb"
    named = {key: {"file": f"{key}.ogg", "text": key} for key in ("one", "two")}
    (given / "manifest.json").write_text(json.dumps({"provisional": True, "clips": named}))
    for key in named:
        (given / f"{key}.ogg").touch()

    found = []
    for key in named:
        (folders["own"] / "ckb" / f"{key}.ogg").touch()
        found.append(voice(folders, "ckb").provisional)

    assert found == [True, False]


def test_who_belongs_to_a_hall_sees_what_there_is(site: Site, board: Person, clerk, kiosk) -> None:
    people: list[Callable[..., Any]] = [who.get for who in (board, clerk, kiosk, site.stranger())]

    assert [get("/voices/fa").status_code for get in people] == [200, 200, 200, 401]
    assert refusal(board.get("/voices/xx")) == (404, "not_found")
