"""Asking an ESC/POS printer how it is.  Source: Epson ESC/POS, DLE EOT n.

python-escpos's own paper_status() says "adequate" on a closed connection, so the answers'
length and fixed bits are checked here.
"""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

PRINTER, OFFLINE_CAUSE, PAPER = 1, 2, 4
FIXED_MASK, FIXED_BITS = 0b1001_0011, 0b0001_0010
OFFLINE = 0b0000_1000
COVER_OPEN, PAPER_STOP, ERROR = 0b0000_0100, 0b0010_0000, 0b0100_0000
NEAR_END, PAPER_END = 0b0000_1100, 0b0110_0000


class Device(Protocol):
    """What this needs of a python-escpos printer."""

    def _raw(self, msg: bytes) -> None: ...

    def _read(self) -> bytes: ...


@dataclass(frozen=True)
class Condition:
    """How the printer is. `trouble` is empty when it can print."""

    trouble: str = ""
    paper_low: bool = False


def ask(
    device: Device, waits: int = 1, still_waiting: Callable[[], None] = lambda: None
) -> Condition:
    """Ask the three real-time questions; silence and nonsense are troubles as well.

    waits: how many time-outs long to wait for an answer, for a printer may be printing.
    still_waiting: called after each of them but the last.
    """
    answers = []
    for question in (PRINTER, OFFLINE_CAUSE, PAPER):
        answer = _answer(device, question, waits, still_waiting)
        if isinstance(answer, str):
            return Condition(answer)
        answers.append(answer)
    return decode(*answers)


def decode(printer: int, offline_cause: int, paper: int) -> Condition:
    """Return the first of the troubles that a person can put right."""
    if offline_cause & COVER_OPEN:
        return Condition("cover_open")
    if paper & PAPER_END or offline_cause & PAPER_STOP:
        return Condition("paper_out")
    if offline_cause & ERROR:
        return Condition("printer_error")
    if printer & OFFLINE:
        return Condition("offline")
    return Condition(paper_low=bool(paper & NEAR_END))


def timed_out(error: OSError) -> bool:
    """Tell a time-out from other trouble; libusb's is an OSError of its own kind."""
    return isinstance(error, TimeoutError) or error.errno == errno.ETIMEDOUT


def _answer(
    device: Device, question: int, waits: int, still_waiting: Callable[[], None]
) -> int | str:
    """Return the status byte, or the trouble in getting it."""
    try:
        device._raw(bytes((0x10, 0x04, question)))
        answer = _read(device, waits, still_waiting)
    except OSError as error:
        return "mute" if timed_out(error) else "closed"
    if not answer:
        return "closed"
    if len(answer) != 1 or answer[0] & FIXED_MASK != FIXED_BITS:
        return "bad_status"
    return answer[0]


def _read(device: Device, waits: int, still_waiting: Callable[[], None]) -> bytes:
    """Wait on for one answer; a second question would get the first one's."""
    for left in reversed(range(waits)):
        try:
            return bytes(device._read())
        except OSError as error:
            if not left or not timed_out(error):
                raise
            still_waiting()
    return b""
