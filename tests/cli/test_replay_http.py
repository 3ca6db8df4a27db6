"""`nobat replay` through a real server: HTTP, sockets, and a display that hears all."""

import json
import time
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.cli.replayed import Replayed, log_rows, nobat, real_day, replay, write_day
from tests.harness.server import RunningServer

SMALL = (
    "480,open_counters,A,2",
    *(f"48{minute},arrive,{queue},{minute + 1}" for minute in range(5) for queue in "AB"),
    *(f"48{minute + 5},call,{queue},{minute + 1}" for minute in range(5) for queue in "AB"),
)
HEARD_ALL = {"gaps": 0, "repeats": 0, "missed_calls": 0, "out_of_order": 0}
FINISHED = "SELECT count(*) FROM event WHERE kind = 'ticket_finished'"
CALLED_TICKETS = "SELECT ticket_id FROM event WHERE kind = 'ticket_called' ORDER BY seq"


def figures(replayed: Replayed) -> dict[str, Any]:
    assert replayed.result.stdout, replayed.result.output
    found: dict[str, Any] = json.loads(replayed.result.stdout)
    return found


def kill_after_ten_visits(server: RunningServer) -> None:
    """kill -9 in the quiet hour after the tenth visit; the last visitor comes six seconds later."""
    until = time.monotonic() + 60
    while log_rows(server.database_url, FINISHED) != [(10,)] and time.monotonic() < until:
        time.sleep(0.1)
    server.kill()


def on_server(server: RunningServer, file: Path, *options: object) -> Replayed:
    words = ("replay", file, "--database", server.database_url, "--json", *options)
    return Replayed(server.database_url, nobat(server.folder, *words))


@pytest.mark.load
@pytest.mark.timeout(400)
def test_the_real_day_through_http_reaches_the_display_whole(tmp_path: Path) -> None:
    replayed = replay(tmp_path, real_day(), "--speed", 600, "--json")

    found = figures(replayed)
    assert found["heard"] == {"calls": 1228, **HEARD_ALL}
    assert (found["tickets"], found["calls"], found["finished"]) == (1230, 1228, 1228)
    assert (replayed.result.exit_code, found["complete"], found["wrong"]) == (0, True, [])
    assert len(set(replayed.rows(CALLED_TICKETS))) == len(replayed.rows(CALLED_TICKETS)) == 1228


def test_a_small_day_starts_its_own_server_and_stops_it(tmp_path: Path) -> None:
    replayed = replay(tmp_path, write_day(tmp_path, *SMALL), "--speed", 600, "--json")

    found = figures(replayed)
    behind, seconds = found.pop("most_behind_seconds"), found.pop("seconds")
    (day,) = replayed.rows("SELECT DISTINCT business_day FROM ticket")
    assert (replayed.result.exit_code, found) == (
        0,
        {
            "hall": "small-day",
            "day": day[0],
            "expected_tickets": 10,
            "tickets": 10,
            "expected_calls": 10,
            "calls": 10,
            "finished": 10,
            "wrong": [],
            "heard": {"calls": 10, **HEARD_ALL},
            "complete": True,
        },
    )
    assert behind >= 0
    assert seconds >= 1.9  # from the first minute to the last visit's end, 600 times as fast
    assert replayed.result.stderr == ""


def test_it_plays_on_a_server_that_runs_already(server: RunningServer, tmp_path: Path) -> None:
    server.start()
    file = write_day(tmp_path, *SMALL)

    first = on_server(server, file, "--server", f"{server.url}/", "--speed", 1200)
    again = on_server(server, file, "--server", server.url)

    assert (first.result.exit_code, figures(first)["complete"]) == (0, True)
    assert again.result.exit_code == 1
    assert again.result.stderr.startswith("Error: small-day already has tickets on ")


def test_a_server_of_another_database_is_noticed(server: RunningServer, tmp_path: Path) -> None:
    server.start()
    (tmp_path / "other").mkdir()

    replayed = replay(
        tmp_path / "other", write_day(tmp_path, *SMALL), "--server", server.url, "--json"
    )

    assert replayed.result.stderr == (
        f"Error: The server at {server.url} works on another database."
        " Name its database: --database URL\n"
    )
    assert replayed.rows("SELECT count(*) FROM ticket") == [(0,)]


def test_all_clerks_log_in_from_one_address_as_only_wrong_tries_are_limited(
    server: RunningServer, tmp_path: Path
) -> None:
    server.environment["NOBAT_LOGIN_TRIES"] = "1 per minute"
    server.start()

    replayed = on_server(server, write_day(tmp_path, *SMALL), "--server", server.url)

    assert replayed.result.exit_code == 0, replayed.result.stderr


def test_a_server_that_dies_in_the_middle_leaves_an_incomplete_play(
    server: RunningServer, tmp_path: Path
) -> None:
    server.start()
    file = write_day(tmp_path, *SMALL, "560,arrive,A,6", "561,call,A,6")
    killer = Thread(target=kill_after_ten_visits, args=[server])
    killer.start()

    replayed = on_server(server, file, "--server", server.url, "--speed", 600)
    killer.join()

    found = figures(replayed)
    assert (replayed.result.exit_code, found["complete"]) == (1, False)
    assert (found["tickets"], found["calls"]) == (10, 10)
    assert [text[:40] for text in found["wrong"]] == ["line 23: POST /tickets: no answer (HTTPC"]
