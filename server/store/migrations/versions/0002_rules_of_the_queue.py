"""The rules of the queue: places in line, holds, pauses, notes, help, closures, holidays"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import server.store.columns

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

ALIVE = "state IN ('waiting', 'called', 'serving', 'held')"
# Before this version nothing ended a day: what lives from earlier days ends here, flagged.
LEFT_OVER = f"{ALIVE} AND business_day < (SELECT max(t.business_day) FROM ticket t WHERE t.branch_id = ticket.branch_id)"


def upgrade() -> None:
    op.create_table('closure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('branch_id', sa.Integer(), nullable=False),
    sa.Column('business_day', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('begun_at', server.store.columns.UtcTime(), nullable=False),
    sa.Column('ended_at', server.store.columns.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['branch_id'], ['branch.id'], name=op.f('fk_closure_branch_id_branch')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_closure_service_id_service')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_closure_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_closure'))
    )
    op.create_index('ix_closure_day', 'closure', ['branch_id', 'business_day'], unique=False)
    op.create_table('help_call',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('branch_id', sa.Integer(), nullable=False),
    sa.Column('counter_id', sa.Integer(), nullable=False),
    sa.Column('clerk_id', sa.Integer(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('asked_at', server.store.columns.UtcTime(), nullable=False),
    sa.Column('answered_at', server.store.columns.UtcTime(), nullable=True),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.Column('ended_at', server.store.columns.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by_id'], ['user_account.id'], name=op.f('fk_help_call_answered_by_id_user_account')),
    sa.ForeignKeyConstraint(['branch_id'], ['branch.id'], name=op.f('fk_help_call_branch_id_branch')),
    sa.ForeignKeyConstraint(['clerk_id'], ['user_account.id'], name=op.f('fk_help_call_clerk_id_user_account')),
    sa.ForeignKeyConstraint(['counter_id'], ['counter.id'], name=op.f('fk_help_call_counter_id_counter')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_help_call'))
    )
    op.create_index('uq_help_call_open', 'help_call', ['counter_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('seat_period',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('branch_id', sa.Integer(), nullable=False),
    sa.Column('counter_id', sa.Integer(), nullable=False),
    sa.Column('clerk_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('open', 'paused', 'closed', name='state', native_enum=False, create_constraint=True, length=24), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('started_at', server.store.columns.UtcTime(), nullable=False),
    sa.Column('ended_at', server.store.columns.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['branch_id'], ['branch.id'], name=op.f('fk_seat_period_branch_id_branch')),
    sa.ForeignKeyConstraint(['clerk_id'], ['user_account.id'], name=op.f('fk_seat_period_clerk_id_user_account')),
    sa.ForeignKeyConstraint(['counter_id'], ['counter.id'], name=op.f('fk_seat_period_counter_id_counter')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seat_period'))
    )
    op.create_index('ix_seat_period_clerk', 'seat_period', ['clerk_id', 'started_at'], unique=False)
    op.create_index('uq_seat_period_open', 'seat_period', ['counter_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ticket_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('counter_id', sa.Integer(), nullable=True),
    sa.Column('at', server.store.columns.UtcTime(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['counter_id'], ['counter.id'], name=op.f('fk_note_counter_id_counter')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_note_ticket_id_ticket')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_note_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note'))
    )
    op.create_index('ix_note_ticket', 'note', ['ticket_id'], unique=False)
    op.create_table('visit_service',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ticket_id', sa.Integer(), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=False),
    sa.Column('added_at', server.store.columns.UtcTime(), nullable=False),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('finished_at', server.store.columns.UtcTime(), nullable=True),
    sa.Column('counter_id', sa.Integer(), nullable=True),
    sa.Column('clerk_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['clerk_id'], ['user_account.id'], name=op.f('fk_visit_service_clerk_id_user_account')),
    sa.ForeignKeyConstraint(['counter_id'], ['counter.id'], name=op.f('fk_visit_service_counter_id_counter')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_visit_service_service_id_service')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_visit_service_ticket_id_ticket')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit_service')),
    sa.UniqueConstraint('ticket_id', 'service_id', name=op.f('uq_visit_service_ticket_id_service_id'))
    )
    op.add_column('branch', sa.Column('holidays', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('branch', sa.Column('rules', sa.JSON(), server_default='{}', nullable=False))
    op.add_column('branch', sa.Column('outcomes', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('branch', sa.Column('pause_reasons', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('branch_head', sa.Column('closed_day', sqlmodel.sql.sqltypes.AutoString(length=10), server_default='', nullable=False))

    with op.batch_alter_table('counter') as batch_op:
        batch_op.add_column(sa.Column('express_minutes', sa.Float(), nullable=True))
        batch_op.drop_constraint(op.f('ck_counter_state'), type_='check')
        batch_op.create_check_constraint(op.f('ck_counter_state'), "state IN ('open', 'paused', 'closed')")
    op.add_column('counter', sa.Column('since', server.store.columns.UtcTime(), nullable=True))
    op.execute("UPDATE counter SET since = (SELECT h.at FROM branch_head h WHERE h.branch_id = counter.branch_id) WHERE clerk_id IS NOT NULL")
    op.add_column('counter', sa.Column('pause_reason', sqlmodel.sql.sqltypes.AutoString(length=64), server_default='', nullable=False))
    op.execute(
        "INSERT INTO seat_period (branch_id, counter_id, clerk_id, state, reason, note, started_at)"
        " SELECT branch_id, id, clerk_id, 'open', '', '', since FROM counter WHERE clerk_id IS NOT NULL"
    )
    op.add_column('counter_service', sa.Column('tier', sa.Integer(), server_default=sa.text('0'), nullable=False))
    op.add_column('counter_service', sa.Column('after_minutes', sa.Float(), nullable=True))
    op.add_column('priority_class', sa.Column('asks_proof', sa.Boolean(), server_default=sa.text('(FALSE)'), nullable=False))
    op.add_column('service', sa.Column('target_minutes', sa.Float(), nullable=True))
    op.add_column('service', sa.Column('documents', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('service', sa.Column('daily_quota', sa.Integer(), nullable=True))
    op.add_column('service', sa.Column('last_ticket', sqlmodel.sql.sqltypes.AutoString(length=5), nullable=True))
    op.execute(
        "UPDATE period SET suspect = TRUE, ended_at = (SELECT h.at FROM branch_head h WHERE h.branch_id = period.branch_id)"
        f" WHERE ended_at IS NULL AND ticket_id IN (SELECT id FROM ticket WHERE {LEFT_OVER})"
    )
    op.execute(f"UPDATE ticket SET state = 'expired' WHERE {LEFT_OVER}")
    op.add_column('ticket', sa.Column('line_at', server.store.columns.UtcTime(), server_default=sa.text('0'), nullable=False))
    op.execute("UPDATE ticket SET line_at = issued_at")
    op.add_column('ticket', sa.Column('place', sa.Integer(), server_default=sa.text('1'), nullable=False))
    # As text: with its reference inside, SQLite adds the column without rebuilding the table,
    # which would lose its checks.
    op.execute(
        "ALTER TABLE ticket ADD COLUMN for_counter_id INTEGER"
        " CONSTRAINT fk_ticket_for_counter_id_counter REFERENCES counter (id)"
    )
    op.add_column('ticket', sa.Column('not_before', server.store.columns.UtcTime(), nullable=True))
    op.execute(
        "ALTER TABLE ticket ADD COLUMN held_for VARCHAR(24)"
        " CONSTRAINT ck_ticket_held_for CHECK (held_for IN ('counter', 'hall'))"
    )
    op.add_column('ticket', sa.Column('misses', sa.Integer(), server_default=sa.text('0'), nullable=False))
    op.drop_index('ix_ticket_line', 'ticket')
    op.drop_index('uq_ticket_alive_number', 'ticket')
    _partial('ix_ticket_line', ['service_id', 'priority_class_id', 'line_at', 'id'], "state = 'waiting' AND place = 1 AND for_counter_id IS NULL")
    _partial('ix_ticket_waiting', ['service_id', 'place', 'line_at', 'id'], "state = 'waiting'")
    _partial('uq_ticket_alive_number', ['branch_id', 'number'], ALIVE, unique=True)
    _partial('ix_ticket_held', ['branch_id'], "state = 'held'")
    _partial('ix_ticket_missed', ['branch_id', 'business_day'], "state = 'no_show'")
    _partial('ix_ticket_placed', ['branch_id'], "state = 'waiting' AND (place = 0 OR for_counter_id IS NOT NULL)")


def _partial(name: str, columns: list[str], condition: str, unique: bool = False) -> None:
    where = sa.text(condition)
    op.create_index(name, 'ticket', columns, unique=unique, sqlite_where=where, postgresql_where=where)
