import stat

import pytest

from kiosk.agent.link import Link, Refused, ServerAway, pair
from tests.agent.fake_server import CODE, TOKEN, FakeServer
from tests.printers.fake_tcp import refused_port


def test_pairing_keeps_the_token_for_its_owner_only(server: FakeServer, tmp_path):
    file = tmp_path / "new" / "agent.token"

    device = pair(server.url, CODE, file)

    assert device == {"id": 3, "code": "agent-1", "kind": "agent", "branch_id": 1}
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == (f"{TOKEN}\n", 0o600)


def test_a_wrong_code_keeps_nothing(server: FakeServer, tmp_path):
    with pytest.raises(Refused, match="code_refused"):
        pair(server.url, "AAAA-2222", tmp_path / "agent.token")

    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there_is_away():
    with pytest.raises(ServerAway):
        Link(f"http://127.0.0.1:{refused_port()}", TOKEN).take("main", 576)


def test_a_job_without_an_id_is_no_job(server: FakeServer, monkeypatch):
    server.queue()
    monkeypatch.setattr("tests.agent.fake_server.FakeJob.json", lambda _: {"number": "A-001"})

    with pytest.raises(ServerAway, match="holds no job"):
        Link(server.url, TOKEN).take("main", 576)
