"""`nobat bench` runs whole and tells everything. No figure is compared with a time."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from server.app import create_app
from server.cli.bench.hall import make_hall
from server.clock import utc_now
from server.config import Config

RATES = ("floor", "tickets", "calls", "desk_actions")


@pytest.fixture(scope="module")
def figures() -> Any:
    command = [sys.executable, "-m", "server.cli", "bench", "--quick", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_ticket_of_the_benchmark_queues_its_paper(tmp_path: Path):
    config = Config(database_url=f"sqlite:///{tmp_path / 'bench.db'}", var=tmp_path)
    hall = make_hall(config.database_url)
    kiosk = create_app(config, lambda: utc_now() + timedelta(hours=1)).test_client()

    ticket = kiosk.post(
        "/api/v1/tickets",
        json={"request_id": "a-ticket", "service_id": 1},
        headers={"Authorization": f"Bearer {hall.kiosk_tokens[0]}"},
    )

    assert (ticket.status_code, ticket.get_json()["prints"]) == (201, True)


@pytest.mark.load
def test_tickets_and_calls_stand_beside_their_floor(figures: Any):
    assert [part["clients"] for part in figures["http"]] == [1, 16]
    for part in figures["http"]:
        for name in RATES:
            rate = part[name]
            assert rate["count"] > 0
            assert rate["per_second"] > 0
            assert 0 < rate["p50_ms"] <= rate["p99_ms"]
        for name in RATES[1:]:
            assert part[f"{name}_ratio"]["rate"] == _ratio(part, name, "per_second")
            assert part[f"{name}_ratio"]["p99"] == _ratio(part, name, "p99_ms")


@pytest.mark.load
def test_the_last_screen_stands_beside_a_bare_broadcast(figures: Any):
    assert [part["screens"] for part in figures["pushes"]] == [5, 20]
    for part in figures["pushes"]:
        assert part["calls"]["count"] == part["broadcasts"]["count"] > 0
        assert part["event_bytes"] > 100
        assert part["p99_ratio"] == round(part["calls"]["p99_ms"] / part["broadcasts"]["p99_ms"], 3)


@pytest.mark.load
def test_a_touch_has_its_number_and_its_paper_beside_their_floors(figures: Any):
    part = figures["touches"]

    assert (part["kiosks"], part["each_seconds"]) == (20, 5.0)
    for name, floor in (("number", "floor"), ("first_byte", "bare_byte")):
        assert part[name]["count"] == part[floor]["count"] == 20
        assert 0 < part[name]["p50_ms"] <= part[name]["p95_ms"] <= part[name]["p99_ms"]
        assert part[f"{name}_p95_ratio"] == _beside(part[name], part[floor])
    assert part["first_byte"]["p50_ms"] > part["number"]["p50_ms"]
    assert part["server_cpu_ms"] > 0
    assert part["agent_cpu_ms"] > 0


@pytest.mark.load
def test_a_ticket_drawn_in_each_language_stands_beside_an_empty_sheet(figures: Any):
    part = figures["bitmaps"]

    assert (part["width"], part["languages"]) == (576, ["ar", "azb", "ckb", "en", "fa"])
    for name in ("ticket", "ticket_cpu", "blank", "blank_cpu"):
        assert part[name]["count"] == 20
        assert 0 < part[name]["p50_ms"] <= part[name]["p95_ms"] <= part[name]["p99_ms"]
    assert part["p95_ratio"] == _beside(part["ticket"], part["blank"])


@pytest.mark.load
def test_a_call_with_many_waiting_stands_beside_one_with_few(figures: Any):
    part = figures["waiting"]

    assert (part["few"], part["many"]) == (10, 200)
    assert part["with_few"]["count"] == part["with_many"]["count"] > 0
    for name in ("p50", "p99"):
        few, many = part["with_few"][f"{name}_ms"], part["with_many"][f"{name}_ms"]
        assert part[f"{name}_ratio"] == round(many / few, 3)


@pytest.mark.load
def test_disk_memory_and_budgets_are_told(figures: Any):
    assert 0 < figures["disk"]["p50_ms"] <= figures["disk"]["p99_ms"] <= figures["disk"]["most_ms"]
    assert 0 < figures["memory"]["idle_mb"] <= figures["memory"]["with_screens_mb"]
    assert len(figures["bounds"]) == 8
    for bound in figures["bounds"]:
        assert bound["first_met"] == _met(bound, bound["first"])
        assert bound["later_met"] == _met(bound, bound["later"])


def _ratio(part: Any, name: str, field: str) -> float:
    return round(part[name][field] / part["floor"][field], 3)


def _beside(measured: Any, floor: Any) -> float:
    return round(measured["p95_ms"] / floor["p95_ms"], 3)


def _met(bound: Any, asked: float | None) -> bool:
    if asked is None:
        return True
    return bool(bound["value"] >= asked if bound["at_least"] else bound["value"] <= asked)
