"""A hall of version 0002 keeps its tickets when the visitor's side comes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command

from server.store.engine import migrating_engine
from server.store.migrate import alembic_config, differences, migrate

# A hall of version 0002: a ticket from a kiosk that prints, and one from a counter.
OLD_HALL = """
INSERT INTO branch (id, code, names, time_zone, languages, week, ticker)
 VALUES (1, 'hall', '{}', 'UTC', '["fa"]', '{}', '{}');
INSERT INTO branch_head VALUES (1, 2, 0, 5, '');
INSERT INTO service (id, branch_id, code, names, letter, first_number, last_number, color,
 expected_minutes, place, active) VALUES (1, 1, 'a', '{}', 'A', 1, 9, '#000000', 1, 0, TRUE);
INSERT INTO priority_class (id, branch_id, code, names, rate, legal_reference, place, active)
 VALUES (1, 1, 'standard', '{}', 1, '', 0, TRUE);
INSERT INTO device (id, branch_id, code, kind, active) VALUES (1, 1, 'agent', 'agent', TRUE);
INSERT INTO device (id, branch_id, code, kind, active, printer_id)
 VALUES (2, 1, 'kiosk', 'kiosk', TRUE, 1);
INSERT INTO user_account (id, branch_id, username, name, role, password_hash, active)
 VALUES (1, 1, 'clerk', 'Clerk', 'clerk', '', TRUE);
INSERT INTO ticket (id, branch_id, service_id, numbered_by_id, priority_class_id, business_day,
 ordinal, number, state, language, token, issued_at, recalls, line_at)
 VALUES (7, 1, 1, 1, 1, '2026-11-23', 1, 'A-001', 'waiting', 'fa', 'one', 3, 0, 3),
 (8, 1, 1, 1, 1, '2026-11-23', 2, 'A-002', 'done', 'fa', 'two', 3, 0, 3);
INSERT INTO period (branch_id, ticket_id, business_day, kind, service_id, started_at, suspect)
 VALUES (1, 7, '2026-11-23', 'waiting', 1, 3, FALSE);
INSERT INTO event (branch_id, seq, at, kind, ticket_id, device_id, body)
 VALUES (1, 1, 3, 'ticket_issued', 7, 2, '{}');
INSERT INTO event (branch_id, seq, at, kind, ticket_id, user_id, body)
 VALUES (1, 2, 3, 'ticket_issued', 8, 1, '{}');
"""


def migrate_to(url: str, revision: str) -> None:
    config = alembic_config()
    with migrating_engine(url).connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_a_hall_of_the_version_before_keeps_its_tickets_and_its_safeguards(tmp_path: Path) -> None:
    path = tmp_path / "nobat.db"
    migrate_to(f"sqlite:///{path}", "0002")
    with closing(sqlite3.connect(path)) as db:
        db.executescript(OLD_HALL)

    migrate(f"sqlite:///{path}")

    with closing(sqlite3.connect(path)) as db:
        tickets = db.execute("SELECT id, number, channel, kiosk_id, block FROM ticket").fetchall()
        devices = db.execute("SELECT code, inches, printer_code, printers FROM device").fetchall()
        periods = db.execute("SELECT ticket_id, ended_at FROM period").fetchall()
        (table,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'ticket'").fetchone()
        partial = db.execute(
            "SELECT count(*) FROM sqlite_master WHERE tbl_name = 'ticket' AND sql LIKE '% WHERE %'"
        ).fetchone()
    assert tickets == [(7, "A-001", "kiosk", 2, ""), (8, "A-002", "counter", None, "")]
    assert devices == [("agent", None, None, '["main"]'), ("kiosk", 21.5, "main", "[]")]
    assert periods == [(7, None)]
    assert [table.count(name) for name in ("ck_ticket_state", "ck_ticket_held_for")] == [1, 1]
    assert partial == (10,)
    assert differences(f"sqlite:///{path}") == []
