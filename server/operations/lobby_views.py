"""What displays and their console read: looks, sound, media, notices (docs/display.md)."""

from collections.abc import Mapping

from pydantic import ConfigDict, Field

from server.domain.lobby import Layout, MediumKind
from server.operations.views import (
    BranchView,
    CounterView,
    DeskServiceView,
    Moment,
    RecentCallView,
    ServiceLineView,
    View,
)


class WithHours(View):
    """Something from one local time until another; `from` is a word of Python's own."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)


class LookView(View):
    """How a display looks, and whether it speaks."""

    layout: Layout
    languages: tuple[str, ...]
    inches: float
    viewing_metres: float
    service_ids: tuple[int, ...]
    counter_id: int | None
    zone: str
    speaks: bool


class VolumeHoursView(WithHours):
    """A volume by the hall's clock."""

    since: str = Field(alias="from")
    until: str
    volume: int


class SoundView(View):
    """How a hall's calls are said."""

    languages: tuple[str, ...]
    times: int
    chime: bool
    volume: int
    hours: tuple[VolumeHoursView, ...]


class MediumView(WithHours):
    """What plays beside the calls; seconds: None for a video that plays to its end."""

    id: int
    kind: MediumKind
    name: str
    texts: Mapping[str, Mapping[str, str]]
    mime: str | None
    bytes: int | None
    seconds: int | None
    first_day: str | None
    last_day: str | None
    weekdays: tuple[int, ...]
    from_time: str | None = Field(alias="from")
    until_time: str | None = Field(alias="until")
    place: int
    sound: bool
    url: str | None


class MediaView(View):
    """What plays in a hall, in its turn."""

    media: tuple[MediumView, ...]


class NoticeView(View):
    """A supervisor's words to the lobby."""

    id: int
    seq: int
    texts: Mapping[str, str]
    spoken: bool
    shown: bool
    made_at: Moment
    until: Moment | None
    ended_at: Moment | None


class NoticesView(View):
    """The notices that stand."""

    notices: tuple[NoticeView, ...]


class MissedCallView(View):
    """A visitor who did not come and may still come back."""

    ticket_id: int
    number: str
    service_id: int
    counter_number: int | None
    missed_at: Moment


class SnapshotView(View):
    """The whole public picture of a branch after event `seq`; plan_seq: see PlanView."""

    seq: int
    plan_seq: int
    branch: BranchView
    services: tuple[ServiceLineView, ...]
    counters: tuple[CounterView, ...]
    calls: tuple[RecentCallView, ...]
    ticker: Mapping[str, str]
    missed: tuple[MissedCallView, ...]
    notices: tuple[NoticeView, ...]


class StatusView(View):
    """What a display said of itself last; pushless: nothing comes by its socket."""

    version: str
    uptime_seconds: int
    lag_seconds: float | None
    audio: str
    width: int
    height: int
    seq: int | None
    legible: bool
    pushless: bool = False
    seen_at: Moment


class DisplayView(View):
    """A display as the console sees it."""

    id: int
    code: str
    paired: bool
    look: LookView
    status: StatusView | None


class SignCounterView(View):
    """A counter that a sign can stand over."""

    id: int
    number: int


class DisplaysView(View):
    """The displays of a hall, and what a look or the sound can name.

    notice_voices: for each language whether this server can say a notice in it.
    """

    displays: tuple[DisplayView, ...]
    sound: SoundView
    languages: tuple[str, ...]
    services: tuple[DeskServiceView, ...]
    counters: tuple[SignCounterView, ...]
    notice_voices: Mapping[str, bool]


class PlanDeviceView(View):
    """The display that asks."""

    id: int
    code: str


class PlanView(View):
    """All that a display needs to know beside the picture; counter_number: of a sign.

    plan_seq: the event that changed plans last; reload_seq, identify_seq: the newest wish, or 0.
    """

    plan_seq: int
    device: PlanDeviceView
    look: LookView
    sound: SoundView
    media: tuple[MediumView, ...]
    counter_number: int | None
    reload_seq: int
    identify_seq: int


class ClipView(View):
    """A clip; fallback_url: the built-in one, where the hall's own stands over it."""

    url: str
    fallback_url: str | None
    text: str


class VoiceView(View):
    """The clips that say a language; provisional: some await a human voice."""

    language: str
    provisional: bool
    clips: Mapping[str, ClipView]
