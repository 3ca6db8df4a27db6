"""The notices' door: what supervisors tell the lobby."""

import hashlib

from flask import Response, request
from flask_openapi3 import APIBlueprint

from server.api.bodies import BranchPath, CommandBody, PathId
from server.api.doors import answer, asker, asker_in, blueprint, by_person, require_mine
from server.api.lobby_bodies import LanguageQuery, NoticeBody
from server.operations import notices
from server.operations.lobby_views import NoticesView, NoticeView
from server.operations.notices import Words
from server.security.identity import identity, requires
from server.security.permissions import Permission
from server.security.site import database, now, site

bp: APIBlueprint = blueprint("notices", "What supervisors tell the lobby.")


@bp.get("/branches/<int:branch_id>/notices", responses={"200": NoticesView})
@requires(Permission.SEE_BOARD)
def get_notices(path: BranchPath) -> Response:
    """Show the notices that stand."""
    require_mine(path.branch_id)
    return answer(notices.hall_notices(database(), branch_id=path.branch_id, now=now()))


@bp.post("/branches/<int:branch_id>/notices", responses={"201": NoticeView})
@requires(Permission.SUPERVISE)
def create_notice(path: BranchPath, body: NoticeBody) -> Response:
    """Tell the lobby something: shown, said, or both."""
    who = asker_in(path.branch_id)
    words = Words(body.texts, body.spoken, body.shown, body.until)
    made = notices.make_notice(
        database(),
        asker=who,
        words=words,
        command=by_person(body.request_id, f"notice {path.branch_id} {words}"),
        now=now(),
    )
    return answer(made, 201)


@bp.post("/notices/<int:id>/endings", responses={"201": NoticeView})
@requires(Permission.SUPERVISE)
def end_notice(path: PathId, body: CommandBody) -> Response:
    """Take a notice away."""
    ended = notices.end_notice(
        database(),
        asker=asker(),
        notice_id=path.id,
        command=by_person(body.request_id, f"end notice {path.id}"),
        now=now(),
    )
    return answer(ended, 201)


@bp.get("/notices/<int:id>/speech")
@requires(Permission.SEE_BRANCH)
def get_speech(path: PathId, query: LanguageQuery) -> Response:
    """Give a notice as speech, made here where espeak-ng is.

    Browsers ask whether it is still the same: after a restored backup an id may come again.
    """
    notice = notices.find_notice(database(), notice_id=path.id)
    identity().require_branch(notice.branch_id)
    speech = notices.notice_speech(site().voice, notice, query.language)
    response = Response(speech, mimetype="audio/wav")
    response.cache_control.private = True
    response.cache_control.no_cache = True
    response.set_etag(hashlib.sha256(speech).hexdigest())
    response.make_conditional(request)
    return response
