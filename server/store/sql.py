"""SQL as text, straight on the driver of SQLAlchemy's connection (decision 0003).

SQLAlchemy opens, pools and ends the transactions; for statements that run for every ticket its
result machinery costs several times the statement itself, so they go to the driver.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

NAMED = re.compile(r"(?<![:\w]):(\w+)")
FOR_SQLITE = re.compile(r"/\*sqlite (.+?)\*/")


class Sql:
    """One statement with `:named` values, in the spelling of each driver.

    What stands in a comment that begins with `sqlite` is read by SQLite: it plans without
    statistics, so where two indexes look alike it is told which one has but a few rows.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._spelled = {
            "sqlite": FOR_SQLITE.sub(r"\1", text),
            "postgresql": NAMED.sub(r"%(\1)s", text.replace("%", "%%")),
        }
        self._make_row: Callable[[Sequence[Any]], Any] | None = None

    def spelled(self, dialect: str) -> str:
        """Return the statement as a dialect's driver wants it."""
        return self._spelled[dialect]

    def rows(self, columns: Sequence[Any], values: Sequence[Sequence[Any]]) -> "Rows":
        """Return rows whose columns have names."""
        if self._make_row is None:
            self._make_row = _row_maker([column[0] for column in columns])
        return Rows(map(self._make_row, values))


class Rows(list[Any]):
    """The rows a statement gave."""

    def one_or_none(self) -> Any:
        """Return the only row, or None."""
        assert len(self) <= 1
        return self[0] if self else None

    def one(self) -> Any:
        """Return the only row."""
        assert len(self) == 1
        return self[0]

    def scalar(self) -> Any:
        """Return the first column of the first row, or None."""
        return self[0][0] if self else None

    def scalars(self) -> Iterator[Any]:
        """Return the first column of each row."""
        return (row[0] for row in self)


class Wire:
    """The driver's side of one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self.dialect = connection.dialect.name
        self._cursor = connection.connection.cursor()

    def execute(self, statement: Sql, values: Mapping[str, object]) -> Rows:
        """Run a statement and return all its rows."""
        self._cursor.execute(statement.spelled(self.dialect), values)
        if self._cursor.description is None:
            return Rows()
        return statement.rows(self._cursor.description, self._cursor.fetchall())


def _row_maker(names: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    """Return what turns a driver's tuple into a row; a column without a name goes by its place."""
    row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
    make: Callable[[Sequence[Any]], Any] = row._make
    return make
