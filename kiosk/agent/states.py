"""How the agent's printers are, for whoever has to know."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

StateName = Literal[
    "ok", "paper_low", "paper_out", "cover_open", "offline", "mute", "error", "unknown"
]
TROUBLES: Mapping[str, StateName] = {
    "paper_out": "paper_out",
    "cover_open": "cover_open",
    "mute": "mute",
    "offline": "offline",
    "closed": "offline",
}
PRINTING: frozenset[StateName] = frozenset({"ok", "paper_low", "unknown"})


@dataclass(frozen=True)
class PrinterState:
    """One printer's state; `reason` is the trouble as the printer told it."""

    state: StateName
    reason: str = ""


def state_of_trouble(trouble: str) -> PrinterState:
    """Return the state that a trouble (docs/printing.md) means; what has no name is an error."""
    return PrinterState(TROUBLES.get(trouble, "error"), trouble)


class PrinterStates:
    """The newest state of each printer, for many threads."""

    def __init__(self, printers: Iterable[str]) -> None:
        self._states = dict.fromkeys(printers, PrinterState("unknown", "not_yet_asked"))
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    def listen(self, ring: Callable[[], None]) -> None:
        """Ring at each change."""
        with self._lock:
            self._listeners.append(ring)

    def unlisten(self, ring: Callable[[], None]) -> None:
        """Ring no more."""
        with self._lock:
            self._listeners.remove(ring)

    def put(self, printer: str, state: PrinterState) -> bool:
        """Take note of a printer; return whether that is new."""
        with self._lock:
            if self._states[printer] == state:
                return False
            self._states[printer] = state
            listeners = tuple(self._listeners)
        for ring in listeners:
            ring()
        return True

    def all(self) -> dict[str, PrinterState]:
        """Return all of them."""
        with self._lock:
            return dict(self._states)

    def can_print(self, printer: str) -> bool:
        """Tell whether paper may be promised."""
        state = self.all().get(printer)
        return state is not None and state.state in PRINTING
