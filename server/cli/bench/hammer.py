"""Helper process: clients that ask again as soon as they are answered, all in one thread."""

import gc
import json
import selectors
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from uuid import uuid4

from server.cli.bench.wire import Answer, Wire, request

Headers = Mapping[str, str]
SILENCE_SECONDS = 30


@dataclass(frozen=True)
class Ask:
    """One request, and under which name its time is counted."""

    name: str
    path: str
    headers: Headers
    body: Mapping[str, object]


Script = Generator[Ask, Answer, None]


@dataclass
class Tally:
    """The time of each answer by name, and how many were refused, by name, status and code."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)

    def count(self, name: str, answer: Answer, seconds: float) -> None:
        if answer.status >= 300:
            code = json.loads(answer.body).get("error")
            self.refused[f"{name} {answer.status} {code}"] += 1
            return
        self.seconds.setdefault(name, []).append(seconds)


class Client:
    """A connection and the script it follows."""

    def __init__(self, wire: Wire, script: Script, tally: Tally) -> None:
        self.wire, self._script, self._tally = wire, script, tally
        self._ask = next(script)
        self._sent_at = 0.0

    def send(self) -> None:
        ask = self._ask
        raw = request("POST", ask.path, ask.headers, json.dumps(ask.body).encode())
        self._sent_at = time.monotonic()
        self.wire.send(raw)

    def read(self) -> bool:
        """Take what came, go on with the script; return whether it goes on."""
        answer = self.wire.read()
        if answer is None:
            return True
        self._tally.count(self._ask.name, answer, time.monotonic() - self._sent_at)
        try:
            self._ask = self._script.send(answer)
        except StopIteration:
            return False
        self.send()
        return True


def floor(until: float, headers: Headers, service_ids: Sequence[int]) -> Script:
    """Ask the empty route, with the body and the headers of a ticket."""
    for service_id in _until(until, service_ids):
        body = {"request_id": uuid4().hex, "service_id": service_id, "language": "fa"}
        yield Ask("floor", "/bench/floor", headers, body)


def tickets(until: float, headers: Headers, service_ids: Sequence[int]) -> Script:
    """Take tickets."""
    for service_id in _until(until, service_ids):
        body = {"request_id": uuid4().hex, "service_id": service_id, "language": "fa"}
        yield Ask("tickets", "/api/v1/tickets", headers, body)


def calls(until: float, headers: Headers, service_ids: Sequence[int]) -> Script:
    """Call, begin and finish; a ticket called before the end is finished after it."""
    for _ in _until(until, service_ids):
        answer = yield Ask("calls", "/api/v1/calls", headers, {"request_id": uuid4().hex})
        if answer.status != 201:
            return
        path = f"/api/v1/tickets/{json.loads(answer.body)['id']}"
        yield Ask("beginnings", f"{path}/beginnings", headers, {"request_id": uuid4().hex})
        yield Ask("finishes", f"{path}/finishes", headers, {"request_id": uuid4().hex})


SCRIPTS: dict[str, Callable[[float, Headers, Sequence[int]], Script]] = {
    "floor": floor,
    "tickets": tickets,
    "calls": calls,
}


def run(job: Mapping[str, Any]) -> dict[str, object]:
    """Let a client for each of the job's headers follow its script for the job's seconds."""
    tally = Tally()
    wires = [Wire(job["port"]) for _ in job["headers"]]
    began = time.monotonic()
    script = SCRIPTS[job["do"]]
    clients = [
        Client(wire, script(began + job["seconds"], headers, job["service_ids"]), tally)
        for wire, headers in zip(wires, job["headers"], strict=True)
    ]
    _drive(clients)
    elapsed = time.monotonic() - began
    for wire in wires:
        wire.close()
    return {"seconds": elapsed, "times": tally.seconds, "refused": tally.refused}


def _drive(clients: Sequence[Client]) -> None:
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client.wire, selectors.EVENT_READ, client)
            client.send()
        while selector.get_map():
            ready = selector.select(SILENCE_SECONDS)
            if not ready:
                raise TimeoutError("the server went silent")
            for key, _ in ready:
                if not key.data.read():
                    selector.unregister(key.fileobj)


def _until(until: float, service_ids: Sequence[int]) -> Generator[int]:
    """Go round the services until the time is over."""
    for service_id in cycle(service_ids):
        yield service_id
        if time.monotonic() >= until:
            return


def main() -> None:
    """Do the jobs on standard input, one JSON line each."""
    gc.disable()  # a job is short, and a pause of ours would be counted as the server's
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
