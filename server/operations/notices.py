"""What supervisors tell the lobby: made, shown, said, taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from server.clock import iso
from server.domain.errors import NotFound, WrongState
from server.domain.events import NoticeEnded, NoticeMade
from server.domain.lobby import (
    Notice,
    NoVoice,
    Voice,
    check_languages,
    check_notices,
    notice_until,
)
from server.operations.acting import Asker, carry_out
from server.operations.lobby_views import NoticesView, NoticeView
from server.operations.once import Command
from server.store.database import Database, Reader, Transaction

NEW = 0  # the id of what is not written yet


@dataclass(frozen=True)
class Words:
    """What is to be told, and how."""

    texts: Mapping[str, str]
    spoken: bool
    shown: bool
    until: datetime | None


def hall_notices(db: Database, *, branch_id: int, now: datetime) -> NoticesView:
    """Return the notices that stand in a hall. Raises NotFound."""
    with db.reader() as reader:
        reader.log.get(branch_id)
        return NoticesView(notices=notice_views(reader, branch_id, now))


def make_notice(
    db: Database, *, asker: Asker, words: Words, command: Command, now: datetime
) -> NoticeView:
    """Tell the lobby something. Raises NotFound (a language), TimeOver, TooManyNotices."""

    def act(tx: Transaction) -> NoticeView:
        check_languages(tuple(words.texts), tx.branch_hall)
        check_notices(len(tx.notices.standing(tx.branch_id, tx.now)))
        until = notice_until(words.until, shown=words.shown, now=tx.asked_at)
        texts, spoken, shown = words.texts, words.spoken, words.shown
        new = Notice(NEW, tx.branch_id, tx.next_seq, texts, spoken, shown, tx.now, until)
        notice_id = tx.notices.add(new, asker.user_id)
        end = None if until is None else iso(until)
        tx.record(NoticeMade(notice_id, texts, spoken, shown, end))
        return _view(tx.notices.get(notice_id))

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=NoticeView, act=act
    )


def end_notice(
    db: Database, *, asker: Asker, notice_id: int, command: Command, now: datetime
) -> NoticeView:
    """Take a notice away. Raises NotFound, WrongState (over already)."""

    def act(tx: Transaction) -> NoticeView:
        notice = tx.notices.get(notice_id)
        if notice.branch_id != tx.branch_id:
            raise NotFound(what="notice", id=notice_id)
        if notice.ended_at is not None:
            raise WrongState(state="ended", action="end")
        tx.notices.end(notice_id, tx.now)
        tx.record(NoticeEnded(notice_id))
        return _view(tx.notices.get(notice_id))

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=NoticeView, act=act
    )


def find_notice(db: Database, *, notice_id: int) -> Notice:
    """Return a notice, whatever its hall. Raises NotFound."""
    with db.reader() as reader:
        return reader.notices.get(notice_id)


def notice_speech(voice: Voice, notice: Notice, language: str) -> bytes:
    """Return a notice said in a language, as WAV. Raises NoVoice, StorageFailed."""
    if language not in notice.texts or not notice.spoken:
        raise NoVoice(language=language)
    return voice.say(language, notice.texts[language])


def notice_views(reader: Reader, branch_id: int, now: datetime) -> tuple[NoticeView, ...]:
    """Return the notices that stand in a hall, the oldest first."""
    return tuple(_view(each) for each in reader.notices.standing(branch_id, now))


def _view(notice: Notice) -> NoticeView:
    return NoticeView(
        id=notice.id,
        seq=notice.seq,
        texts=notice.texts,
        spoken=notice.spoken,
        shown=notice.shown,
        made_at=notice.made_at,
        until=notice.until,
        ended_at=notice.ended_at,
    )
