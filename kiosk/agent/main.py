"""Starts and stops the agent."""

import logging
import signal
import sqlite3
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kiosk.agent.bell import Bell
from kiosk.agent.crew import Crew
from kiosk.agent.drawing import Drawing
from kiosk.agent.front.door import Listen, ListenWrong, parse_listen
from kiosk.agent.front.station import Station
from kiosk.agent.job import Printer
from kiosk.agent.journal import Journal, JournalBroken
from kiosk.agent.link import Link
from kiosk.agent.own_press import OwnPress
from kiosk.agent.paper import Press
from kiosk.agent.printers import PrinterSpecWrong, parse_printers
from kiosk.agent.states import PrinterStates
from kiosk.agent.token import CannotPair, pair_first, token_if_any, token_in
from kiosk.agent.worker import Workshop

log = logging.getLogger("nobat.agent")
ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "printer_templates"
FONTS = ROOT / "server" / "static" / "fonts" / "ttf"
STOPPED, WRONG_SETTINGS, TOKEN_REFUSED = 0, 2, 3
CANNOT_START = (
    OSError,
    PrinterSpecWrong,
    JournalBroken,
    ListenWrong,
    CannotPair,
    sqlite3.Error,
)


@dataclass(frozen=True)
class AgentSettings:
    """Where the server is, who this agent is, how it prints, and where its kiosk finds it.

    code: one to pair with first.
    """

    server: str
    token_file: Path
    printers: tuple[str, ...]
    journal: Path
    listen: str | None = None
    templates: Path = TEMPLATES
    fonts: Path = FONTS
    poll_seconds: float = 5.0
    code: str | None = None

    @property
    def relay_folder(self) -> Path:
        """Where the relay keeps what it must not forget: beside the journal."""
        return self.journal.with_name("relay")


def run(settings: AgentSettings, bell: Bell | None = None) -> int:
    """Work until SIGTERM, SIGINT or `bell.stop()`; return the exit code.

    0: stopped as asked. 2: the settings or the code cannot be used. 3: the server refuses the
    token; an agent with a page of its own waits there for another one instead.
    """
    bell = bell or Bell()
    with ExitStack() as open_files:
        try:
            agent = _ready(settings, bell, open_files)
        except CANNOT_START as error:
            log.error("the print agent cannot start: %s", error)
            return WRONG_SETTINGS
        _stop_on_signals(bell)
        return agent.work()


@dataclass(frozen=True)
class Agent:
    """One agent, made ready."""

    settings: AgentSettings
    printers: dict[str, Printer]
    shop: Workshop
    bell: Bell
    station: Station | None

    def work(self) -> int:
        """Print while there is a token that the server knows; return the exit code."""
        if self.station is None:
            return self._print(token_in(self.settings.token_file))
        refused = None
        while not self.bell.stopping:
            token = token_if_any(self.settings.token_file)
            if token is None or token == refused:
                self.bell.rest(self.settings.poll_seconds)
            else:
                self.station.go_with(token)
                refused = token if self._print(token) == TOKEN_REFUSED else None
        return STOPPED

    def _print(self, token: str) -> int:
        crew = Crew(self.printers, lambda: self._link(token), self.shop, self.bell)
        if self.station is not None:
            self.station.ring_for_papers(crew.ringers())
        crew.work(self.settings.poll_seconds)
        if crew.refused is None:
            return STOPPED
        log.error("the server refuses this agent's token; pair it anew: %s", crew.refused)
        return TOKEN_REFUSED

    def _link(self, token: str) -> Link:
        if self.station is None:
            return Link(self.settings.server, token)
        return self.station.link(token)


def _ready(settings: AgentSettings, bell: Bell, open_files: ExitStack) -> Agent:
    """Return the agent, on what an earlier run left. Raises whatever makes the settings useless."""
    listen = parse_listen(settings.listen) if settings.listen else None
    if listen is None and settings.code is None:
        token_in(settings.token_file)
    printers = parse_printers(settings.printers)
    states = PrinterStates(printers)
    drawings = {code: _drawing(settings, open_files) for code in printers}
    journal = Journal(settings.journal)
    open_files.callback(journal.close)
    journal.settle()
    if settings.code is not None:  # only now: whoever holds the journal keeps its token
        pair_first(settings.server, settings.code, settings.token_file)
    station = None
    shop = Workshop(journal, drawings, states)
    if listen is not None:
        station = _station(settings, listen, states, bell)
        open_files.callback(station.close)
        station.open()
        shop = Workshop(journal, drawings, states, station.papers, station.is_away, station.note)
    return Agent(settings, printers, shop, bell, station)


def _drawing(settings: AgentSettings, open_files: ExitStack) -> Drawing:
    own = OwnPress(settings.templates, settings.fonts)
    open_files.callback(own.close)
    return Drawing(Press(settings.templates, settings.fonts), own)


def _station(settings: AgentSettings, listen: Listen, states: PrinterStates, bell: Bell) -> Station:
    return Station(
        settings.server, settings.token_file, settings.relay_folder, listen, states, bell.ring
    )


def _stop_on_signals(bell: Bell) -> None:
    """A job in hand is finished first. Only a main thread may catch signals."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: bell.stop())
