"""Reads a printer's specification, such as network:192.168.1.40:9100?width=384."""

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qsl

from kiosk.agent.disk_printers import FilePrinter, VirtualPrinter
from kiosk.agent.job import Printer
from kiosk.agent.journal import MAIN
from kiosk.agent.raster import RasterSettings
from kiosk.agent.wire_printers import NetworkPrinter, UsbPrinter, Wire

RASTER = {
    "width": "384|512|576",
    "fragment": r"\d{2,3}",
    "way": "raster|graphics|column",
    "cut": "full|part|none",
    "feed": r"\d{1,2}",
}
WIRE = {"timeout": r"\d{1,2}(\.\d+)?", "status": "dle|none"}
SERIAL = {
    "baud": "9600|19200|38400|57600|115200",
    "parity": "none|even|odd",
    "flow": "dtr|rts|xonxoff|none",
}
USB = {"in": "(0x)?[0-9a-fA-F]{1,2}", "out": "(0x)?[0-9a-fA-F]{1,2}"}
OPTIONS = {
    "virtual": RASTER,
    "file": {**RASTER, "timeout": WIRE["timeout"]},
    "network": {**RASTER, **WIRE},
    "usb": {**RASTER, **WIRE, **USB},
    "serial": {**RASTER, **WIRE, **SERIAL},
}
NAMED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,63})=(?=[a-z]+:)")
FRAGMENTS = range(24, 841, 24)  # whole bands; above 840 a graphics command would overflow


class PrinterSpecWrong(ValueError):
    """A printer specification that cannot be read; the message says what is wrong."""


def parse_printers(specs: Sequence[str]) -> dict[str, Printer]:
    """Return printers by their codes: `second=usb:...`; without a code it is `main`.

    Raises PrinterSpecWrong.
    """
    printers: dict[str, Printer] = {}
    for spec in specs:
        named = NAMED.match(spec)
        code = named[1] if named else MAIN
        if code in printers:
            raise PrinterSpecWrong(f"two printers are called {code}: give each its own CODE=")
        printers[code] = parse_printer(spec[named.end() :] if named else spec)
    return printers


def parse_printer(spec: str) -> Printer:
    """Return the printer a specification names. Raises PrinterSpecWrong."""
    kind, _, rest = spec.partition(":")
    if kind not in OPTIONS:
        raise PrinterSpecWrong(f"{spec!r}: start with virtual:, file:, network:, usb: or serial:")
    address, _, query = rest.partition("?")
    if not address:
        raise PrinterSpecWrong(f"{spec!r}: nothing stands after {kind}:")
    options = _options(query, OPTIONS[kind])
    raster = _raster(options)
    if kind == "virtual":
        return VirtualPrinter(Path(address), raster)
    if kind == "file":
        return FilePrinter(Path(address), raster, float(options.get("timeout", 3)))
    wire = Wire(float(options.get("timeout", 3)), options.get("status", "dle") == "dle")
    if kind == "network":
        return NetworkPrinter(*_host_and_port(address), raster, wire)
    if kind == "serial":
        return _serial(address, options, raster, wire)
    return _usb(address, options, raster, wire)


def _options(query: str, allowed: dict[str, str]) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    for name, value in options.items():
        if name not in allowed:
            raise PrinterSpecWrong(f"unknown option {name!r}; known: {', '.join(allowed)}")
        if not re.fullmatch(allowed[name], value):
            raise PrinterSpecWrong(f"{name}={value}: expected {allowed[name]}")
    return options


def _raster(options: dict[str, str]) -> RasterSettings:
    fragment = int(options.get("fragment", 240))
    if fragment not in FRAGMENTS:
        raise PrinterSpecWrong(f"fragment={fragment}: expected a multiple of 24 from 24 to 840")
    return RasterSettings(
        width=int(options.get("width", 576)),
        fragment=fragment,
        way=options.get("way", "raster"),  # type: ignore[arg-type]  # matched above
        cut=options.get("cut", "full"),  # type: ignore[arg-type]
        feed=int(options.get("feed", 6)),
    )


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise PrinterSpecWrong(f"{address!r}: expected HOST:PORT, such as 192.168.1.40:9100")
    return host, int(port)


def _usb(address: str, options: dict[str, str], raster: RasterSettings, wire: Wire) -> UsbPrinter:
    match = re.fullmatch("([0-9a-fA-F]{4}):([0-9a-fA-F]{4})", address)
    if not match:
        raise PrinterSpecWrong(f"{address!r}: expected VENDOR:PRODUCT in hex, such as 04b8:0e15")
    ends = int(options.get("in", "82"), 16), int(options.get("out", "01"), 16)
    return UsbPrinter((int(match[1], 16), int(match[2], 16)), ends, raster, wire)


def _serial(address: str, options: dict[str, str], raster: RasterSettings, wire: Wire) -> Printer:
    try:
        from kiosk.agent.serial_printer import Port, SerialPrinter
    except ImportError as error:
        raise PrinterSpecWrong(
            "serial: needs pyserial, which is not installed: pip install 'nobat[serial]'"
        ) from error
    port = Port(
        address,
        baud=int(options.get("baud", 9600)),
        parity=options.get("parity", "none"),
        flow=options.get("flow", "dtr"),
    )
    return SerialPrinter(port, raster, wire)
