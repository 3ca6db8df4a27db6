"""The fake server answers as the real one does, so that the agent's tests mean something."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from server.clock import utc_now
from server.operations.pair_device import offer_pairing
from tests.agent.fake_server import CODE, TOKEN, FakeServer
from tests.harness.halls import hall
from tests.harness.server import Client, RunningServer

TAKE, PAIR, REPORT = "/print-jobs/takings", "/devices/pairings", "/print-jobs/{}/reports"
FIRST, SECOND, NONE = REPORT.format(1), REPORT.format(2), REPORT.format(99)
Said = tuple[str, dict[str, Any]]

# One conversation: two jobs wait; each line is sent to both servers in turn.
CONVERSATION: list[Said] = [
    (PAIR, {"code": "AAAA-2222"}),
    (PAIR, {"code": "AAAA-2222", "surprise": 1}),
    (TAKE, {"surprise": 1}),
    (TAKE, {"request_id": "short"}),
    (TAKE, {"width": 580}),
    (TAKE, {"printer": "second"}),
    (TAKE, {"printer": "", "width": 576}),
    (FIRST, {"request_id": "early-one", "state": "confirmed", "reason": ""}),
    (TAKE, {}),
    (TAKE, {"request_id": "taking-0001"}),
    (FIRST, {"state": "sent", "reason": ""}),
    (FIRST, {"request_id": "short", "state": "sent", "reason": ""}),
    (FIRST, {"request_id": "report-01", "state": "printed", "reason": ""}),
    (FIRST, {"request_id": "report-01", "reason": ""}),
    (FIRST, {"request_id": "report-01", "state": "sent", "reason": "", "surprise": 1}),
    (FIRST, {"request_id": "report-01", "state": "sent", "reason": ""}),
    (FIRST, {"request_id": "report-01", "state": "sent", "reason": ""}),
    (FIRST, {"request_id": "report-01", "state": "unknown", "reason": "stuck"}),
    (SECOND, {"request_id": "report-01", "state": "sent", "reason": ""}),
    (FIRST, {"request_id": "report-02", "state": "failed", "reason": "offline"}),
    (FIRST, {"request_id": "report-03", "state": "unknown", "reason": "stuck"}),
    (FIRST, {"request_id": "report-04", "state": "confirmed", "reason": ""}),
    (NONE, {"request_id": "report-05", "state": "sent", "reason": ""}),
    (TAKE, {}),
    (SECOND, {"request_id": "report-06", "state": "failed"}),
    (TAKE, {}),
]


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RunningServer]:
    """A real server, not yet started."""
    folder = tmp_path / "real"
    folder.mkdir()
    running = RunningServer(folder)
    yield running
    running.kill()


def test_it_answers_as_the_real_one_does(server: FakeServer, real: RunningServer) -> None:
    branch_id = real.apply(hall())
    real.expect_agent(branch_id)
    kiosk_token, agent_token = real.token(branch_id, "kiosk-1"), real.token(branch_id, "printer-1")
    kiosk = Client(real.start(), kiosk_token)
    for at in range(2):
        kiosk.post("/tickets", request_id=f"ticket-{at:02}", service_id=1)
        server.queue(f"A-{at + 1:03}")

    for said in CONVERSATION:
        assert answer(server.url, TOKEN, said) == answer(real.url, agent_token, said), said
    for said in (TAKE, {}), CONVERSATION[-2]:
        assert answer(server.url, "nonsense", said) == answer(real.url, "nonsense", said), said


def test_it_pairs_as_the_real_one_does(server: FakeServer, real: RunningServer) -> None:
    branch_id = real.apply(hall())
    real.start()
    code = offer_pairing(
        real.database(), branch_id=branch_id, device_code="printer-1", now=utc_now()
    )

    fake_body, real_body = (
        requests.post(f"{url}/api/v1{PAIR}", json={"code": told}, timeout=10).json()
        for url, told in ((server.url, CODE), (real.url, code))
    )

    assert fake_body.keys() == real_body.keys()
    assert fake_body["device"].keys() == real_body["device"].keys()


def answer(url: str, token: str, said: Said) -> tuple[int, Any]:
    """Return the status and what an agent reads of the answer."""
    path, body = said
    answered = requests.post(
        f"{url}/api/v1{path}",
        json=body,
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    )
    content = answered.json()
    if answered.status_code >= 400:
        return answered.status_code, (sorted(content), content["error"])
    if job := content.get("job"):
        return answered.status_code, (sorted(content), sorted(job), job["id"], job["number"])
    return answered.status_code, content
