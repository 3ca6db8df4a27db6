"""A hall's own templates, each for a kind of paper and as much as it says of where it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.print_jobs import PaperKind
from server.domain.templates import Fit
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

SELECT_FITS = Sql(
    "SELECT id, name, width, service_id, language FROM template"
    " WHERE branch_id = :branch_id AND name = :name"
)
SELECT_SOURCE = Sql("SELECT source FROM template WHERE id = :template_id")
SELECT_ALL = Sql(
    "SELECT t.id, t.name, t.width, t.service_id, t.language, t.source, t.changed_at, u.name AS by"
    " FROM template t JOIN user_account u ON u.id = t.user_id"
    " WHERE t.branch_id = :branch_id"
    " ORDER BY t.name, coalesce(t.service_id, 0), t.language, t.width"
)
SAME_FIT = (
    "WHERE branch_id = :branch_id AND name = :name AND width = :width AND language = :language"
    " AND coalesce(service_id, 0) = coalesce(:service_id, 0)"
)
DELETE_TEMPLATE = Sql(f"DELETE FROM template {SAME_FIT} RETURNING id")
INSERT_TEMPLATE = Sql(
    "INSERT INTO template (branch_id, name, width, service_id, language, source, changed_at,"
    " user_id) VALUES (:branch_id, :name, :width, :service_id, :language, :source, :now, :user_id)"
)


@dataclass(frozen=True)
class Template:
    """A hall's own template."""

    fit: Fit
    source: str
    changed_at: datetime
    by: str


class Templates:
    """The templates of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def of_branch(self, branch_id: int) -> Sequence[Template]:
        """Return all templates of a hall."""
        rows = self._wire.execute(SELECT_ALL, {"branch_id": branch_id})
        return [Template(_fit(r), r.source, from_micros(r.changed_at), r.by) for r in rows]

    def fits(self, branch_id: int, name: PaperKind) -> dict[Fit, int]:
        """Return what a hall's templates for a kind of paper are for, with their ids."""
        values = {"branch_id": branch_id, "name": name.value}
        return {_fit(row): row.id for row in self._wire.execute(SELECT_FITS, values)}

    def source(self, template_id: int) -> str:
        """Return the source of a template that is there."""
        return str(self._wire.execute(SELECT_SOURCE, {"template_id": template_id}).scalar())

    def put(self, branch_id: int, fit: Fit, source: str, user_id: int, now: datetime) -> None:
        """Write a template in place of the one of the same fit."""
        self.remove(branch_id, fit)
        more = {"source": source, "user_id": user_id, "now": to_micros(now)}
        self._wire.execute(INSERT_TEMPLATE, _values(branch_id, fit) | more)

    def remove(self, branch_id: int, fit: Fit) -> bool:
        """Forget the template of a fit; return whether there was one."""
        return bool(self._wire.execute(DELETE_TEMPLATE, _values(branch_id, fit)))


def _values(branch_id: int, fit: Fit) -> dict[str, object]:
    return {
        "branch_id": branch_id,
        "name": fit.name.value,
        "width": fit.width or 0,
        "service_id": fit.service_id,
        "language": fit.language or "",
    }


def _fit(row: Any) -> Fit:
    return Fit(PaperKind(row.name), row.width or None, row.service_id, row.language or None)
