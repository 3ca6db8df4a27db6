"""`--code`: a token for a new agent, and never at the cost of one that works."""

from dataclasses import replace

import pytest

from kiosk.agent.journal import Journal
from kiosk.agent.main import run
from tests.agent.conftest import eventually, running
from tests.agent.fake_server import CODE, TOKEN
from tests.agent.relay.fake_hall import FakeHall


@pytest.fixture
def server():
    with FakeHall() as fake:
        yield fake


@pytest.fixture
def with_code(settings):
    """An agent that pairs first; the token file is an earlier one's."""
    return replace(settings(), code=CODE)


def test_a_new_agent_pairs_and_prints(server: FakeHall, with_code):
    with_code.token_file.unlink()
    server.queue("A-001")

    with running(with_code):
        eventually(server.done)

    assert with_code.token_file.read_text() == f"{TOKEN}\n"
    assert server.states() == [("confirmed", "")]


def test_a_token_that_the_server_knows_no_more_is_replaced(server: FakeHall, with_code):
    with_code.token_file.write_text("of-a-device-out-of-use")
    server.queue("A-001")

    with running(with_code):
        eventually(server.done)

    assert with_code.token_file.read_text() == f"{TOKEN}\n"


def test_beside_an_agent_at_work_a_second_one_spends_no_code(server: FakeHall, with_code, caplog):
    with_code.token_file.write_text("of-the-first")
    journal = Journal(with_code.journal)

    code = run(with_code)

    journal.close()
    assert (code, server.pairings) == (2, [])
    assert with_code.token_file.read_text() == "of-the-first"
    assert "another agent is at work" in caplog.text


def test_a_token_that_the_server_knows_is_never_overwritten(server: FakeHall, with_code, caplog):
    other = replace(with_code, journal=with_code.journal.with_name("other"))

    code = run(other)

    assert (code, server.pairings, other.token_file.read_text()) == (2, [], TOKEN)
    assert f"{other.token_file} is the token of printer-1" in caplog.text


def test_a_wrong_code_ends_the_agent_with_a_clear_line(server: FakeHall, with_code, caplog):
    with_code.token_file.unlink()

    code = run(replace(with_code, code="AAAA-2222"))

    assert (code, with_code.token_file.exists()) == (2, False)
    assert "cannot pair: code_refused, in words" in caplog.text
