"""Uploads: type and size by their bytes, forms that are none, sent again, read to their end."""

import io
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.domain import signatures
from server.domain.lobby import DiskNearlyFull, MediumKind
from server.store.engine import StorageFailed
from server.store.media_files import ArrivingFile
from tests.api.lobby import JPEG, MP4, PNG, PNG_HEAD, WEBP, heard, send_form, slide, upload
from tests.api.supervising import refusal, two_halls
from tests.harness.site import Person, Site

WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
FORM_HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
FORM_TAIL = b"\r\n--x--\r\n"


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """Two overseen halls."""
    return two_halls(make_site)


@pytest.fixture
def boss(site: Site) -> Person:
    """The first hall's supervisor."""
    return site.clerk("hall-supervisor")


@pytest.fixture
def folder(site: Site) -> Path:
    """Where the files are kept."""
    return site.app.site.config.var / "media"


def playing(who: Person) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = who.get("/branches/1/media").get_json()["media"]
    return shown


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (WEBP, "image/webp"),
        (MP4, "video/mp4"),
        (WEBM, "video/webm"),
    ],
)
def test_the_type_is_read_from_the_bytes_whatever_the_name_says(boss, data, mime) -> None:
    answer = upload(boss, data, file_name="page.html")

    assert (answer.status_code, answer.get_json()["mime"]) == (201, mime)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG",
        b"GIF89a" + bytes(99),
        b"<html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\x00\x00\x00\x20ftypheic" + bytes(99),
        WEBM.replace(b"webm", b"matr"),
        b"RIFF\x00\x00\x00\x00WAVE" + bytes(99),
        b"%PDF-1.7" + bytes(99),
        PNG[:16] + bytes(99),  # a picture that is none
        JPEG[:-3],
    ],
)
def test_what_boards_do_not_play_is_refused_and_leaves_nothing(site, boss, folder, data) -> None:
    answer = upload(boss, data, file_name="a.png")

    assert refusal(answer) == (415, "type_refused")
    assert list(folder.iterdir()) == playing(boss) == heard(site, "media_changed") == []


def test_a_file_over_its_kinds_size_is_refused(site, boss, folder, monkeypatch) -> None:
    monkeypatch.setitem(signatures.MOST_BYTES, MediumKind.IMAGE, 2_000_000)
    fits = PNG + bytes(2_000_000 - len(PNG))

    taken, refused = upload(boss, fits), upload(boss, fits + b"x")

    assert (taken.status_code, refusal(refused)) == (201, (413, "too_large"))
    assert refused.get_json()["details"] == {"most_bytes": 2_000_000}
    assert upload(boss, MP4 + bytes(2_000_000)).status_code == 201
    assert len(list(folder.iterdir())) == 2


def test_a_picture_too_large_to_draw_is_refused(boss: Person, folder: Path) -> None:
    """A few kilobytes may be a picture of gigabytes, and end the board that draws it."""
    wide, fits = struct.pack(">II", 8_193, 10), struct.pack(">II", 8_192, 8_192)

    refused, taken = upload(boss, PNG_HEAD + wide), upload(boss, PNG_HEAD + fits)

    assert refusal(refused) == (413, "too_many_pixels")
    assert refused.get_json()["details"] == {"width": 8_193, "height": 10, "most": 8_192}
    assert taken.status_code == 201
    assert len(list(folder.iterdir())) == 1


def test_the_media_of_a_hall_have_a_bound_together(make_site: Callable[..., Site]) -> None:
    site = two_halls(make_site, media_megabytes=1)
    boss, other = site.clerk("hall-supervisor"), site.clerk("other-supervisor")
    most = signatures.MEGABYTE
    first = upload(boss, PNG + bytes(most - 1_000 - len(PNG)), request_id="upload-once")

    refused = upload(boss, MP4 + bytes(1_000))

    assert refusal(refused) == (409, "media_full")
    assert refused.get_json()["details"] == {"used_bytes": most - 1_000, "most_bytes": most}
    assert slide(boss).status_code == upload(boss, PNG).status_code == 201
    assert upload(other, MP4 + bytes(1_000), branch_id=2).status_code == 201
    again = upload(boss, PNG + bytes(most - 1_000 - len(PNG)), request_id="upload-once")
    assert again.get_json() == first.get_json()
    boss.post(f"/media/{first.get_json()['id']}/endings")
    assert upload(boss, MP4 + bytes(1_000)).status_code == 201


def test_what_is_refused_leaves_nothing_on_the_disk(make_site: Callable[..., Site]) -> None:
    site = two_halls(make_site, media_megabytes=1)
    boss = site.clerk("hall-supervisor")
    first = upload(boss, PNG, request_id="upload-once")

    refused = [upload(boss, MP4 + bytes(signatures.MEGABYTE) + bytes([at])) for at in range(3)]
    refused.append(upload(boss, MP4, request_id="upload-once"))

    assert [refusal(each)[1] for each in refused] == ["media_full"] * 3 + ["request_id_reused"]
    assert upload(boss, PNG, request_id="upload-once").get_json() == first.get_json()
    assert len(list((site.app.site.config.var / "media").iterdir())) == 1


def test_a_disk_that_takes_nothing_is_a_failed_store(boss: Person, folder: Path) -> None:
    folder.write_text("a file, where the folder would be")

    assert refusal(upload(boss)) == (503, "storage_failed")
    assert playing(boss) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full (Linux)")
