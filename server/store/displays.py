"""The displays of a hall: how they look, what they said of themselves, the hall's sound."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from server.domain.lobby import Layout, Look, Sound, VolumeHours, Wish
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

SELECT_DISPLAYS = Sql(
    "SELECT d.id, d.code, d.token_hash IS NOT NULL AS paired, s.seen_at, s.reported"
    " FROM device d LEFT JOIN display_status s ON s.device_id = d.id"
    " WHERE d.branch_id = :branch_id AND d.kind = 'display' AND d.active ORDER BY d.id"
)
SELECT_LOOKS = Sql(
    "SELECT device_id, layout, languages, inches, viewing_metres, service_ids, counter_id, zone,"
    " speaks FROM display_look WHERE branch_id = :branch_id"
)
PUT_LOOK = Sql(
    "INSERT INTO display_look (device_id, branch_id, layout, languages, inches, viewing_metres,"
    " service_ids, counter_id, zone, speaks) VALUES (:device_id, :branch_id, :layout, :languages,"
    " :inches, :viewing_metres, :service_ids, :counter_id, :zone, :speaks)"
    " ON CONFLICT (device_id) DO UPDATE SET layout = excluded.layout,"
    " languages = excluded.languages, inches = excluded.inches,"
    " viewing_metres = excluded.viewing_metres, service_ids = excluded.service_ids,"
    " counter_id = excluded.counter_id, zone = excluded.zone, speaks = excluded.speaks"
)
NO_DISPLAYS = "device_id IN (SELECT id FROM device WHERE NOT active OR kind <> 'display')"
FORGET_LOOKS = Sql(f"DELETE FROM display_look WHERE branch_id = :branch_id AND {NO_DISPLAYS}")
FORGET_STATUSES = Sql(f"DELETE FROM display_status WHERE {NO_DISPLAYS}")
FORGET_WISHES = Sql(f"DELETE FROM display_wish WHERE {NO_DISPLAYS}")
PUT_STATUS = Sql(
    "INSERT INTO display_status (device_id, seen_at, reported)"
    " VALUES (:device_id, :seen_at, :reported) ON CONFLICT (device_id)"
    " DO UPDATE SET seen_at = excluded.seen_at, reported = excluded.reported"
)
PUT_WISH = Sql(
    "INSERT INTO display_wish (device_id, wish, seq, asked_at)"
    " VALUES (:device_id, :wish, :seq, :asked_at) ON CONFLICT (device_id, wish)"
    " DO UPDATE SET seq = excluded.seq, asked_at = excluded.asked_at"
)
SELECT_WISHES = Sql(
    "SELECT wish, seq FROM display_wish WHERE device_id = :device_id AND asked_at >= :since"
)
SELECT_SOUND = Sql("SELECT sound FROM branch WHERE id = :branch_id")
PUT_SOUND = Sql("UPDATE branch SET sound = :sound WHERE id = :branch_id")


@dataclass(frozen=True)
class Display:
    """A display of the set-up; seen_at and reported are None when it never told of itself."""

    id: int
    code: str
    paired: bool
    seen_at: datetime | None
    reported: dict[str, Any] | None


class Displays:
    """The displays of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def of_branch(self, branch_id: int) -> Sequence[Display]:
        """Return a hall's displays, the oldest first."""
        rows = self._wire.execute(SELECT_DISPLAYS, {"branch_id": branch_id})
        return [_display(row) for row in rows]

    def looks(self, branch_id: int) -> dict[int, Look]:
        """Return the looks that were chosen, by display."""
        rows = self._wire.execute(SELECT_LOOKS, {"branch_id": branch_id})
        return {row.device_id: _look(row) for row in rows}

    def put_look(self, branch_id: int, display_id: int, look: Look) -> None:
        """Write a display's look."""
        values = {
            **vars(look),
            "device_id": display_id,
            "branch_id": branch_id,
            "layout": look.layout.value,
            "languages": json.dumps(look.languages),
            "service_ids": json.dumps(look.service_ids),
        }
        self._wire.execute(PUT_LOOK, values)

    def forget_retired(self, branch_id: int) -> None:
        """Forget what belongs to displays that are out of use."""
        self._wire.execute(FORGET_LOOKS, {"branch_id": branch_id})
        self._wire.execute(FORGET_STATUSES, {})
        self._wire.execute(FORGET_WISHES, {})

    def put_status(self, display_id: int, reported: dict[str, Any], seen_at: datetime) -> None:
        """Keep what a display says of itself."""
        values = {
            "device_id": display_id,
            "seen_at": to_micros(seen_at),
            "reported": json.dumps(reported),
        }
        self._wire.execute(PUT_STATUS, values)

    def put_wish(self, display_id: int, wish: Wish, seq: int, asked_at: datetime) -> None:
        """Keep what a display is asked for, and by which event."""
        values = {"device_id": display_id, "wish": wish.value, "seq": seq}
        self._wire.execute(PUT_WISH, values | {"asked_at": to_micros(asked_at)})

    def wishes(self, display_id: int, since: datetime) -> dict[Wish, int]:
        """Return the `seq` of what a display was asked for since a moment."""
        values = {"device_id": display_id, "since": to_micros(since)}
        rows = self._wire.execute(SELECT_WISHES, values)
        return {Wish(row.wish): row.seq for row in rows}

    def sound(self, branch_id: int) -> Sound | None:
        """Return the sound of a hall, None when it was never set."""
        kept = _read(self._wire.execute(SELECT_SOUND, {"branch_id": branch_id}).scalar())
        if not kept:
            return None
        hours = tuple(VolumeHours(**_known(VolumeHours, each)) for each in kept.get("hours", ()))
        known = _known(Sound, kept) | {"languages": tuple(kept["languages"]), "hours": hours}
        return Sound(**known)

    def put_sound(self, branch_id: int, sound: Sound) -> None:
        """Write the sound of a hall."""
        values = {"branch_id": branch_id, "sound": json.dumps(asdict(sound))}
        self._wire.execute(PUT_SOUND, values)


def _display(row: Any) -> Display:
    return Display(
        id=row.id,
        code=row.code,
        paired=bool(row.paired),
        seen_at=None if row.seen_at is None else from_micros(row.seen_at),
        reported=None if row.reported is None else json.loads(row.reported),
    )


def _look(row: Any) -> Look:
    return Look(
        layout=Layout(row.layout),
        languages=tuple(json.loads(row.languages)),
        inches=row.inches,
        viewing_metres=row.viewing_metres,
        service_ids=tuple(json.loads(row.service_ids)),
        counter_id=row.counter_id,
        zone=row.zone,
        speaks=bool(row.speaks),
    )


def _known(kind: type[Sound] | type[VolumeHours], stored: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that this version knows; another may have written more, or fewer."""
    return {field.name: stored[field.name] for field in fields(kind) if field.name in stored}


def _read(stored: Any) -> dict[str, Any]:
    """Return a JSON object, which SQLite gives as text and PostgreSQL ready made."""
    return dict(json.loads(stored) if isinstance(stored, str) else stored)
