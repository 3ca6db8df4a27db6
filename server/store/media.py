"""What plays on a hall's boards; the files themselves are kept by media_files.py."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from server.domain.errors import NotFound
from server.domain.lobby import MediaFile, Medium, MediumKind, Timing
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

TIMING = "seconds, first_day, last_day, weekdays, from_time, until_time, place, sound"
COLUMNS = f"id, branch_id, kind, name, texts, mime, bytes, sha256, {TIMING}, ended_at"
ADD_MEDIUM = Sql(
    f"INSERT INTO medium (branch_id, kind, name, texts, mime, bytes, sha256, {TIMING}, made_at,"
    " made_by_id) VALUES (:branch_id, :kind, :name, :texts, :mime, :bytes, :sha256, :seconds,"
    " :first_day, :last_day, :weekdays, :from_time, :until_time, :place, :sound, :now, :user_id)"
    " RETURNING id"
)
CHANGE_MEDIUM = Sql(
    "UPDATE medium SET name = :name, texts = :texts, seconds = :seconds, first_day = :first_day,"
    " last_day = :last_day, weekdays = :weekdays, from_time = :from_time, until_time = :until_time,"
    " place = :place, sound = :sound WHERE id = :id"
)
END_MEDIUM = Sql("UPDATE medium SET ended_at = :now WHERE id = :medium_id")
SELECT_MEDIUM = Sql(f"SELECT {COLUMNS} FROM medium WHERE id = :medium_id")
SELECT_STANDING = Sql(
    f"SELECT {COLUMNS} FROM medium WHERE branch_id = :branch_id AND ended_at IS NULL"
    " ORDER BY place, id"
)
SELECT_FILES = Sql(
    "SELECT DISTINCT sha256 FROM medium WHERE ended_at IS NULL AND sha256 IS NOT NULL"
)


class Media:
    """The media of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def get(self, medium_id: int) -> Medium:
        """Return a medium, whatever its hall. Raises NotFound."""
        row = self._wire.execute(SELECT_MEDIUM, {"medium_id": medium_id}).one_or_none()
        if row is None:
            raise NotFound(what="medium", id=medium_id)
        return _medium(row)

    def standing(self, branch_id: int) -> Sequence[Medium]:
        """Return the media of a hall that were not taken away, in their turn."""
        rows = self._wire.execute(SELECT_STANDING, {"branch_id": branch_id})
        return [_medium(row) for row in rows]

    def files(self) -> set[str]:
        """Return the SHA-256 of every file that a medium of any hall still plays."""
        return set(self._wire.execute(SELECT_FILES, {}).scalars())

    def add(self, medium: Medium, user_id: int, now: datetime) -> int:
        """Write a new medium and return its id."""
        file = medium.file
        values = _changeable(medium) | {
            "branch_id": medium.branch_id,
            "kind": medium.kind.value,
            "mime": file and file.mime,
            "bytes": file and file.bytes,
            "sha256": file and file.sha256,
            "now": to_micros(now),
            "user_id": user_id,
        }
        return int(self._wire.execute(ADD_MEDIUM, values).scalar())

    def change(self, medium: Medium) -> None:
        """Write name, texts and timing of a medium."""
        self._wire.execute(CHANGE_MEDIUM, _changeable(medium) | {"id": medium.id})

    def end(self, medium_id: int, now: datetime) -> None:
        """Take a medium away."""
        self._wire.execute(END_MEDIUM, {"medium_id": medium_id, "now": to_micros(now)})


def _changeable(medium: Medium) -> dict[str, object]:
    return {
        **vars(medium.timing),
        "name": medium.name,
        "texts": json.dumps(medium.texts, ensure_ascii=False),
        "weekdays": json.dumps(medium.timing.weekdays),
    }


def _medium(row: Any) -> Medium:
    return Medium(
        id=row.id,
        branch_id=row.branch_id,
        kind=MediumKind(row.kind),
        name=row.name,
        texts=json.loads(row.texts),
        file=_file(row),
        timing=_timing(row),
        ended_at=None if row.ended_at is None else from_micros(row.ended_at),
    )


def _file(row: Any) -> MediaFile | None:
    if row.sha256 is None:
        return None
    return MediaFile(MediumKind(row.kind), row.mime, row.bytes, row.sha256)


def _timing(row: Any) -> Timing:
    return Timing(
        seconds=row.seconds,
        first_day=row.first_day,
        last_day=row.last_day,
        weekdays=tuple(json.loads(row.weekdays)),
        from_time=row.from_time,
        until_time=row.until_time,
        place=row.place,
        sound=bool(row.sound),
    )
