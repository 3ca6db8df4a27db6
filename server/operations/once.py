"""A command is carried out once, however often it is sent (design, contract 4)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from server.domain.events import Actor
from server.operations.views import View
from server.store.database import Transaction

V = TypeVar("V", bound=View)


@dataclass(frozen=True)
class Command:
    """What is asked: `name` says the action with everything that makes it this one."""

    request_id: str
    name: str
    actor: Actor

    @property
    def signature(self) -> str:
        """What another command with the same request_id would differ in."""
        text = f"{self.name} by {self.actor.user_id or '-'}/{self.actor.device_id or '-'}"
        action = self.name.split(maxsplit=1)[0]
        return f"{action} {hashlib.sha256(text.encode()).hexdigest()}"


def once(tx: Transaction, command: Command, kind: type[V], act: Callable[[], V]) -> V:
    """Return the first answer to a request, acting only when there is none yet.

    Raises RequestIdReused when the id named another command.
    """
    first = tx.answers.first(command.request_id, command.signature)
    if first is not None:
        return kind.model_validate_json(first)
    answer = act()
    tx.answers.keep(command.request_id, command.signature, answer.model_dump_json(), tx.now)
    return answer
