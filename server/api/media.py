"""The media's door: what plays on the boards beside the calls."""

from pathlib import Path

from flask import Response, abort, send_file
from flask_openapi3 import APIBlueprint

from server.api.bodies import BranchPath, CommandBody, PathId
from server.api.doors import answer, asker, asker_in, blueprint, by_person, require_mine
from server.api.errors import refusal
from server.api.lobby_bodies import FileQuery, MediumBody, Slides, UploadForm
from server.api.upload import Upload, upload_into
from server.domain.errors import NotFound
from server.domain.lettering import without_unseen
from server.domain.lobby import MediumKind
from server.domain.signatures import MEGABYTE
from server.operations import media
from server.operations.lobby_views import MediaView, MediumView
from server.operations.media import Content
from server.security.identity import identity, requires
from server.security.permissions import Permission
from server.security.site import database, now, site
from server.store import media_files

ONE_YEAR_SECONDS = 31_536_000
LONGEST_NAME = 120
bp: APIBlueprint = blueprint("media", "What plays on the boards beside the calls.")


@bp.get("/branches/<int:branch_id>/media", responses={"200": MediaView})
@requires(Permission.SEE_BOARD)
def get_media(path: BranchPath) -> Response:
    """Show what plays in a hall."""
    require_mine(path.branch_id)
    return answer(media.hall_media(database(), branch_id=path.branch_id))


@bp.post("/branches/<int:branch_id>/media", responses={"201": MediumView})
@requires(Permission.SUPERVISE)
def create_medium(path: BranchPath) -> Response:
    """Add a file (multipart: request_id, name, file) or a slide (request_id, kind, texts)."""
    who = asker_in(path.branch_id)
    least_free = site().config.free_megabytes * MEGABYTE
    with upload_into(_folder(), least_free=least_free) as upload:
        form = upload.checked(UploadForm)
        content = _content(upload, form)
        added = media.add_medium(
            database(),
            asker=who,
            content=content,
            keep=upload.keep,
            most_bytes=site().config.media_megabytes * MEGABYTE,
            command=by_person(form.request_id, f"medium {path.branch_id} {content}"),
            now=now(),
        )
    return answer(added, 201)


@bp.put("/media/<int:id>", responses={"200": MediumView})
@requires(Permission.SUPERVISE)
def put_medium(path: PathId, body: MediumBody) -> Response:
    """Name a medium anew, and say when it plays."""
    timing, texts = body.timing(), _texts(body.texts)
    changed = media.change_medium(
        database(),
        asker=asker(),
        medium_id=path.id,
        name=body.name.strip(),
        texts=texts,
        timing=timing,
        command=by_person(body.request_id, f"change medium {path.id} {body.name} {texts} {timing}"),
        now=now(),
    )
    return answer(changed)


@bp.post("/media/<int:id>/endings", responses={"201": MediumView})
@requires(Permission.SUPERVISE)
def end_medium(path: PathId, body: CommandBody) -> Response:
    """Take a medium away."""
    ended = media.end_medium(
        database(),
        asker=asker(),
        medium_id=path.id,
        command=by_person(body.request_id, f"end medium {path.id}"),
        now=now(),
    )
    return answer(ended, 201)


@bp.get("/media/<int:id>/file")
@requires(Permission.SEE_BRANCH)
def get_file(path: PathId, query: FileQuery) -> Response:
    """Give the bytes, or a range of them; under an address that names them they never change."""
    medium = media.playing_medium(database(), medium_id=path.id)
    identity().require_branch(medium.branch_id)
    file = medium.file
    where = _folder() / file.sha256 if file else None
    if file is None or where is None or not where.is_file():
        raise NotFound(what="file", id=path.id)
    named = query.v == file.version
    response = send_file(
        where,
        mimetype=file.mime,
        conditional=True,
        etag=file.sha256,
        max_age=ONE_YEAR_SECONDS if named else 0,
    )
    response.cache_control.public = False
    response.cache_control.private = True
    response.cache_control.immutable = named
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _content(upload: Upload, form: UploadForm) -> Content:
    """Return what is added; a form is of one of the two, with its file or its texts."""
    if (upload.file is None) != (form.kind == "slide"):
        abort(refusal("invalid_request"))
    if upload.file is not None:
        file = upload.file.finish()
        return Content(form.name or _readable(upload.file_name) or file.kind.value, file)
    texts = _texts(form.texts or {})
    first = next(iter(texts.values()))
    name = form.name or _readable(first["title"]) or _readable(first["body"])
    return Content(name or MediumKind.SLIDE.value, texts=texts)


def _readable(text: str) -> str:
    """Return the beginning of a text as a name."""
    return without_unseen(text)[:LONGEST_NAME].strip()


def _texts(slides: Slides) -> dict[str, dict[str, str]]:
    return {code: slide.model_dump() for code, slide in slides.items()}


def _folder() -> Path:
    return (site().config.var / media_files.FOLDER).absolute()
