"""A printer on a serial port, by python-escpos. Needs pyserial (`pip install nobat[serial]`)."""

import time
from dataclasses import dataclass

import serial
from escpos.escpos import Escpos
from escpos.printer import Serial

from kiosk.agent.raster import RasterSettings
from kiosk.agent.wire_printers import Wire, WirePrinter

PARITY = {"none": serial.PARITY_NONE, "even": serial.PARITY_EVEN, "odd": serial.PARITY_ODD}
DRAIN_SECONDS = 0.02


@dataclass(frozen=True)
class Port:
    """A serial port, set as the printer's switches are."""

    device: str
    baud: int = 9600
    parity: str = "none"
    flow: str = "dtr"


class SerialPrinter(WirePrinter):
    """A slow line: small pieces, so that the time-out counts for what a moment can carry."""

    chunk = 256

    def __init__(self, port: Port, raster: RasterSettings, wire: Wire) -> None:
        super().__init__(raster, wire)
        self.port = port

    def _device(self, timeout_seconds: float) -> Escpos:
        return _PatientSerial(
            self.port.device,
            baudrate=self.port.baud,
            parity=PARITY[self.port.parity],
            timeout=timeout_seconds,
            xonxoff=self.port.flow == "xonxoff",
            dsrdtr=self.port.flow == "dtr",
            rtscts=self.port.flow == "rts",
        )


class _PatientSerial(Serial):  # type: ignore[misc]  # python-escpos is not typed
    """Gives up on a port that takes or tells nothing; python-escpos would wait for ever."""

    def __init__(self, *given: object, rtscts: bool, **more: object) -> None:
        super().__init__(*given, **more)
        self._rtscts = rtscts

    def open(self, raise_not_found: bool = True) -> None:
        super().open(raise_not_found)
        self.device.write_timeout = self.timeout
        self.device.rtscts = self._rtscts

    def _raw(self, msg: bytes) -> None:
        try:
            self.device.write(msg)
        except serial.SerialTimeoutException as error:
            raise TimeoutError(str(error)) from error

    def _read(self) -> bytes:
        """Return one answer as soon as it is there. Raises TimeoutError."""
        first = self.device.read(1)
        if not first:
            raise TimeoutError("the port tells nothing")
        return bytes(first + self.device.read(self.device.in_waiting))

    def close(self) -> None:
        """Let what is on its way leave, as long as some of it does; drop what is stuck."""
        if self._device:
            while (left := self._device.out_waiting) and self._goes_on(left):
                pass
            self._device.reset_output_buffer()
        super().close()

    def _goes_on(self, left: int) -> bool:
        until = time.monotonic() + self.timeout
        while time.monotonic() < until:
            if self._device.out_waiting < left:
                return True
            time.sleep(DRAIN_SECONDS)
        return False
