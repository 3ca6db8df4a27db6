"""A lobby display without a picture: it hears everything and says whether anything was lost."""

import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import click
import engineio  # type: ignore[import-untyped]
import socketio

NAMESPACE = "/screens"
LAST_EVENT_SECONDS = 10
POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Heard:
    """What a display heard of what was sent; all but `calls` should be 0 or false."""

    calls: int
    gaps: int
    repeats: int
    missed_calls: int
    out_of_order: int

    @property
    def whole(self) -> bool:
        """Whether each event came once and in order."""
        return not (self.gaps or self.repeats or self.missed_calls or self.out_of_order)


def judge(
    events: Sequence[Mapping[str, Any]], first: int, last: int, called_ids: Collection[int]
) -> Heard:
    """Compare the events heard with the branch's log from seq `first` to `last`."""
    seqs = [event["seq"] for event in events]
    distinct = {event["seq"]: event for event in events}.values()
    calls = Counter(event["ticket_id"] for event in distinct if event["kind"] == "ticket_called")
    return Heard(
        calls=calls.total(),
        gaps=len(set(range(first, last + 1)) - set(seqs)),
        repeats=len(seqs) - len(distinct) + calls.total() - len(calls),
        missed_calls=len(set(called_ids) - set(calls)),
        out_of_order=sum(after < before for before, after in pairwise(seqs)),
    )


class _OneByOne(engineio.Client):  # type: ignore[misc]
    """The stock client starts a thread for each message, so two may overtake each other."""

    def _trigger_event(self, event: str, *args: Any, **kwargs: Any) -> Any:
        return super()._trigger_event(event, *args, **{**kwargs, "run_async": False})


class OrderedClient(socketio.Client):  # type: ignore[misc]
    def _engineio_client_class(self) -> type[engineio.Client]:
        return _OneByOne


@dataclass
class Screen:
    """One connected display; `first` is the first seq it must hear."""

    client: Any
    first: int
    events: list[dict[str, Any]] = field(default_factory=list)

    def heard_until(self, last: int, called_ids: Collection[int]) -> Heard:
        """Wait a little for the newest event, then say what was heard."""
        until = time.monotonic() + LAST_EVENT_SECONDS
        while self.client.connected and not self._heard(last) and time.monotonic() < until:
            time.sleep(POLL_SECONDS)
        return judge(tuple(self.events), self.first, last, called_ids)

    def close(self) -> None:
        """Leave the hall."""
        self.client.disconnect()

    def _heard(self, last: int) -> bool:
        return bool(self.events) and self.events[-1]["seq"] >= last


def join_lobby(url: str, token: str, branch_id: int) -> Screen:
    """Return a display that listens to a branch. Raises ClickException when it may not."""
    # No reconnection: what is missed while away must show as a gap, not be healed.
    client = OrderedClient(reconnection=False)
    events: list[dict[str, Any]] = []
    client.on("event", events.append, namespace=NAMESPACE)
    try:
        client.connect(
            url,
            headers={"Authorization": f"Bearer {token}"},
            transports=["websocket"],
            namespaces=[NAMESPACE],
        )
    except socketio.exceptions.ConnectionError as error:
        raise click.ClickException(f"The display cannot connect to {url}: {error}") from error
    answer = client.call("join", {"branch_id": branch_id}, namespace=NAMESPACE)
    if not answer["ok"]:
        raise click.ClickException(f"The display may not join the hall: {answer['error']}")
    return Screen(client, answer["seq"] + 1, events)
