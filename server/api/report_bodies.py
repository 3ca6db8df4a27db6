"""What the doors of the reports are asked."""

from datetime import date
from typing import Annotated

from pydantic import Field

from server.api.bodies import BranchQuery
from server.languages import FIRST_LANGUAGE
from server.reports.comparison import LEAST_VISITS, Unit
from server.reports.grouped import By

MOST_PERIODS = 5_000
BranchIds = Annotated[str, Field(pattern=r"^(all|\d{1,9}(,\d{1,9})*)$", max_length=3_000)]


class DaysQuery(BranchQuery):
    """Which days, both ends counted, in the hall's own calendar; without them the last thirty."""

    first: date | None = None
    last: date | None = None


class SpanQuery(DaysQuery):
    """Of which halls: `3,5,8`, or `all` that the person may see; without it their own."""

    branch_ids: BranchIds | None = None


class FiguresQuery(SpanQuery):
    """What to group by."""

    by: By = By.SERVICE


class ComparisonQuery(SpanQuery):
    """What to compare, and below how many counted there is no rank; words in a language."""

    by: Unit = Unit.HALL
    least_visits: int = Field(default=LEAST_VISITS, ge=1, le=1_000_000)
    language: str = Field(default=FIRST_LANGUAGE, max_length=8)


class PeriodsQuery(DaysQuery):
    """Which page: `after` is the `next` of the page before."""

    after: str | None = Field(default=None, max_length=40)
    most: int = Field(default=1_000, ge=1, le=MOST_PERIODS)
