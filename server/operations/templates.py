"""A hall's own templates: shown, tried with sample slips, kept, given up (rule P5)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from server.domain.events import Actor, TemplateChanged
from server.domain.hall import Hall
from server.domain.print_jobs import PaperKind
from server.domain.templates import Fit, Press, Sheet
from server.operations.acting import Asker, carry_out
from server.operations.lists import service_views
from server.operations.once import Command
from server.operations.sample_slips import sample_slip
from server.operations.slip import Paper
from server.operations.views import BuiltInView, TemplatesView, TemplateView
from server.store.database import Database, Transaction
from server.store.templates import Template

WIDTHS = (576, 512, 384)  # dots: rolls of 80 mm, of 80 mm on some printers, of 58 mm


@dataclass(frozen=True)
class Draft:
    """A template that somebody has written, with what drawing it needs."""

    fit: Fit
    source: str | None
    press: Press
    paper: Paper
    now: datetime

    def sheet(self, hall: Hall, width: int, language: str, *, long: bool) -> Sheet:
        """Return a sample of the hall to draw by it."""
        slip = sample_slip(hall, self.fit, language, self.now, self.paper, long=long)
        return Sheet(self.fit.name, self.source, slip, width)


def hall_templates(db: Database, press: Press, *, branch_id: int) -> TemplatesView:
    """Return what a hall has of its own, and the built-in ones. Raises NotFound."""
    with db.reader() as reader:
        hall = reader.hall(branch_id)
        own = tuple(_view(each) for each in reader.templates.of_branch(branch_id))
    return TemplatesView(
        templates=own,
        built_in=tuple(BuiltInView(name=kind, source=press.built_in(kind)) for kind in PaperKind),
        services=service_views(hall.services.values()),
        languages=hall.branch.languages,
        widths=WIDTHS,
    )


def keep_template(db: Database, *, asker: Asker, draft: Draft, command: Command) -> TemplateView:
    """Keep a template when every sample of the hall can be printed by it.

    Raises TemplateBroken with its place, NotFound, PressAway.
    """
    # Before the transaction: drawing takes a second, and may be a template that never ends.
    draft.press.pictures(_samples(_hall(db, asker.branch_id), draft))

    def act(tx: Transaction) -> TemplateView:
        assert draft.source is not None
        tx.templates.put(tx.branch_id, draft.fit, draft.source, asker.user_id, tx.now)
        _record(tx, draft.fit, hashlib.sha256(draft.source.encode()).hexdigest())
        (kept,) = (each for each in tx.templates.of_branch(tx.branch_id) if each.fit == draft.fit)
        return _view(kept)

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=draft.now, kind=TemplateView, act=act
    )


def give_up_template(db: Database, *, asker: Asker, fit: Fit, now: datetime) -> None:
    """Print by the next less specific template again; nothing to give up is no fault."""
    actor = Actor(user_id=asker.user_id)
    with db.transaction(asker.branch_id, now=now, actor=actor) as tx:
        if tx.templates.remove(tx.branch_id, fit):
            _record(tx, fit, "")


def preview(db: Database, *, branch_id: int, draft: Draft, long: bool) -> bytes:
    """Return what a sample looks like by a template: the PNG of what an agent prints.

    Raises TemplateBroken with its place, NotFound, PressAway.
    """
    hall = _hall(db, branch_id)
    language = draft.fit.language or hall.branch.languages[0]
    width = draft.fit.width or WIDTHS[0]
    (picture,) = draft.press.pictures([draft.sheet(hall, width, language, long=long)])
    return picture


def _hall(db: Database, branch_id: int) -> Hall:
    with db.reader() as reader:
        return reader.hall(branch_id)


def _samples(hall: Hall, draft: Draft) -> list[Sheet]:
    """Return samples in every language and width that the template is for."""
    languages = [draft.fit.language] if draft.fit.language else hall.branch.languages
    widths = [draft.fit.width] if draft.fit.width else (max(WIDTHS), min(WIDTHS))
    return [
        draft.sheet(hall, width, language, long=long)
        for language in languages
        for width in widths
        for long in (False, True)
    ]


def _record(tx: Transaction, fit: Fit, digest: str) -> None:
    event = TemplateChanged(fit.name.value, fit.width, fit.service_id, fit.language, digest)
    tx.record(event)


def _view(template: Template) -> TemplateView:
    return TemplateView(
        **vars(template.fit),
        source=template.source,
        changed_at=template.changed_at,
        by=template.by,
    )
