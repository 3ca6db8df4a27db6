"""The notices of a hall: what supervisors tell the lobby."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from server.domain.errors import NotFound
from server.domain.lobby import Notice
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

COLUMNS = "id, branch_id, seq, texts, spoken, shown, made_at, until, ended_at"
ADD_NOTICE = Sql(
    "INSERT INTO notice (branch_id, seq, texts, spoken, shown, made_at, made_by_id, until)"
    " VALUES (:branch_id, :seq, :texts, :spoken, :shown, :now, :user_id, :until) RETURNING id"
)
SELECT_NOTICE = Sql(f"SELECT {COLUMNS} FROM notice WHERE id = :notice_id")
SELECT_STANDING = Sql(
    f"SELECT {COLUMNS} FROM notice WHERE branch_id = :branch_id AND ended_at IS NULL"
    " AND (until IS NULL OR until > :now) ORDER BY id"
)
END_NOTICE = Sql("UPDATE notice SET ended_at = :now WHERE id = :notice_id")


class Notices:
    """The notices of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def get(self, notice_id: int) -> Notice:
        """Return a notice, whatever its hall. Raises NotFound."""
        row = self._wire.execute(SELECT_NOTICE, {"notice_id": notice_id}).one_or_none()
        if row is None:
            raise NotFound(what="notice", id=notice_id)
        return _notice(row)

    def standing(self, branch_id: int, now: datetime) -> Sequence[Notice]:
        """Return the notices of a hall that stand now, the oldest first."""
        values = {"branch_id": branch_id, "now": to_micros(now)}
        return [_notice(row) for row in self._wire.execute(SELECT_STANDING, values)]

    def add(self, notice: Notice, user_id: int) -> int:
        """Write a new notice and return its id."""
        values = {
            "branch_id": notice.branch_id,
            "seq": notice.seq,
            "texts": json.dumps(notice.texts, ensure_ascii=False),
            "spoken": notice.spoken,
            "shown": notice.shown,
            "now": to_micros(notice.made_at),
            "user_id": user_id,
            "until": None if notice.until is None else to_micros(notice.until),
        }
        return int(self._wire.execute(ADD_NOTICE, values).scalar())

    def end(self, notice_id: int, now: datetime) -> None:
        """Take a notice away."""
        self._wire.execute(END_NOTICE, {"notice_id": notice_id, "now": to_micros(now)})


def _notice(row: Any) -> Notice:
    return Notice(
        id=row.id,
        branch_id=row.branch_id,
        seq=row.seq,
        texts=json.loads(row.texts),
        spoken=bool(row.spoken),
        shown=bool(row.shown),
        made_at=from_micros(row.made_at),
        until=None if row.until is None else from_micros(row.until),
        ended_at=None if row.ended_at is None else from_micros(row.ended_at),
    )
