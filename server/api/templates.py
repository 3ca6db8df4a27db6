"""The templates' door: how a hall's papers look."""

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.bodies import BranchPath
from server.api.doors import answer, blueprint, by_person
from server.api.paper_bodies import FitQuery, PreviewBody, TemplateBody
from server.domain.templates import Fit
from server.operations import templates
from server.operations.acting import Asker
from server.operations.slip import Paper
from server.operations.templates import Draft
from server.operations.views import TemplatesView, TemplateView
from server.security.identity import identity, my_user, requires
from server.security.permissions import Permission
from server.security.site import database, now, site

bp: APIBlueprint = blueprint("templates", "How a hall's papers look.")


@bp.get("/branches/<int:branch_id>/templates", responses={"200": TemplatesView})
@requires(Permission.SUPERVISE)
def get_templates(path: BranchPath) -> Response:
    """Show the hall's own templates, and the built-in ones."""
    identity().require_branch(path.branch_id)
    found = templates.hall_templates(database(), site().press, branch_id=path.branch_id)
    return answer(found)


@bp.put("/branches/<int:branch_id>/templates", responses={"200": TemplateView})
@requires(Permission.SUPERVISE)
def put_template(path: BranchPath, body: TemplateBody) -> Response:
    """Keep a template, when every sample of the hall can be printed by it."""
    who = _asker(path)
    fit = Fit(body.name, body.width, body.service_id, body.language)
    kept = templates.keep_template(
        database(),
        asker=who,
        draft=_draft(fit, body.source),
        command=by_person(body.request_id, f"template {path.branch_id} {fit} {body.source}"),
    )
    return answer(kept)


@bp.delete("/branches/<int:branch_id>/templates")
@requires(Permission.SUPERVISE)
def delete_template(path: BranchPath, query: FitQuery) -> Response:
    """Print by the less specific template again, at last by the built-in one."""
    fit = Fit(query.name, query.width, query.service_id, query.language)
    templates.give_up_template(database(), asker=_asker(path), fit=fit, now=now())
    return Response(status=204)


@bp.post("/branches/<int:branch_id>/template-previews")
@requires(Permission.SUPERVISE)
def create_preview(path: BranchPath, body: PreviewBody) -> Response:
    """Draw a sample: the very bitmap that would be printed."""
    identity().require_branch(path.branch_id)
    fit = Fit(body.name, body.width, body.service_id, body.language)
    picture = templates.preview(
        database(), branch_id=path.branch_id, draft=_draft(fit, body.source), long=body.long
    )
    return Response(picture, mimetype="image/png")


def _asker(path: BranchPath) -> Asker:
    identity().require_branch(path.branch_id)
    return Asker(path.branch_id, my_user().id, supervises=True)


def _draft(fit: Fit, source: str | None) -> Draft:
    paper = Paper(site().config.phone_url, site().secret_key)
    return Draft(fit, source, site().press, paper, now())
