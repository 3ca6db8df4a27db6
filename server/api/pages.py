"""The screens' pages and their files. The page carries its words, so a screen needs one load."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from flask import (
    Blueprint,
    Response,
    abort,
    redirect,
    render_template,
    request,
    send_from_directory,
)
from werkzeug.wrappers import Response as BaseResponse

from server.api.entrance import device_view
from server.clock import iso
from server.domain.hall import KIOSK_INCHES, DeviceKind
from server.languages import FIRST_LANGUAGE, LANGUAGES, whole_languages
from server.languages.words import say, words_for
from server.operations.desk import user_view
from server.security.fences import csp_nonce
from server.security.identity import identity
from server.security.site import now
from server.store.accounts import Device

ROOT = Path(__file__).parents[2]
ROOMS: Mapping[str, Path] = {
    "shared": ROOT / "server" / "static",
    "kiosk": ROOT / "kiosk" / "static",
    "counter": ROOT / "counter" / "static",
    "display": ROOT / "display" / "static",
    "admin": ROOT / "server" / "admin" / "static",
}
SCREEN_DEVICES = {"kiosk": DeviceKind.KIOSK, "display": DeviceKind.DISPLAY}
RELAY_HEADER = "X-Nobat-Relay"  # sent by the agent through which a kiosk comes
SCREENS_OF_PEOPLE = ("counter", "admin")
VERSION_LENGTH = 12
ONE_YEAR_SECONDS = 31_536_000

bp = Blueprint("pages", __name__)


def assets_version() -> str:
    """Return a mark of all the screens' files: another one whenever any of them changes."""
    digest = sha256()
    for name, folder in ROOMS.items():
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(f"{name}/{path.relative_to(folder)}".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:VERSION_LENGTH]


VERSION = assets_version()


@bp.get("/")
def home() -> BaseResponse:
    """Whoever comes without a place to go is most likely a clerk."""
    return redirect("/counter")


@bp.get("/kiosk")
def kiosk() -> str:
    """The touch screen."""
    return _screen("kiosk")


@bp.get("/counter")
def counter() -> str:
    """The clerk's screen."""
    return _screen("counter")


@bp.get("/display")
def display() -> str:
    """The lobby board."""
    return _screen("display")


@bp.get("/admin")
def admin() -> str:
    """The console of who oversees a hall."""
    return _screen("admin")


@bp.get("/assets/<version>/<room>/<path:path>")
def asset(version: str, room: str, path: str) -> Response:
    """A file of a screen; the version in the address lets browsers keep it for good."""
    if room not in ROOMS:
        abort(404)
    kept = ONE_YEAR_SECONDS if version == VERSION else 0
    response = send_from_directory(ROOMS[room], path, max_age=kept)
    if kept:
        response.cache_control.immutable = True
    return response


def _screen(screen: str) -> str:
    language = _language(screen)
    return render_template(
        f"{screen}/index.html",
        screen=screen,
        title=say(language, f"{screen}.title"),
        language=language,
        direction=LANGUAGES[language].direction,
        assets=f"/assets/{VERSION}",
        nonce=csp_nonce(),
        page=_page(screen, language),
    )


def _page(screen: str, language: str) -> dict[str, object]:
    asking = identity()
    kind = SCREEN_DEVICES.get(screen)
    device = asking.device(kind) if kind else None
    user = asking.user if screen in SCREENS_OF_PEOPLE else None
    more = _of_kiosk(device) if screen == "kiosk" else {}
    return more | {
        "screen": screen,
        "version": VERSION,
        "language": language,
        "languages": [vars(known) for known in LANGUAGES.values()],
        "words": {code: words_for(code, ("shared", "error", screen)) for code in _spoken(screen)},
        "now": iso(now()),
        "device": device_view(device).model_dump() if device else None,
        "user": user_view(user).model_dump() if user else None,
        "branch_id": device.branch_id if device else user and user.branch_id,
    }


def _of_kiosk(device: Device | None) -> dict[str, object]:
    """Return what only a kiosk has to know; relay: it polls, for no socket comes through."""
    return {
        "kiosk": device.code if device else None,
        "inches": device.inches if device else KIOSK_INCHES,
        "relay": RELAY_HEADER in request.headers,
    }


def _language(screen: str) -> str:
    asked = request.args.get("language")
    return asked if asked in _spoken(screen) else FIRST_LANGUAGE


def _spoken(screen: str) -> list[str]:
    """Return the languages of a screen: the staff's are those that are whole."""
    return whole_languages() if screen in SCREENS_OF_PEOPLE else list(LANGUAGES)
