"""Plays a day against the clock: one thread a queue, so a queue's and a counter's order holds."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Thread

from server.cli.replay.by_http import ServerRefused
from server.cli.replay.plan import Step
from server.cli.replay.play import Player

LEAD_SECONDS = 0.5  # the threads are all waiting when the first step is due
LOOK_SECONDS = 0.2


@dataclass
class Pace:
    """When a step is due in this process's own time; `speed` file seconds pass in a second."""

    first: timedelta
    speed: float
    stop: Event = field(default_factory=Event)
    started: float = 0.0

    def start(self) -> None:
        """Let the day begin."""
        self.started = time.monotonic() + LEAD_SECONDS

    def wait_for(self, step: Step) -> bool:
        """Sleep until a step is due; return False when the play was broken off."""
        return not self.stop.wait(max(0.0, self._due(step) - time.monotonic()))

    def behind(self, step: Step) -> float:
        """Return by how many seconds a step, done just now, is late."""
        return time.monotonic() - self._due(step)

    def _due(self, step: Step) -> float:
        return self.started + (step.at - self.first).total_seconds() / self.speed


class Lane(Thread):
    """One queue's steps in order. A refusal ends the lane; its failure says why."""

    def __init__(self, steps: Sequence[Step], player: Player, pace: Pace) -> None:
        super().__init__(daemon=True)
        self._steps, self._pace = steps, pace
        self.player = player
        self.done = 0
        self.most_behind = 0.0
        self.failure: str | None = None

    def run(self) -> None:
        """Take every step when it is due."""
        try:
            for step in self._steps:
                if not self._pace.wait_for(step):
                    return
                self.player.take(step)
                self.most_behind = max(self.most_behind, self._pace.behind(step))
                self.done += 1
        except ServerRefused as refusal:
            self.failure = f"line {step.line}: {refusal}"


def run_lanes(lanes: Sequence[Lane], pace: Pace, show: Callable[[int], None]) -> float:
    """Play all lanes to their end and return the seconds it took; an interrupt stops them."""
    pace.start()
    for lane in lanes:
        lane.start()
    try:
        while any(lane.is_alive() for lane in lanes):
            show(sum(lane.done for lane in lanes))
            time.sleep(LOOK_SECONDS)
    finally:
        pace.stop.set()
        for lane in lanes:
            lane.join()
    show(sum(lane.done for lane in lanes))
    return time.monotonic() - pace.started
