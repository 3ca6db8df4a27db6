"""The displays of a hall: their looks, what they say of themselves, what they are asked to do."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from server.domain.errors import NotFound
from server.domain.events import (
    DisplayEvent,
    DisplayIdentifyAsked,
    DisplayReloadAsked,
    LookChanged,
    SoundChanged,
)
from server.domain.hall import Hall
from server.domain.lobby import (
    OBEYED_WITHIN,
    Layout,
    Look,
    Sound,
    Voice,
    Wish,
    check_languages,
    check_look,
    check_zone,
    fitted_sound,
    looks_of,
)
from server.operations.acting import Asker, carry_out
from server.operations.lists import service_views
from server.operations.lobby_views import (
    DisplaysView,
    DisplayView,
    LookView,
    PlanDeviceView,
    PlanView,
    SignCounterView,
    SoundView,
    StatusView,
    VolumeHoursView,
)
from server.operations.media import media_views
from server.operations.once import Command
from server.operations.statuses import Statuses
from server.store.accounts import Device
from server.store.database import Database, Reader, Transaction
from server.store.displays import Display

EVENT_OF_WISH: Mapping[Wish, type[DisplayEvent]] = {
    Wish.RELOAD: DisplayReloadAsked,
    Wish.IDENTIFY: DisplayIdentifyAsked,
}


def display_plan(db: Database, *, device: Device, now: datetime) -> PlanView:
    """Return what a display needs to know beside the picture."""
    with db.reader() as reader:
        head = reader.log.get(device.branch_id)
        wishes = reader.displays.wishes(device.id, max(now, head.at) - OBEYED_WITHIN)
        hall = reader.hall(device.branch_id)
        look = hall_looks(reader, hall)[device.id]
        sign = hall.counters.get(look.counter_id or 0) if look.layout is Layout.COUNTER else None
        return PlanView(
            plan_seq=head.plan_seq,
            device=PlanDeviceView(id=device.id, code=device.code),
            look=_look_view(look),
            sound=_sound_view(hall_sound(reader, hall)),
            media=media_views(reader, hall.branch.id),
            counter_number=sign and sign.number,
            reload_seq=wishes.get(Wish.RELOAD, 0),
            identify_seq=wishes.get(Wish.IDENTIFY, 0),
        )


def hall_displays(
    db: Database, *, branch_id: int, statuses: Statuses, voice: Voice, now: datetime
) -> DisplaysView:
    """Return a hall's displays, and what a look or the sound can name. Raises NotFound."""
    with db.reader() as reader:
        hall = reader.hall(branch_id)
        looks = hall_looks(reader, hall)
        return DisplaysView(
            displays=tuple(
                _display_view(each, looks[each.id], statuses.of(each, now))
                for each in reader.displays.of_branch(branch_id)
            ),
            sound=_sound_view(hall_sound(reader, hall)),
            languages=hall.branch.languages,
            services=service_views(hall.services.values()),
            counters=tuple(
                SignCounterView(id=each.id, number=each.number) for each in hall.counters.values()
            ),
            notice_voices={code: voice.says(code) for code in hall.branch.languages},
        )


def choose_look(
    db: Database,
    *,
    asker: Asker,
    display_id: int,
    look: Look,
    statuses: Statuses,
    command: Command,
    now: datetime,
) -> DisplayView:
    """Let a display look so. Raises NotFound, ZoneSpeaksAlready."""

    def act(tx: Transaction) -> None:
        put_look(tx, display_id, look)

    return _on_display(db, asker, display_id, statuses, command, now, act)


def ask_display(
    db: Database,
    *,
    asker: Asker,
    display_id: int,
    wish: Wish,
    statuses: Statuses,
    command: Command,
    now: datetime,
) -> DisplayView:
    """Ask a display for something: by an event, and for a while in its plan. Raises NotFound."""

    def act(tx: Transaction) -> None:
        tx.displays.put_wish(display_id, wish, tx.next_seq, tx.now)
        tx.record(EVENT_OF_WISH[wish](display_id))

    return _on_display(db, asker, display_id, statuses, command, now, act)


def choose_sound(
    db: Database, *, asker: Asker, sound: Sound, command: Command, now: datetime
) -> SoundView:
    """Let a hall sound so. Raises NotFound."""

    def act(tx: Transaction) -> SoundView:
        put_sound(tx, sound)
        return _sound_view(sound)

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=SoundView, act=act
    )


def put_look(tx: Transaction, display_id: int, look: Look) -> None:
    """Write a look; every display whose look is another now hears of it.

    Raises NotFound, ZoneSpeaksAlready.
    """
    hall = tx.branch_hall
    before = hall_looks(tx, hall)
    check_look(look, hall)
    check_zone(display_id, look, before)
    tx.displays.put_look(tx.branch_id, display_id, look)
    for each, after in hall_looks(tx, hall).items():
        if after != before[each]:
            tx.record(LookChanged(each, after))


def put_sound(tx: Transaction, sound: Sound) -> None:
    """Write the sound of a hall, when it is another. Raises NotFound."""
    check_languages(sound.languages, tx.branch_hall)
    if tx.displays.sound(tx.branch_id) != sound:
        tx.displays.put_sound(tx.branch_id, sound)
        tx.record(SoundChanged(sound))


def hall_looks(reader: Reader, hall: Hall) -> dict[int, Look]:
    """Return the look of each of a hall's displays."""
    displays = [each.id for each in reader.displays.of_branch(hall.branch.id)]
    return looks_of(hall, displays, reader.displays.looks(hall.branch.id))


def hall_sound(reader: Reader, hall: Hall) -> Sound:
    """Return how a hall sounds; where nothing was chosen: in its first language."""
    kept = reader.displays.sound(hall.branch.id)
    return fitted_sound(kept or Sound(hall.branch.languages[:1]), hall)


def _on_display(
    db: Database,
    asker: Asker,
    display_id: int,
    statuses: Statuses,
    command: Command,
    now: datetime,
    act: Callable[[Transaction], None],
) -> DisplayView:
    def found(tx: Transaction) -> DisplayView:
        display = _display(tx, display_id)
        act(tx)
        look = hall_looks(tx, tx.branch_hall)[display_id]
        return _display_view(display, look, statuses.of(display, now))

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=DisplayView, act=found
    )


def _display(reader: Transaction, display_id: int) -> Display:
    for each in reader.displays.of_branch(reader.branch_id):
        if each.id == display_id:
            return each
    raise NotFound(what="display", id=display_id)


def _display_view(display: Display, look: Look, status: StatusView | None) -> DisplayView:
    return DisplayView(
        id=display.id,
        code=display.code,
        paired=display.paired,
        look=_look_view(look),
        status=status,
    )


def _look_view(look: Look) -> LookView:
    return LookView(**vars(look))


def _sound_view(sound: Sound) -> SoundView:
    hours = tuple(VolumeHoursView(**asdict(each)) for each in sound.hours)
    return SoundView(**{**vars(sound), "hours": hours})
