"""How reports go out: as JSON, or as a file for a spreadsheet."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from flask import Response, current_app

from server.api.report_bodies import DaysQuery
from server.clock import iso
from server.domain.blocks import Days
from server.domain.span import span_of
from server.security.site import database, now


def days_of(query: DaysQuery, branch_id: int) -> Days:
    """Return the days of a query, in a hall's calendar.

    Raises SpanWrong, SpanTooLong, NotFound.
    """
    with database().reader() as reader:
        today = reader.hall(branch_id).branch.business_day(now())
    return span_of(query.first, query.last, today)


def plain(found: Any, **more: object) -> Response:
    """Return a report as JSON: days and moments as texts, never NaN."""
    body = json.dumps(asdict(found) | more, default=_text, ensure_ascii=False, allow_nan=False)
    return current_app.response_class(body, mimetype="application/json")


def as_file(text: str | Iterable[str], name: str) -> Response:
    """Return a table as a file to save."""
    response = current_app.response_class(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return iso(value)
    assert isinstance(value, date)
    return value.isoformat()