def test_a_disk_that_is_full_is_a_failed_store_and_nothing_is_left(tmp_path: Path) -> None:
    file = ArrivingFile(tmp_path, least_free=0)
    with Path("/dev/full").open("wb") as full:
        os.dup2(full.fileno(), file._file.fileno())

    with pytest.raises(StorageFailed):
        file.write(MP4 + bytes(1_000_000))
    file.close()

    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_nearly_full_takes_no_media(make_site: Callable[..., Site]) -> None:
    """The log of tickets is on it."""
    site = two_halls(make_site, free_megabytes=10**9)
    boss = site.clerk("hall-supervisor")

    assert refusal(upload(boss)) == (507, "disk_nearly_full")
    assert playing(boss) == list((site.app.site.config.var / "media").iterdir()) == []
    assert slide(boss).status_code == 201


def test_a_disk_that_fills_up_meanwhile_takes_no_more(tmp_path: Path) -> None:
    file = ArrivingFile(tmp_path, least_free=0)
    file.write(MP4)
    file._least_free = 10**18

    with pytest.raises(DiskNearlyFull):
        file.write(bytes(4 * signatures.MEGABYTE))

    file.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("می\u200cخوانم.png", "می\u200cخوانم.png"),
        ("a\u202egnp.exe\u2069\u0007.png", "agnp.exe.png"),
        ("  ", "image"),
        ("\u200e\u202b", "image"),
        ("x" * 200, "x" * 120),
    ],
)
def test_a_file_without_a_name_is_called_as_it_is_called(boss, file_name, name) -> None:
    answer = send_form(boss, {"request_id": "a-name-for-it", "file": (io.BytesIO(PNG), file_name)})

    assert answer.get_json()["name"] == name


def test_a_slide_is_called_by_its_first_words(boss: Person) -> None:
    titled = slide(boss, texts={"fa": {"title": "تعطیلی", "body": "شنبه"}})
    bodied = slide(boss, texts={"fa": {"title": " ", "body": "شنبه\nبسته است"}})

    names = [each.get_json()["name"] for each in (titled, bodied)]
    assert names == ["تعطیلی", "شنبه بسته است"]


def test_what_is_refused_is_read_to_its_end_so_that_the_sender_hears_why(boss: Person) -> None:
    sent = io.BytesIO(FORM_HEAD + bytes(3_000_000) + FORM_TAIL)

    answer = boss.client.post(
        "/api/v1/branches/1/media",
        input_stream=sent,
        content_length=len(sent.getvalue()),
        content_type="multipart/form-data; boundary=x",
    )

    assert refusal(answer) == (415, "type_refused")
    assert sent.read() == b""


def test_only_the_upload_takes_a_large_body(boss: Person) -> None:
    answer = boss.post("/branches/1/notices", texts={"fa": "x" * 1_100_000})

    assert refusal(answer) == (413, "too_large")


def test_a_form_with_too_much_beside_the_file_is_refused(boss: Person) -> None:
    answer = upload(boss, name="x" * 200_000)

    assert refusal(answer) == (413, "too_large")


def test_the_same_upload_sent_again_is_carried_out_once(site: Site, boss: Person) -> None:
    first = upload(boss, request_id="upload-once")
    again = upload(boss, request_id="upload-once")
    other = upload(boss, MP4, request_id="upload-once")

    assert first.get_json() == again.get_json() == playing(boss)[0]
    assert refusal(other) == (409, "request_id_reused")
    assert len(heard(site, "media_changed")) == 1


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 422),
        ({"request_id": "a-request"}, 422),
        ({"request_id": "a-request", "name": "Nothing"}, 422),
        ({"request_id": "a-request", "kind": "slide"}, 422),
        ({"request_id": "a-request", "kind": "image", "texts": "{}"}, 422),
        ({"request_id": "a-request", "kind": "slide", "texts": "{"}, 422),
        ({"request_id": "a-request", "kind": "slide", "texts": "[" * 50_000}, 422),
        ({"request_id": "a-request", "kind": "slide", "texts": "{}"}, 422),
        ({"request_id": "a-request", "kind": "slide", "texts": '{"fa": {"title": " "}}'}, 422),
        ({"request_id": "a-request", "kind": "slide", "texts": '{"xx": {"title": "a"}}'}, 422),
        ({"request_id": "a-request", "kind": "slide", "texts": '{"ar": {"title": "a"}}'}, 404),
        ({"request_id": "a-request", "kind": "slide", "texts": '{"fa": {"body": "\u200b"}}'}, 422),
        ({"request_id": "a-request", "surprise": "1"}, 422),
    ],
)
def test_a_form_that_is_neither_a_file_nor_a_slide_is_refused(boss, form, status) -> None:
    assert send_form(boss, form).status_code == status
    assert playing(boss) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{}", "application/json"),
        (b"no form", "multipart/form-data"),
        (b"no form", "multipart/form-data; boundary=x"),
        (b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n', "x"),
        (b"", "multipart/form-data; boundary=" + "x" * 300),
    ],
)
def test_what_is_no_form_is_refused(boss: Person, folder: Path, body: bytes, kind: str) -> None:
    kind = "multipart/form-data; boundary=x" if kind == "x" else kind
    answer = boss.client.post("/api/v1/branches/1/media", data=body, content_type=kind)

    assert refusal(answer) == (422, "invalid_request")
    assert list(folder.glob("*")) == []


def test_two_files_in_one_form_are_refused_and_leave_nothing(boss: Person, folder: Path) -> None:
    body = FORM_HEAD + PNG + b"\r\n" + FORM_HEAD + PNG + FORM_TAIL

    answer = boss.client.post(
        "/api/v1/branches/1/media", data=body, content_type="multipart/form-data; boundary=x"
    )

    assert refusal(answer) == (422, "invalid_request")
    assert list(folder.iterdir()) == []
