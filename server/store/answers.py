"""The first answers to commands: the same request_id is never carried out twice (contract 4)."""

from datetime import datetime

from server.domain.errors import RequestIdReused
from server.store.columns import to_micros
from server.store.sql import Sql, Wire

SELECT_ANSWER = Sql(
    "SELECT command, body FROM answer WHERE branch_id = :branch_id AND request_id = :request_id"
)
INSERT_ANSWER = Sql(
    "INSERT INTO answer (branch_id, request_id, command, at, body)"
    " VALUES (:branch_id, :request_id, :command, :at, :body)"
)
FIND_ISSUED = Sql(
    "SELECT body FROM answer WHERE branch_id = :branch_id AND request_id = :request_id"
    " AND command LIKE 'issue %'"
)
FORGET_ANSWER = Sql("DELETE FROM answer WHERE branch_id = :branch_id AND request_id = :request_id")

FORGET_BEFORE = Sql("DELETE FROM answer WHERE branch_id = :branch_id AND at < :before")


class Answers:
    """The answers given in one branch."""

    def __init__(self, wire: Wire, branch_id: int) -> None:
        self._wire = wire
        self._branch_id = branch_id

    def first(self, request_id: str, command: str) -> str | None:
        """Return the JSON first answered to this request, or None when it is new.

        Raises RequestIdReused when the id named another command.
        """
        values = {"branch_id": self._branch_id, "request_id": request_id}
        row = self._wire.execute(SELECT_ANSWER, values).one_or_none()
        if row is None:
            return None
        if row.command != command:
            raise RequestIdReused(request_id=request_id)
        body: str = row.body
        return body

    def issued(self, request_id: str) -> str | None:
        """Return the JSON of the ticket that was given for a request, whoever sent it."""
        values = {"branch_id": self._branch_id, "request_id": request_id}
        body: str | None = self._wire.execute(FIND_ISSUED, values).scalar()
        return body

    def replace(self, request_id: str, command: str, body: str, now: datetime) -> None:
        """Keep the JSON of an answer in place of the one that never arrived."""
        values = {"branch_id": self._branch_id, "request_id": request_id}
        self._wire.execute(FORGET_ANSWER, values)
        self.keep(request_id, command, body, now)

    def keep(self, request_id: str, command: str, body: str, now: datetime) -> None:
        """Keep the JSON of an answer, in the transaction that the answer tells of."""
        values = {
            "branch_id": self._branch_id,
            "request_id": request_id,
            "command": command,
            "at": to_micros(now),
            "body": body,
        }
        self._wire.execute(INSERT_ANSWER, values)

    def forget_before(self, moment: datetime) -> None:
        """Forget answers so old that nobody asks again."""
        values = {"branch_id": self._branch_id, "before": to_micros(moment)}
        self._wire.execute(FORGET_BEFORE, values)
