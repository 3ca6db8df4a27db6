"""The kiosk hears of paper that failed, though no socket comes through the relay."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.agent.job import Job, Outcome
from kiosk.agent.relay.failed_papers import FailedPapers
from kiosk.agent.relay.kiosks import credential
from kiosk.agent.relay.parts import Parts, join_parts
from kiosk.agent.relay.relay import Relay
from kiosk.agent.relay.upstream import Answer, Asked
from tests.agent.relay.conftest import Machine

PATH = "/api/v1/branches/1/snapshot"
PICTURE = {"seq": 3, "services": [], "branch": {"open": True}}


def job(number: str, kind: str = "ticket") -> Job:
    return Job(1, number, "2026-11-23T07:10:01Z", {}, None, kind)


def test_it_is_told_for_a_minute(machine: Machine):
    failed = FailedPapers(machine.ticking.ticks)
    failed.note(job("A-001"), Outcome("failed", "paper_out"))
    machine.forward(seconds=59)
    failed.note(job("A-002"), Outcome("confirmed"))
    failed.note(job("A-003", "reprint"), Outcome("failed", "mute"))
    failed.note(job("A-004"), Outcome("unknown", "stuck"))
    first = failed.recent()
    machine.forward(seconds=2)

    assert first == [
        {"number": "A-001", "state": "failed", "reason": "paper_out"},
        {"number": "A-004", "state": "unknown", "reason": "stuck"},
    ]
    assert failed.recent() == first[1:]


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """A relay without a server, whose kiosk has seen the hall before."""
    made = join_parts("http://127.0.0.1:9", tmp_path, lambda _: True)
    made.disk.keep_fact(*known())
    made.shelf.put(PATH, Answer(200, (), json.dumps(PICTURE).encode()))
    yield made
    made.disk.close()


def known() -> tuple[str, str]:
    name = credential(asked())
    assert name is not None
    return name, json.dumps({"code": "kiosk-1", "branch_id": 1})


def asked(**headers: str) -> Asked:
    return Asked("GET", PATH, {"Cookie": "nobat_kiosk=secret", **headers})


def test_the_picture_carries_it_and_changes_with_it(parts: Parts):
    relay = Relay(parts)
    before = relay.picture(asked())
    parts.failed_papers.note(job("A-001"), Outcome("failed", "paper_out"))

    after = relay.picture(asked())

    assert "failed_papers" not in json.loads(before.body)
    assert json.loads(after.body) == json.loads(before.body) | {
        "failed_papers": [{"number": "A-001", "state": "failed", "reason": "paper_out"}]
    }
    assert before.header("ETag") != after.header("ETag")
