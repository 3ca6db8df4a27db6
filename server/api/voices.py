"""The voices' door: the clips that say numbers and counters."""

from pathlib import Path

from flask import Response, send_file
from flask_openapi3 import APIBlueprint

from server.api.doors import answer, blueprint
from server.api.lobby_bodies import ClipPath, VoicePath
from server.api.pages import ROOMS
from server.domain.errors import NotFound
from server.languages import LANGUAGES
from server.operations.lobby_views import VoiceView
from server.operations.voices import BUILT_IN, OWN, clip_file, voice
from server.security.identity import requires
from server.security.permissions import Permission
from server.security.site import site

TYPES = {".ogg": "audio/ogg", ".mp3": "audio/mpeg", ".wav": "audio/wav"}
bp: APIBlueprint = blueprint("voices", "The clips that say numbers and counters.")


@bp.get("/voices/<language>", responses={"200": VoiceView})
@requires(Permission.SEE_BRANCH)
def get_voice(path: VoicePath) -> Response:
    """Show the clips of a language: the built-in ones, with the hall's own over them."""
    return answer(voice(_folders(), _spoken(path)))


@bp.get("/voices/<language>/<pack>/<file>")
def get_clip(path: ClipPath) -> Response:
    """Give a clip; a pack may be exchanged, so browsers ask whether it is still the same."""
    clip = clip_file(_folders()[path.pack], _spoken(path), path.file)
    return send_file(clip, mimetype=TYPES[clip.suffix.lower()], conditional=True, max_age=0)


def _spoken(path: VoicePath) -> str:
    if path.language not in LANGUAGES:
        raise NotFound(what="voice", code=path.language)
    return path.language


def _folders() -> dict[str, Path]:
    own = site().config.voices_folder.absolute()
    return {BUILT_IN: ROOMS["display"] / "voices", OWN: own}
