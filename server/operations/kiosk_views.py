"""What kiosks and their agents read: the guide to the services, and the kit for a cut link."""

from collections.abc import Mapping

from server.domain.identity import IdentityKind
from server.domain.tickets import TicketState
from server.operations.views import HallView, Moment, View


class GuideBranchView(HallView):
    """The hall whose guide it is."""

    languages: tuple[str, ...]


class GroupView(View):
    """Services that a visitor finds together; parent: the code of the group it stands in."""

    code: str
    names: Mapping[str, str]
    icon: str | None
    parent: str | None


class GuideServiceView(View):
    """Everything a visitor should know of a service before taking a ticket."""

    id: int
    code: str
    letter: str
    names: Mapping[str, str]
    color: str
    icon: str | None
    group: str | None
    documents: tuple[Mapping[str, str], ...]
    steps: tuple[Mapping[str, str], ...]
    minutes: float
    fee: Mapping[str, str] | None
    place: Mapping[str, str] | None
    in_charge: Mapping[str, str] | None
    identity: IdentityKind
    per_person: int | None


class GuideClassView(View):
    """A priority class that a visitor may choose."""

    code: str
    names: Mapping[str, str]
    asks_proof: bool


class GuideRulesView(View):
    """What the hall has decided for its kiosks."""

    services_per_ticket: int
    undo_seconds: int
    idle_seconds: int


class GuideView(View):
    """A hall's guide."""

    seq: int
    branch: GuideBranchView
    groups: tuple[GroupView, ...]
    services: tuple[GuideServiceView, ...]
    priority_classes: tuple[GuideClassView, ...]
    rules: GuideRulesView


class KitKioskView(View):
    """A kiosk that may give tickets by itself; block: the letter of its own numbers."""

    code: str
    block: str | None
    printer: str


class KitServiceView(View):
    """A service as far as a kiosk may give its tickets by itself; open_spans: from, to."""

    id: int
    letter: str
    names: Mapping[str, str]
    offline: bool
    open_spans: tuple[tuple[Moment, Moment], ...]


class KitLanguageView(View):
    """The words of a ticket in one language."""

    direction: str
    digits: str
    title: str
    hall: str
    rule: str
    provisional: str
    qr_words: str
    ahead_unknown: str
    dates: Mapping[str, str]


class OfflineKitView(View):
    """All that an agent needs to give tickets while the server is away."""

    kiosks: tuple[KitKioskView, ...]
    time_zone: str
    services: tuple[KitServiceView, ...]
    languages: Mapping[str, KitLanguageView]
    phone_url_prefix: str | None
    offline_minutes: int


class TouchTicketView(View):
    """The ticket that was made for a touch, as it is now."""

    id: int
    number: str
    state: TicketState


class TouchWithdrawnView(View):
    """What became of a touch that nobody heard an answer to; ticket: None when it made none."""

    touch_id: str
    ticket: TouchTicketView | None
