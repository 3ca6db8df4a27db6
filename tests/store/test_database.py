"""What the database itself holds, whatever the code does (design, contract 5)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from server.domain.events import CounterOpened
from server.store.columns import from_micros, to_micros
from tests.api.test_tickets import issue
from tests.harness.databases import POSTGRESQL
from tests.harness.site import TEN_O_CLOCK, Person, Site


def execute(site: Site, sql: str) -> None:
    engine = sa.create_engine(site.db.url)
    with engine.begin() as connection:
        connection.execute(sa.text(sql))
    engine.dispose()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ticket SET number = 'A-001'",
        "UPDATE ticket SET ordinal = 1",
        "UPDATE ticket SET state = 'called', counter_id = 1",
        "UPDATE ticket SET state = 'DONE' WHERE id = 1",
        "INSERT INTO period (branch_id, ticket_id, business_day, kind, service_id, started_at,"
        " suspect) VALUES (1, 1, '2026-11-23', 'waiting', 1, 0, FALSE)",
        "UPDATE period SET ended_at = started_at - 1",
        "UPDATE counter SET clerk_id = 1",
    ],
)
def test_the_database_refuses_what_must_never_be(site: Site, kiosk: Person, sql: str) -> None:
    issue(kiosk)
    issue(kiosk)

    with pytest.raises(sa.exc.IntegrityError):
        execute(site, sql)


def test_an_exception_leaves_nothing_behind(site: Site) -> None:
    def fail_half_way() -> None:
        with site.db.transaction(1, now=TEN_O_CLOCK) as tx:
            tx.record(CounterOpened(1, 1))
            raise LookupError

    with pytest.raises(LookupError):
        fail_half_way()

    with site.db.reader() as reader:
        assert reader.log.get(1).seq == 1
    assert site.heard == []


def test_stored_times_are_exact_and_aware() -> None:
    moment = TEN_O_CLOCK + timedelta(microseconds=123_457)

    assert from_micros(to_micros(moment)) == moment


@pytest.mark.parametrize("engine", [POSTGRESQL], indirect=True)
def test_after_a_restart_of_the_database_server_the_next_request_is_answered(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    site.change(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    assert issue(kiosk)["number"] == "A-001"
    assert clerk.get("/desk").status_code == 200


@pytest.mark.parametrize("engine", [POSTGRESQL], indirect=True)
def test_a_picture_is_one_state_whatever_is_committed_meanwhile(site: Site, kiosk: Person) -> None:
    issue(kiosk)
    with site.db.reader() as reader:
        before = reader.log.get(1).seq, reader.lines.size(1)
        issue(kiosk)
        after = reader.log.get(1).seq, reader.lines.size(1)

    assert after == before == (2, 1)
