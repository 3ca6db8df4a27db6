"""Joins everything: settings, database, doors, sockets."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask_openapi3 import Info, OpenAPI
from flask_socketio import SocketIO
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from server.api import (
    agent,
    clerk,
    counters,
    displays,
    entrance,
    errors,
    health,
    kiosk,
    media,
    notices,
    pages,
    phone,
    printers,
    raw_log,
    relay,
    reports,
    supervisor,
    templates,
    tickets,
    visits,
    voices,
)
from server.bus import Bus
from server.clock import Clock, utc_now
from server.config import Config
from server.printing.press import ChildPress
from server.realtime.pushes import Pushes
from server.realtime.sockets import install_sockets, make_socketio
from server.realtime.visits import VisitPushes, install_visits
from server.rounds import Rounds
from server.security.fences import install_fences
from server.security.identity import SESSION_COOKIE, install_sessions
from server.security.site import EXTENSION, Site
from server.security.tokens import secret_key
from server.speech import EspeakVoice
from server.store import media_files
from server.store.database import Database

ROOT = Path(__file__).parents[1]
VERSION = "0.1.0"
INFO = Info(title="Nobat", version=VERSION)


class Nobat(OpenAPI):
    """The web application, with the parts a server process needs to hold."""

    socketio: SocketIO
    pushes: Pushes
    rounds: Rounds
    site: Site
    bus: Bus


def create_app(config: Config, clock: Clock = utc_now) -> Nobat:
    """Return an application on a database that is already migrated."""
    app = Nobat(
        __name__,
        info=INFO,
        doc_prefix="/api/docs",
        validation_error_callback=errors.invalid_request,
        static_folder=None,
        template_folder=str(ROOT / "server" / "templates"),
    )
    app.bus = Bus()
    key = secret_key(config.secret_key, config.var)
    app.site = Site(
        config,
        Database(config.database_url, app.bus),
        clock,
        key,
        press=ChildPress(),
        voice=EspeakVoice(config.var / "speech"),
        assets=pages.VERSION,
    )
    app.extensions[EXTENSION] = app.site
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    _configure(app, config, key)
    errors.install_errors(app)
    install_fences(app)
    install_sessions(app)
    _add_doors(app)
    _add_sockets(app)
    app.rounds = Rounds(app.site.database, clock, config.var / media_files.FOLDER)
    if config.bench:
        _add_bench(app)
    return app


def _configure(app: Nobat, config: Config, key: str) -> None:
    app.config.update(
        SECRET_KEY=key,
        SESSION_COOKIE_NAME=SESSION_COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=config.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=config.session_hours),
        SESSION_REFRESH_EACH_REQUEST=False,
        REMEMBER_COOKIE_NAME="; no cookie is called this",  # Flask-Login would read one unasked
    )
    rooms = ("kiosk", "counter", "display", "server/admin")
    folders = [FileSystemLoader(ROOT / room / "templates") for room in rooms]
    app.jinja_loader = ChoiceLoader([app.jinja_loader, *folders])  # type: ignore[list-item]
    if config.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]


def _add_doors(app: Nobat) -> None:
    staff = (clerk, tickets, counters, supervisor, reports, raw_log, printers, templates)
    lobby = (displays, media, notices, voices)
    for door in (entrance, kiosk, agent, relay, visits, *staff, *lobby):
        app.register_api(door.bp)
    for plain in (pages, phone, health):
        app.register_blueprint(plain.bp)


def _add_sockets(app: Nobat) -> None:
    app.socketio = make_socketio()
    install_sockets(app.socketio)
    install_visits(app.socketio)
    app.socketio.init_app(app)
    app.pushes = Pushes(app.socketio, VisitPushes(app.socketio, app.site.database))
    app.bus.subscribe(app.pushes.put)
    app.bus.subscribe(health.count_events)


def _add_bench(app: Nobat) -> None:
    from server.api import bench
    from server.realtime.pushes import NAMESPACE

    def broadcast(message: Any) -> None:
        app.socketio.emit("bench", message, namespace=NAMESPACE)

    app.register_blueprint(bench.bench_doors(broadcast))
