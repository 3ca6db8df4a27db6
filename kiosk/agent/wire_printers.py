"""Printers at the end of a wire, by python-escpos: network, USB and serial.

A new escpos object for each job: after a refused connect the old one only raises AssertionError.
"""

import logging
import socket
from abc import ABC, abstractmethod
from dataclasses import dataclass

from escpos.escpos import Escpos
from escpos.exceptions import Error as EscposError
from escpos.printer import Network, Usb
from usb.core import USBError

from kiosk.agent.job import Doubting, Leaving, Outcome, Page
from kiosk.agent.raster import RasterSettings
from kiosk.agent.states import PrinterState, state_of_trouble
from kiosk.agent.status import ask, timed_out

log = logging.getLogger("nobat.agent")
WAITS_WHILE_PRINTING = 4  # time-outs; the answer comes behind what the buffers still hold
CHUNK = 4096  # bytes; the time-out counts for each, so a slow printer that goes on is no trouble
LOOK_SECONDS = 1.5  # at most for an answer while idle: a supervisor is to know within 5 s


@dataclass(frozen=True)
class Wire:
    """How long to wait for the printer, and whether it answers questions."""

    timeout_seconds: float = 3.0  # a supervisor is to know of trouble within 5 s
    answers: bool = True


class WirePrinter(ABC):
    """What they have in common: ask, send, ask again."""

    chunk = CHUNK

    def __init__(self, raster: RasterSettings, wire: Wire) -> None:
        self.raster = raster
        self.wire = wire

    @abstractmethod
    def _device(self, timeout_seconds: float) -> Escpos:
        """Return a new, unopened escpos object to print with."""

    def _idle_device(self, timeout_seconds: float) -> Escpos:
        """Return the same to look with."""
        return self._device(timeout_seconds)

    def look(self) -> PrinterState:
        """Ask how it is; one that answers no questions can only be there or not."""
        device = self._idle_device(min(self.wire.timeout_seconds, LOOK_SECONDS))
        try:
            device.open()
        except (EscposError, OSError, ValueError):
            return state_of_trouble("offline")
        try:
            return self._looked(device)
        finally:
            device.close()

    def _looked(self, device: Escpos) -> PrinterState:
        if not self.wire.answers:
            return PrinterState("unknown", "not_asked")
        condition = ask(device)
        if condition.trouble:
            return state_of_trouble(condition.trouble)
        return PrinterState("paper_low" if condition.paper_low else "ok")

    def print(self, page: Page, leaving: Leaving, doubting: Doubting = lambda _: None) -> Outcome:
        """Print one page. Trouble before the first byte is `failed`, after it `unknown`."""
        device = self._device(self.wire.timeout_seconds)
        try:
            device.open()
        except (EscposError, OSError, ValueError) as error:  # ValueError: no libusb here
            log.warning("the printer cannot be opened: %s", error)
            return Outcome("failed", "offline")
        try:
            return self._print(device, page, leaving, doubting)
        finally:
            device.close()

    def _print(self, device: Escpos, page: Page, leaving: Leaving, doubting: Doubting) -> Outcome:
        if self.wire.answers and (trouble := ask(device).trouble):
            return Outcome("failed", trouble)
        leaving()
        if trouble := _send(device, page.data, self.chunk):
            return Outcome("unknown", trouble)
        return self._after(device, doubting)

    def _after(self, device: Escpos, doubting: Doubting) -> Outcome:
        """Say what the printer says of itself once it has all the bytes."""
        if not self.wire.answers:
            return Outcome("sent")
        condition = ask(device, WAITS_WHILE_PRINTING, lambda: doubting("mute"))
        if condition.trouble:
            return Outcome("unknown", condition.trouble)
        return Outcome("confirmed", "paper_low" if condition.paper_low else "")


class NetworkPrinter(WirePrinter):
    """A printer that listens on a TCP port, mostly 9100."""

    def __init__(self, host: str, port: int, raster: RasterSettings, wire: Wire) -> None:
        super().__init__(raster, wire)
        self.host, self.port = host, port

    def _device(self, timeout_seconds: float) -> Escpos:
        return _PromptNetwork(self.host, self.port, timeout=timeout_seconds)


class UsbPrinter(WirePrinter):
    """A printer on USB, by vendor and product; `ends` are its in and out end points."""

    def __init__(
        self,
        device: tuple[int, int],
        ends: tuple[int, int],
        raster: RasterSettings,
        wire: Wire,
    ) -> None:
        super().__init__(raster, wire)
        self.device, self.ends = device, ends

    def _device(self, timeout_seconds: float) -> Escpos:
        return self._usb(_PatientUsb, timeout_seconds)

    def _idle_device(self, timeout_seconds: float) -> Escpos:
        return self._usb(_LookingUsb, timeout_seconds)

    def _usb(self, kind: "type[_PatientUsb]", timeout_seconds: float) -> Escpos:
        vendor, product = self.device
        return kind(
            vendor,
            product,
            usb_args={},  # python-escpos keeps its default between objects
            timeout=int(timeout_seconds * 1000),
            in_ep=self.ends[0],
            out_ep=self.ends[1],
        )


class _PromptNetwork(Network):  # type: ignore[misc]  # python-escpos is not typed
    """Sends at once: the question behind a paper else waits 40 ms for the paper's receipt."""

    def open(self, raise_not_found: bool = True) -> None:
        super().open(raise_not_found)
        self.device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class _PatientUsb(Usb):  # type: ignore[misc]  # python-escpos is not typed
    """Waits for an answer as long as for a write; pyusb's own limit is one second."""

    def _read(self) -> bytes:
        return bytes(self.device.read(self.in_ep, 16, self.timeout))


class _LookingUsb(_PatientUsb):
    """Leaves the device as it is: a reset each two seconds would lose what still prints."""

    def _configure_usb(self) -> None:
        try:
            self.device.get_active_configuration()
        except USBError:
            self.device.set_configuration()


def _send(device: Escpos, data: bytes, chunk: int) -> str:
    """Send all the bytes; return the trouble, or nothing."""
    try:
        for start in range(0, len(data), chunk):
            device._raw(data[start : start + chunk])
    except OSError as error:
        return "stuck" if timed_out(error) else "broken_off"
    return ""
