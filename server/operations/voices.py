"""Voice packs: the built-in clips of a language, with the hall's own over them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from server.domain.errors import NotFound
from server.operations.lobby_views import ClipView, VoiceView

BUILT_IN, OWN = "built_in", "own"
MANIFEST = "manifest.json"
KEY = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")
CLIP = re.compile(rf"(?P<key>{KEY.pattern})\.(?i:ogg|mp3|wav)")
log = structlog.get_logger()


@dataclass(frozen=True)
class Pack:
    """The clips of one folder: key to file name and words."""

    provisional: bool
    clips: Mapping[str, tuple[str, str]]


UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
EMPTY = Pack(provisional=False, clips={})


def voice(folders: Mapping[str, Path], language: str) -> VoiceView:
    """Return what says a language, from the folders of both packs. Raises NotFound."""
    built_in = _read(folders[BUILT_IN] / language)
    own = _read(folders[OWN] / language)
    keys = built_in.clips.keys() | own.clips.keys()
    if not keys:
        raise NotFound(what="voice", code=language)
    return VoiceView(
        language=language,
        provisional=own.provisional or (built_in.provisional and keys > own.clips.keys()),
        clips={key: _clip(language, key, built_in, own) for key in sorted(keys)},
    )


def clip_file(folder: Path, language: str, file: str) -> Path:
    """Return the path of a clip. Raises NotFound, for whatever is none."""
    path = folder / language / file
    if not CLIP.fullmatch(file) or not path.is_file():
        raise NotFound(what="clip")
    return path


def _clip(language: str, key: str, built_in: Pack, own: Pack) -> ClipView:
    first, more = (OWN, built_in) if key in own.clips else (BUILT_IN, EMPTY)
    file, text = (own if first == OWN else built_in).clips[key]
    fallback = more.clips.get(key)
    return ClipView(
        url=_url(language, first, file),
        fallback_url=_url(language, BUILT_IN, fallback[0]) if fallback else None,
        text=text or (fallback[1] if fallback else ""),
    )


def _url(language: str, pack: str, file: str) -> str:
    return f"/api/v1/voices/{language}/{pack}/{file}"


def _read(folder: Path) -> Pack:
    """Return the pack of a folder: by its manifest, or by the names of its files without one."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8-sig"))  # Notepad's BOM
        named = {key: (each["file"], _words(each)) for key, each in told["clips"].items()}
        return Pack(bool(told.get("provisional")), _there(folder, named))
    except FileNotFoundError:
        found = (CLIP.fullmatch(path.name) for path in sorted(folder.glob("*")))
        return Pack(False, {match["key"]: (match[0], "") for match in found if match})
    except UNREADABLE as trouble:
        log.warning("voice_pack_unreadable", folder=str(folder), reason=str(trouble))
        return EMPTY


def _there(folder: Path, named: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the clips whose files are there; a missing one falls back to the next pack."""
    return {
        key: (file, text)
        for key, (file, text) in named.items()
        if KEY.fullmatch(key) and CLIP.fullmatch(file) and (folder / file).is_file()
    }


def _words(clip: Mapping[str, Any]) -> str:
    """Return the words of a clip, whatever a hall wrote there, as text that can be sent."""
    return str(clip.get("text") or "").encode(errors="replace").decode()
