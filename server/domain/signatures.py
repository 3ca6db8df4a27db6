"""What a file is, by its first bytes: only what every browser plays, and nothing that runs."""

from server.domain.errors import RuleError
from server.domain.lobby import MediumKind

HEAD_BYTES = 64
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
EBML = b"\x1a\x45\xdf\xa3"
# Brands of ISO media files that hold MP4 video; others are pictures (heic, avif) or QuickTime.
MP4_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ")
MEGABYTE = 1_048_576
MOST_PIXELS = 8_192  # in one direction: a board has to hold the picture in memory
MOST_BYTES = {MediumKind.IMAGE: 10 * MEGABYTE, MediumKind.VIDEO: 200 * MEGABYTE}


class TypeRefused(RuleError):
    """The bytes are none of the types that a board plays."""

    code = "type_refused"


class FileTooLarge(RuleError):
    """The file is larger than its kind may be; details: `most_bytes`."""

    code = "too_large"


class TooManyPixels(RuleError):
    """The picture is wider or higher than a board can draw; details: its size, and the most."""

    code = "too_many_pixels"


def type_of(head: bytes) -> tuple[MediumKind, str] | None:
    """Return kind and MIME type of a file that begins so, or None for any other file."""
    if head.startswith(PNG):
        return MediumKind.IMAGE, "image/png"
    if head.startswith(JPEG):
        return MediumKind.IMAGE, "image/jpeg"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return MediumKind.IMAGE, "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in MP4_BRANDS:
        return MediumKind.VIDEO, "video/mp4"
    if head.startswith(EBML) and b"webm" in head:
        return MediumKind.VIDEO, "video/webm"
    return None
