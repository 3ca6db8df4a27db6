"""Starts and stops the agent."""

import logging
import signal
import threading
from dataclasses import dataclass
from pathlib import Path

from kiosk.agent.bell import Bell
from kiosk.agent.hint import Hint
from kiosk.agent.journal import Journal, JournalBroken
from kiosk.agent.link import Link, Refused, ServerAway, pair
from kiosk.agent.paper import Press
from kiosk.agent.printers import PrinterSpecWrong, parse_printer
from kiosk.agent.worker import Worker

__all__ = ["AgentSettings", "Refused", "ServerAway", "pair", "run"]

log = logging.getLogger("nobat.agent")
ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "printer_templates"
FONTS = ROOT / "server" / "static" / "fonts" / "ttf"
STOPPED, WRONG_SETTINGS, TOKEN_REFUSED = 0, 2, 3


@dataclass(frozen=True)
class AgentSettings:
    """Where the server is, who this agent is, and how it prints."""

    server: str
    token_file: Path
    printer: str
    journal: Path
    templates: Path = TEMPLATES
    fonts: Path = FONTS
    poll_seconds: float = 5.0


def run(settings: AgentSettings, bell: Bell | None = None) -> int:
    """Print until SIGTERM, SIGINT or `bell.stop()`; return the exit code.

    0: stopped as asked. 2: the settings cannot be used. 3: the server refuses the token.
    """
    try:
        link = Link(settings.server, _token(settings.token_file))
        printer = parse_printer(settings.printer)
        press = Press(settings.templates, settings.fonts)
        journal = Journal(settings.journal)
        journal.settle()
    except (OSError, PrinterSpecWrong, JournalBroken) as error:
        log.error("the print agent cannot start: %s", error)
        return WRONG_SETTINGS
    try:
        worker = Worker(link, journal, press, printer)
        return _work(link, worker, bell or Bell(), settings.poll_seconds)
    finally:
        journal.close()


def _work(link: Link, worker: Worker, bell: Bell, poll_seconds: float) -> int:
    _stop_on_signals(bell)
    hint = Hint(link, bell)
    hint.start()
    try:
        worker.work(bell, poll_seconds)
    except Refused as refused:
        log.error("the server refuses this agent's token; pair it anew: %s", refused)
        return TOKEN_REFUSED
    finally:
        hint.stop()
    return STOPPED


def _token(file: Path) -> str:
    """Return the agent's token. Raises FileNotFoundError with what to do."""
    try:
        token = file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise FileNotFoundError(f"no token in {file}: pair this agent first") from None
    if not token.isascii() or not token.isprintable() or not token:
        raise OSError(f"{file} does not hold a token")
    return token


def _stop_on_signals(bell: Bell) -> None:
    """A job in hand is finished first. Only a main thread may catch signals."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: bell.stop())
