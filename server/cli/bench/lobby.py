"""Helper process: kiosks that are touched at their moments, and the printer their papers go to.

Both are here so that a touch and the first byte of its paper are timed by one process.
"""

import gc
import json
import selectors
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

from server.cli.bench.moments import FLOOR, Moment
from server.cli.bench.receipts import HOST, Receipts
from server.cli.bench.wire import Answer, Wire, request

SILENCE_SECONDS = 30.0
PAPER_SECONDS = 120.0  # for all that the agent is behind


@dataclass
class Kiosk:
    """A kiosk's connection, kept open as a browser does, and what it asked last."""

    wire: Wire
    headers: Mapping[str, str]
    path: str = ""
    sent_at: float = 0.0
    waits: bool = False

    def touch(self, path: str, body: Mapping[str, object]) -> None:
        """Ask."""
        raw = request("POST", path, self.headers, json.dumps(body).encode())
        self.path, self.waits, self.sent_at = path, True, time.monotonic()
        self.wire.send(raw)


@dataclass
class Touched:
    """When each ticket was asked for and when it came, and how long each bare answer took."""

    tickets: dict[int, tuple[float, float]] = field(default_factory=dict)
    floor: list[float] = field(default_factory=list)
    probed_at: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    def note(self, kiosk: Kiosk, answer: Answer, now: float) -> None:
        body = json.loads(answer.body)
        if answer.status >= 300:
            self.refused[f"{kiosk.path} {answer.status} {body.get('error')}"] += 1
        elif kiosk.path == FLOOR:
            self.floor.append(now - kiosk.sent_at)
        elif not body["prints"]:
            self.refused["a ticket without paper"] += 1
        else:
            self.tickets[body["id"]] = (kiosk.sent_at, now)


class Lobby:
    """The kiosks, their printer, and a second one that shows what a bare connection costs."""

    def __init__(self) -> None:
        self._printer, self._bare = Receipts(), Receipts()
        self._turns = count()

    def open(self) -> dict[str, object]:
        """Start the printers; say where the agent finds its own."""
        self._printer.start()
        self._bare.start()
        return {"port": self._printer.port}

    def touch(
        self,
        *,
        port: int,
        headers: Sequence[Mapping[str, str]],
        moments: Sequence[Moment],
        service_ids: Sequence[int],
        languages: Sequence[str],
    ) -> dict[str, object]:
        """Touch each kiosk at its moments, wait for all the papers, and tell all times."""
        kiosks = [Kiosk(Wire(port), each) for each in headers]
        touched = Touched()
        with selectors.DefaultSelector() as selector:
            for kiosk in kiosks:
                selector.register(kiosk.wire, selectors.EVENT_READ, kiosk)
            began = time.monotonic()
            for after, at, path in moments:
                self._answers(selector, touched, began + after)
                if path == FLOOR:
                    touched.probed_at.append(self._probe())
                self._rest(selector, touched, kiosks[at : at + 1])
                kiosks[at].touch(path, self._body(service_ids, languages))
            self._rest(selector, touched, kiosks)
        for kiosk in kiosks:
            kiosk.wire.close()
        return self._told(touched)

    def _body(self, service_ids: Sequence[int], languages: Sequence[str]) -> dict[str, object]:
        turn = next(self._turns)
        return {
            "request_id": uuid4().hex,
            "service_id": service_ids[turn % len(service_ids)],
            "language": languages[turn // 2 % len(languages)],  # every other one asks for nothing
        }

    def _probe(self) -> float:
        """Send the other printer one byte; return when we began to."""
        began = time.monotonic()
        with socket.create_connection((HOST, self._bare.port)) as connection:
            connection.sendall(b"\0")
        return began

    def _answers(self, selector: selectors.BaseSelector, touched: Touched, until: float) -> None:
        """Note the answers that come until a moment."""
        while (left := until - time.monotonic()) > 0:
            self._note(selector.select(left), touched)

    def _rest(
        self, selector: selectors.BaseSelector, touched: Touched, kiosks: Iterable[Kiosk]
    ) -> None:
        """Note what comes until none of some kiosks waits. Raises TimeoutError."""
        while any(kiosk.waits for kiosk in kiosks):
            ready = selector.select(SILENCE_SECONDS)
            if not ready:
                raise TimeoutError("the server went silent")
            self._note(ready, touched)

    def _note(self, ready: Iterable[tuple[selectors.SelectorKey, int]], touched: Touched) -> None:
        for key, _ in ready:
            kiosk: Kiosk = key.data
            if answer := kiosk.wire.read():
                kiosk.waits = False
                touched.note(kiosk, answer, time.monotonic())

    def _told(self, touched: Touched) -> dict[str, object]:
        papers = self._printer.begun(len(touched.tickets), PAPER_SECONDS)
        bare = self._bare.begun(len(touched.probed_at), SILENCE_SECONDS)
        return {
            # The agent prints in the order in which the tickets were issued.
            "tickets": [touched.tickets[ticket_id] for ticket_id in sorted(touched.tickets)],
            "papers": papers,
            "floor": touched.floor,
            "bare": [at - began for began, at in zip(touched.probed_at, bare, strict=True)],
            "refused": touched.refused,
        }


def main() -> None:
    """Do what standard input asks for, one JSON line each."""
    gc.disable()
    lobby = Lobby()
    commands: dict[str, Any] = {"open": lobby.open, "touch": lobby.touch}
    for line in sys.stdin:
        question: dict[str, Any] = json.loads(line)
        answer = commands[question.pop("do")](**question)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
