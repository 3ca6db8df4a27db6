"""What the tests of the lobby do and look at."""

import io
import json
import struct
from itertools import count
from typing import Any

from tests.api.papers import put
from tests.api.supervising import overseen
from tests.harness.site import Person, Site

LOOK = {
    "layout": "lines",
    "languages": ["fa"],
    "inches": 43.0,
    "viewing_metres": 8.0,
    "service_ids": [],
    "counter_id": None,
    "zone": "hall",
    "speaks": True,
}
SOUND = {"languages": ["fa"], "times": 2, "chime": True, "volume": 80, "hours": []}
STATUS = {
    "version": "abc",
    "uptime_seconds": 61,
    "lag_seconds": 0.5,
    "audio": "running",
    "width": 1920,
    "height": 1080,
    "seq": 4,
    "legible": True,
}
PNG_HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
PNG = PNG_HEAD + struct.pack(">II", 1920, 1080) + bytes(100)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc2\x00\x11\x08" + struct.pack(">HH", 1080, 1920)
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\x80\x07\x38\x04"
MP4 = b"\x00\x00\x00\x20ftypisom" + bytes(100)
_request_ids = count(1)


def display_id(site: Site, code: str = "lobby-1", branch_id: int = 1) -> int:
    query = f"SELECT id FROM device WHERE branch_id = {branch_id} AND code = '{code}'"
    ((found,),) = site.rows(query)
    return int(found)


def put_look(who: Person, display: int, request_id: str = "", **change: Any) -> Any:
    body = {"request_id": request_id or f"look-{next(_request_ids):06}", **LOOK, **change}
    return put(who, f"/displays/{display}/look", **body)


def put_sound(who: Person, branch_id: int = 1, **change: Any) -> Any:
    body = {"request_id": f"sound-{next(_request_ids):06}", **SOUND, **change}
    return put(who, f"/branches/{branch_id}/sound", **body)


def upload(
    who: Person, data: bytes = PNG, branch_id: int = 1, file_name: str = "a.png", **fields: Any
) -> Any:
    """Send a file, as a browser's form does."""
    fields.setdefault("request_id", f"upload-{next(_request_ids):06}")
    form = {"name": "Poster", **fields, "file": (io.BytesIO(data), file_name)}
    return send_form(who, form, branch_id)


def slide(who: Person, branch_id: int = 1, **fields: Any) -> Any:
    fields.setdefault("request_id", f"upload-{next(_request_ids):06}")
    texts = fields.pop("texts", {"fa": {"title": "تعطیلی", "body": "شنبه بسته است"}})
    return send_form(who, {"kind": "slide", "texts": json.dumps(texts), **fields}, branch_id)


def send_form(who: Person, form: dict[str, Any], branch_id: int = 1) -> Any:
    return who.client.post(
        f"/api/v1/branches/{branch_id}/media",
        data=form,
        content_type="multipart/form-data",
        headers=who.headers,
    )


def heard(site: Site, *kinds: str) -> list[dict[str, Any]]:
    """Return what the screens heard of some kinds, without what every event has."""
    common = {"seq", "branch_id"}
    return [
        {key: value for key, value in recorded.public().items() if key not in common}
        for recorded in site.heard
        if recorded.event.kind in kinds
    ]


def with_boards(*codes: str) -> dict[str, Any]:
    """Return the hall's set-up with more boards, without its admin, who is the city's."""
    setup = overseen()
    setup["users"].pop()
    setup["devices"] += [{"code": code, "kind": "display"} for code in codes]
    return setup


def looks(boss: Person) -> dict[str, Any]:
    shown = boss.get("/branches/1/displays").get_json()["displays"]
    return {each["code"]: each["look"] for each in shown}
