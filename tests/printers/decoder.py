"""Turns ESC/POS bytes back into the picture, so that a test sees what the paper would show."""

from collections.abc import Iterator

from PIL import Image, ImageOps

SHORT = {b"\x1b@": 2, b"\x1b2": 2, b"\x1b3": 3, b"\x1bd": 3, b"\x1dV": 3, b"\x10\x04": 3}


def commands(data: bytes) -> Iterator[bytes]:
    """Yield each whole command; a rest that is not whole yet is left. Raises ValueError."""
    while data:
        length = _length(data)
        if length is None or length > len(data):
            return
        yield data[:length]
        data = data[length:]


def picture(data: bytes) -> Image.Image:
    """Return what the bytes print, black on white. Raises ValueError on a torn end."""
    whole = list(commands(data))
    if sum(map(len, whole)) != len(data):
        raise ValueError("the job ends in the middle of a command")
    strips = [strip for command in whole if (strip := _strip(command)) is not None]
    sheet = Image.new("1", (strips[0].width, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        sheet.paste(strip, (0, top))
        top += strip.height
    return ImageOps.invert(sheet)


def _length(data: bytes) -> int | None:
    if data[:1] == b"\n":
        return 1
    if data[:2] in SHORT:
        return SHORT[data[:2]]
    if data[:2] == b"\x1b*":
        return 5 + 3 * int.from_bytes(data[3:5], "little") if len(data) >= 5 else None
    if data[:3] == b"\x1dv0":
        across, down = (int.from_bytes(data[at : at + 2], "little") for at in (4, 6))
        return 8 + across * down if len(data) >= 8 else None
    if data[:3] == b"\x1d(L":
        return 5 + int.from_bytes(data[3:5], "little") if len(data) >= 5 else None
    if len(data) < 3:
        return None
    raise ValueError(f"not a command: {data[:8]!r}")


def _strip(command: bytes) -> Image.Image | None:
    """Return the dots one command adds, black as 1."""
    if command[:3] == b"\x1dv0":
        size = command[4] * 8 + command[5] * 2048, command[6] + command[7] * 256
        return Image.frombytes("1", size, command[8:])
    if command[:3] == b"\x1d(L" and command[5:7] == b"0p":
        across, down = (int.from_bytes(command[at : at + 2], "little") for at in (11, 13))
        return Image.frombytes("1", (across, down), command[15:])
    if command[:2] == b"\x1b*":  # 24 dots down for each column, so read it lying and turn it
        lying = Image.frombytes("1", (24, (len(command) - 5) // 3), command[5:])
        return lying.transpose(Image.Transpose.TRANSPOSE)
    return None
