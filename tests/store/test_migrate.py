"""The migrations lead to this version's tables, on both databases, and lose nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from server.store.migrate import MIGRATIONS, differences, migrate
from tests.harness.databases import POSTGRESQL
from tests.harness.postgres import cluster

# A hall of the first version: yesterday's A-001 was left serving, today A-001 waits.
FIRST_HALL = (
    "INSERT INTO branch (id, code, names, time_zone, languages, week, ticker)"
    " VALUES (1, 'hall', '{}', 'Asia/Tehran', '[]', '{}', '{}')",
    "INSERT INTO branch_head (branch_id, seq, setup_seq, at) VALUES (1, 9, 1, 9000)",
    "INSERT INTO user_account (id, branch_id, username, name, role, password_hash, active)"
    " VALUES (1, 1, 'clerk', 'Clerk', 'clerk', '', TRUE)",
    "INSERT INTO service (id, branch_id, code, names, letter, first_number, last_number, color,"
    " expected_minutes, place, active) VALUES (1, 1, 'a', '{}', 'A', 1, 999, '', 5, 0, TRUE)",
    "INSERT INTO priority_class (id, branch_id, code, names, rate, legal_reference, place, active)"
    " VALUES (1, 1, 'standard', '{}', 1, '', 0, TRUE)",
    "INSERT INTO counter (id, branch_id, number, active, state, clerk_id)"
    " VALUES (1, 1, 1, TRUE, 'open', 1), (2, 1, 2, TRUE, 'closed', NULL)",
    "INSERT INTO counter_service (counter_id, service_id) VALUES (1, 1)",
    "INSERT INTO ticket (id, branch_id, service_id, numbered_by_id, priority_class_id, number,"
    " business_day, ordinal, state, language, token, issued_at, counter_id, clerk_id, recalls)"
    " VALUES (1, 1, 1, 1, 1, 'A-001', '2026-11-22', 1, 'serving', 'fa', 'a', 1000, 1, 1, 0),"
    " (2, 1, 1, 1, 1, 'A-001', '2026-11-23', 1, 'waiting', 'fa', 'b', 8000, NULL, NULL, 0)",
    "INSERT INTO period (branch_id, ticket_id, business_day, kind, service_id, started_at,"
    " suspect) VALUES (1, 1, '2026-11-22', 'serving', 1, 2000, FALSE),"
    " (1, 2, '2026-11-23', 'waiting', 1, 8000, FALSE)",
)


@pytest.fixture
def url(engine: str, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if engine != POSTGRESQL:
        yield f"sqlite:///{tmp_path / 'nobat.db'}"
        return
    name = cluster().create()
    yield cluster().url(name)
    cluster().drop(name)


def up_to(url: str, revision: str, *statements: str) -> None:
    """Bring a database to an older version, and fill it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for statement in statements:
            connection.exec_driver_sql(statement)


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_the_migrated_database_has_exactly_the_tables_of_the_code(url: str) -> None:
    first, again = migrate(url), migrate(url)

    assert (first, again) == (True, False)
    assert differences(url) == []


def test_a_hall_of_the_first_version_goes_on_and_what_was_left_over_is_ended_flagged(
    url: str,
) -> None:
    up_to(url, "0001", *FIRST_HALL)

    assert migrate(url)

    tickets = "SELECT id, state, line_at, place, misses FROM ticket ORDER BY id"
    assert rows(url, tickets) == [(1, "expired", 1000, 1, 0), (2, "waiting", 8000, 1, 0)]
    periods = "SELECT ticket_id, ended_at, CAST(suspect AS INTEGER) FROM period ORDER BY id"
    assert rows(url, periods) == [(1, 9000, 1), (2, None, 0)]
    seats = "SELECT counter_id, clerk_id, state, started_at, ended_at FROM seat_period"
    assert rows(url, seats) == [(1, 1, "open", 9000, None)]
    assert rows(url, "SELECT tier, after_minutes FROM counter_service") == [(0, None)]
    assert differences(url) == []


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE counter SET state = 'asleep'",
        "UPDATE ticket SET state = 'lost'",
        "UPDATE ticket SET held_for = 'nobody'",
        "UPDATE ticket SET for_counter_id = 99",
        "UPDATE period SET ended_at = started_at - 1",
        "UPDATE ticket SET state = 'waiting'",
    ],
)
def test_a_migrated_database_still_refuses_what_must_never_be(url: str, broken: str) -> None:
    up_to(url, "0001", *FIRST_HALL)
    migrate(url)
    engine = sa.create_engine(url, poolclass=sa.NullPool)

    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        with pytest.raises(sa.exc.IntegrityError):
            connection.exec_driver_sql(broken)
