"""Plays a day through real HTTP and sockets, while a display listens to everything."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import click

from server.cli.replay.by_http import Caller, HttpDoors, ServerRefused
from server.cli.replay.figures import Played
from server.cli.replay.hall import DISPLAY, KIOSK, Password, clerk_name
from server.cli.replay.lanes import Lane, Pace, run_lanes
from server.cli.replay.plan import Plan
from server.cli.replay.play import Account, Player, sum_of
from server.cli.replay.screen import join_lobby
from server.cli.replay.stage import Stage
from server.clock import utc_now
from server.operations.pair_device import offer_pairing, pair_device
from server.operations.snapshot import branch_seq
from server.store.database import Database


@dataclass(frozen=True)
class Crew:
    """Everybody who has come to play, by the queue and by the counter."""

    kiosks: Mapping[str, Caller]
    clerks: Mapping[int, Caller]

    def close(self) -> None:
        """Send everybody home."""
        for caller in (*self.kiosks.values(), *self.clerks.values()):
            caller.close()


def play_through_server(
    db: Database,
    plan: Plan,
    stage: Stage,
    *,
    url: str,
    code: str,
    password: Password,
    speed: float,
    show: Callable[[int], None],
) -> Played:
    """Play the day at a speed. Raises ClickException when it cannot begin."""
    lobby_token = _token(db, stage.branch_id, DISPLAY)
    with _crew(db, plan, stage, url, code, password) as crew:
        screen = join_lobby(url, lobby_token, stage.branch_id)
        try:
            _open_counters(stage, crew)
            pace = Pace(plan.steps[0].at, speed)
            lanes = [_lane(plan, queue.letter, stage, crew, pace) for queue in plan.queues]
            seconds = run_lanes(lanes, pace, show)
            account = _account(lanes)
            last = branch_seq(db, stage.branch_id)
            heard = screen.heard_until(last, account.called_ids)
        finally:
            screen.close()
    return Played(account, seconds, heard, max(lane.most_behind for lane in lanes))


@contextmanager
def _crew(
    db: Database, plan: Plan, stage: Stage, url: str, code: str, password: Password
) -> Iterator[Crew]:
    token = _token(db, stage.branch_id, KIOSK)
    kiosks = {queue.letter: Caller(url, token) for queue in plan.queues}
    crew = Crew(kiosks, {number: Caller(url) for number in stage.counter_ids})
    try:
        _require_same_database(next(iter(kiosks.values())), stage, url)
        for number, clerk in crew.clerks.items():
            name = clerk_name(code, number)
            clerk.log_in(name, password(name))
        yield crew
    except ServerRefused as refusal:
        raise click.ClickException(f"The play cannot begin: {refusal}") from refusal
    finally:
        crew.close()


def _require_same_database(kiosk: Caller, stage: Stage, url: str) -> None:
    devices = [(device["id"], device["branch_id"]) for device in kiosk.me()["devices"]]
    if devices != [(stage.kiosk_id, stage.branch_id)]:
        raise click.ClickException(
            f"The server at {url} works on another database. Name its database: --database URL"
        )


def _open_counters(stage: Stage, crew: Crew) -> None:
    for number, clerk in crew.clerks.items():
        clerk.command(f"/counters/{stage.counter_ids[number]}/openings")


def _lane(plan: Plan, letter: str, stage: Stage, crew: Crew, pace: Pace) -> Lane:
    doors = HttpDoors(stage, crew.kiosks[letter], crew.clerks)
    steps = [step for step in plan.steps if step.queue == letter]
    return Lane(steps, Player(doors, true_to_time=False), pace)


def _account(lanes: Sequence[Lane]) -> Account:
    total = sum_of(lane.player.account for lane in lanes)
    total.wrong += [lane.failure for lane in lanes if lane.failure]
    return total


def _token(db: Database, branch_id: int, device_code: str) -> str:
    now = utc_now()
    code = offer_pairing(db, branch_id=branch_id, device_code=device_code, now=now)
    return pair_device(db, code=code, now=now)[1]
