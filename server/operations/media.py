"""What plays on a hall's boards beside the calls: added, timed, taken away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from server.domain.errors import NotFound
from server.domain.events import MediaChanged
from server.domain.lobby import (
    MediaFile,
    MediaFull,
    Medium,
    MediumKind,
    OnlySlidesHaveTexts,
    Timing,
    check_languages,
)
from server.operations.acting import Asker, carry_out
from server.operations.lobby_views import MediaView, MediumView
from server.operations.once import Command
from server.store.database import Database, Reader, Transaction
from server.store.media_files import sweep

STANDS_SECONDS = 10
NEW = 0  # the id of what is not written yet
Slides = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Content:
    """What is added: a file, or the texts of a slide."""

    name: str
    file: MediaFile | None = None
    texts: Slides | None = None

    @property
    def kind(self) -> MediumKind:
        """What it is."""
        return self.file.kind if self.file else MediumKind.SLIDE


def hall_media(db: Database, *, branch_id: int) -> MediaView:
    """Return what plays in a hall. Raises NotFound."""
    with db.reader() as reader:
        reader.log.get(branch_id)
        return MediaView(media=media_views(reader, branch_id))


def add_medium(
    db: Database,
    *,
    asker: Asker,
    content: Content,
    keep: Callable[[], None],
    most_bytes: int,
    command: Command,
    now: datetime,
) -> MediumView:
    """Let something play, at all times until its timing says otherwise.

    keep: puts its file in its place, once nothing refuses it any more: what is refused leaves
    nothing behind. most_bytes: of all files of the hall. Raises NotFound, MediaFull.
    """

    def act(tx: Transaction) -> MediumView:
        check_languages(tuple(content.texts or ()), tx.branch_hall)
        before = tx.media.standing(tx.branch_id)
        _check_room(before, content, most_bytes)
        new = Medium(
            id=NEW,
            branch_id=tx.branch_id,
            kind=content.kind,
            name=content.name,
            texts=content.texts or {},
            file=content.file,
            timing=Timing(
                seconds=_seconds(content),
                place=before[-1].timing.place + 1 if before else 0,
            ),
        )
        medium_id = tx.media.add(new, asker.user_id, tx.now)
        shown = _told(tx, replace(new, id=medium_id), "added")
        keep()
        return shown

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=MediumView, act=act
    )


def change_medium(
    db: Database,
    *,
    asker: Asker,
    medium_id: int,
    name: str,
    texts: Slides,
    timing: Timing,
    command: Command,
    now: datetime,
) -> MediumView:
    """Name a medium anew, and say when it plays; without texts those it has stand.

    Raises NotFound, OnlySlidesHaveTexts.
    """

    def act(tx: Transaction) -> MediumView:
        check_languages(tuple(texts), tx.branch_hall)
        medium = standing_medium(tx, tx.branch_id, medium_id)
        if texts and medium.kind is not MediumKind.SLIDE:
            raise OnlySlidesHaveTexts
        stands = None if medium.kind is MediumKind.VIDEO else STANDS_SECONDS
        timed = replace(timing, seconds=timing.seconds or stands)
        after = replace(medium, name=name, texts=texts or medium.texts, timing=timed)
        tx.media.change(after)
        return _told(tx, after, "changed")

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=MediumView, act=act
    )


def end_medium(
    db: Database, *, asker: Asker, medium_id: int, command: Command, now: datetime
) -> MediumView:
    """Take a medium away. Raises NotFound, also when it was taken away before."""

    def act(tx: Transaction) -> MediumView:
        medium = standing_medium(tx, tx.branch_id, medium_id)
        tx.media.end(medium_id, tx.now)
        return _told(tx, medium, "taken_away")

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=MediumView, act=act
    )


def playing_medium(db: Database, *, medium_id: int) -> Medium:
    """Return a medium that was not taken away, whatever its hall. Raises NotFound."""
    with db.reader() as reader:
        medium = reader.media.get(medium_id)
    return standing(medium, medium.branch_id)


def sweep_media(db: Database, folder: Path) -> None:
    """Remove the files that no medium of any hall plays any more."""
    with db.reader() as reader:
        played = reader.media.files()
    sweep(folder, played)


def media_views(reader: Reader, branch_id: int) -> tuple[MediumView, ...]:
    """Return what plays in a hall, in its turn."""
    return tuple(_view(each) for each in reader.media.standing(branch_id))


def standing_medium(reader: Reader, branch_id: int, medium_id: int) -> Medium:
    """Return a medium of a hall that was not taken away. Raises NotFound."""
    return standing(reader.media.get(medium_id), branch_id)


def standing(medium: Medium, branch_id: int) -> Medium:
    """Return the medium itself. Raises NotFound when it is another hall's, or taken away."""
    if medium.branch_id != branch_id or medium.ended_at is not None:
        raise NotFound(what="medium", id=medium.id)
    return medium


def _check_room(before: Sequence[Medium], content: Content, most_bytes: int) -> None:
    used = sum(each.file.bytes for each in before if each.file)
    if content.file is not None and used + content.file.bytes > most_bytes:
        raise MediaFull(used_bytes=used, most_bytes=most_bytes)


def _seconds(content: Content) -> int | None:
    if content.file is not None and content.kind is MediumKind.VIDEO:
        return content.file.seconds
    return STANDS_SECONDS


def _told(tx: Transaction, medium: Medium, deed: str) -> MediumView:
    sha256 = medium.file.sha256 if medium.file else None
    tx.record(MediaChanged(medium.id, deed, medium.name, sha256))
    return _view(medium)


def _view(medium: Medium) -> MediumView:
    return MediumView(
        id=medium.id,
        kind=medium.kind,
        name=medium.name,
        texts=medium.texts,
        mime=medium.file and medium.file.mime,
        bytes=medium.file and medium.file.bytes,
        url=_url(medium.id, medium.file) if medium.file else None,
        **vars(medium.timing),
    )


def _url(medium_id: int, file: MediaFile) -> str:
    """Return an address that names the bytes: after a restored backup an id may come again."""
    return f"/api/v1/media/{medium_id}/file?v={file.version}"
