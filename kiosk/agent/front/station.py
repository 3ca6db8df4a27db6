"""The kiosk's side of an agent: the relay, the agent's own page, and what looks after the link."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.agent.front.app import make_app
from kiosk.agent.front.desk import Desk, Whereabouts
from kiosk.agent.front.door import Door, Listen
from kiosk.agent.job import Job, Outcome
from kiosk.agent.link import Link, Patience
from kiosk.agent.relay.papers import OwnPapers
from kiosk.agent.relay.parts import join_parts
from kiosk.agent.states import PrinterStates

SHORT = Patience(connect_seconds=1.0, answer_seconds=2.5)


class Station:
    """Everything that stands behind `--listen`."""

    def __init__(
        self,
        server: str,
        token_file: Path,
        folder: Path,
        listen: Listen,
        states: PrinterStates,
        paired: Callable[[], None],
    ) -> None:
        """Take the address and the relay's file. Raises OSError, sqlite3.Error."""
        self._server = server
        self._parts = join_parts(server, folder, states.can_print)
        desk = Desk(Whereabouts(server, token_file), self._parts, states, paired)
        self._door = Door(listen, make_app(self._parts, desk))
        self._token_file = token_file

    @property
    def papers(self) -> OwnPapers:
        """Return the paper of tickets given here."""
        return self._parts.papers

    @property
    def note(self) -> Callable[[Job, Outcome], None]:
        """Return what takes note of each paper's outcome."""
        return self._parts.failed_papers.note

    def is_away(self) -> bool:
        """Tell whether the server is away."""
        return self._parts.presence.away

    def link(self, token: str, patience: Patience | None = None) -> Link:
        """Return a link whose answers also tell the hall's time."""
        clock, heard = self._parts.clock, self._parts.presence.heard
        return Link(
            self._server,
            token,
            patience=patience,
            heard=heard,
            ticks=clock.ticks,
            hall_time=clock.text,
        )

    def open(self) -> None:
        """Find out whether the server is there, then let the kiosk in."""
        token = self._token_file.read_text().strip() if self._token_file.exists() else ""
        self.go_with(token)
        self._parts.homecoming.round()
        self._parts.homecoming.start()
        self._door.open()

    def go_with(self, token: str) -> None:
        """Look after the link with this token from now on."""
        self._parts.homecoming.go_with(self.link(token, SHORT), has_token=bool(token))

    def ring_for_papers(self, ringers: Mapping[str, Callable[[], None]]) -> None:
        """Wake a printer's thread when paper of our own is to come."""
        for printer, ring in ringers.items():
            self._parts.papers.listen(printer, ring)

    def close(self) -> None:
        """Let go of the address and the file."""
        self._door.close()
        self._parts.homecoming.stop()
        self._parts.disk.close()
