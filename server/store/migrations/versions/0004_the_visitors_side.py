"""The visitor's side: the kiosk's guide, identity, provisional tickets, more time"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

ALIVE = "state IN ('waiting', 'called', 'serving', 'held')"
# Rebuilding a table on SQLite finds a reference that was added as text again, but not its name.
NAMES = {"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"}
PARTIAL = (
    ('ix_ticket_line', ['service_id', 'priority_class_id', 'line_at', 'id'],
     "state = 'waiting' AND place = 1 AND for_counter_id IS NULL", False),
    ('ix_ticket_waiting', ['service_id', 'place', 'line_at', 'id'], "state = 'waiting'", False),
    ('ix_ticket_placed', ['branch_id'],
     "state = 'waiting' AND (place = 0 OR for_counter_id IS NOT NULL)", False),
    ('ix_ticket_missed', ['branch_id', 'business_day'], "state = 'no_show'", False),
    ('ix_ticket_held', ['branch_id'], "state = 'held'", False),
    ('uq_ticket_in_hand', ['counter_id'], "state IN ('called', 'serving')", True),
    ('uq_ticket_alive_number', ['branch_id', 'number'], ALIVE, True),
    ('ix_ticket_clerk', ['clerk_id', 'business_day'], "clerk_id IS NOT NULL", False),
    ('ix_ticket_call', ['branch_id', 'business_day', 'call_seq'], "call_seq IS NOT NULL", False),
)
ADDED_AS_TEXT = (
    # As text: with its check or reference inside, SQLite adds the column without rebuilding the table.
    "ALTER TABLE service ADD COLUMN identity VARCHAR(24) DEFAULT 'none' NOT NULL"
    " CONSTRAINT ck_service_identity CHECK (identity IN ('none', 'national_id', 'phone'))",
    "ALTER TABLE ticket ADD COLUMN channel VARCHAR(24) DEFAULT 'kiosk' NOT NULL"
    " CONSTRAINT ck_ticket_channel CHECK (channel IN ('kiosk', 'counter', 'provisional'))",
    "ALTER TABLE ticket ADD COLUMN kiosk_id INTEGER"
    " CONSTRAINT fk_ticket_kiosk_id_device REFERENCES device (id)",
)


def upgrade() -> None:
    op.add_column('branch', sa.Column('service_groups', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('service', sa.Column('group_code', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True))
    op.add_column('service', sa.Column('icon', sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True))
    op.add_column('service', sa.Column('steps', sa.JSON(), server_default='[]', nullable=False))
    for names in ('fee', 'place_names', 'in_charge'):
        op.add_column('service', sa.Column(names, sa.JSON(), server_default='{}', nullable=False))
    op.add_column('service', sa.Column('per_person', sa.Integer(), nullable=True))
    op.add_column('priority_class', sa.Column('at_kiosk', sa.Boolean(), server_default=sa.text('(TRUE)'), nullable=False))
    op.add_column('device', sa.Column('printer_code', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True))
    op.execute("UPDATE device SET printer_code = 'main' WHERE printer_id IS NOT NULL")
    op.add_column('device', sa.Column('printers', sa.JSON(), server_default='[]', nullable=False))
    op.execute("""UPDATE device SET printers = '["main"]' WHERE kind = 'agent'""")
    op.add_column('device', sa.Column('inches', sa.Float(), nullable=True))
    op.execute("UPDATE device SET inches = 21.5 WHERE kind = 'kiosk'")
    op.add_column('device', sa.Column('block', sqlmodel.sql.sqltypes.AutoString(length=1), nullable=True))
    _number_by_block()
    op.add_column('ticket', sa.Column('delays', sa.Integer(), server_default=sa.text('0'), nullable=False))
    for statement in ADDED_AS_TEXT:
        op.execute(statement)
    _fill_in_where_tickets_were_taken()
    op.create_table('person_ticket',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('branch_id', sa.Integer(), nullable=False),
    sa.Column('ticket_id', sa.Integer(), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=False),
    sa.Column('business_day', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('person', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['branch_id'], ['branch.id'], name=op.f('fk_person_ticket_branch_id_branch')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_person_ticket_service_id_service')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_person_ticket_ticket_id_ticket')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_ticket'))
    )
    op.create_index('ix_person_ticket_person', 'person_ticket', ['person', 'service_id', 'business_day'], unique=False)
    op.create_index('ix_person_ticket_ticket', 'person_ticket', ['ticket_id'], unique=False)
    op.create_index('ix_visit_service_added', 'visit_service', ['service_id', 'added_at'], unique=False)


def _number_by_block() -> None:
    """Let each kiosk's own series count its ordinals beside the service's."""
    for name, _, _, _ in PARTIAL:
        op.drop_index(name, 'ticket')
    with op.batch_alter_table('ticket', naming_convention=NAMES) as batch_op:
        batch_op.add_column(sa.Column('block', sqlmodel.sql.sqltypes.AutoString(length=1), server_default='', nullable=False))
        batch_op.drop_constraint(op.f('uq_ticket_numbered_by_id_business_day_ordinal'), type_='unique')
        batch_op.create_unique_constraint(
            op.f('uq_ticket_numbered_by_id_business_day_block_ordinal'),
            ['numbered_by_id', 'business_day', 'block', 'ordinal'],
        )
    for name, columns, condition, unique in PARTIAL:
        where = sa.text(condition)
        op.create_index(name, 'ticket', columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _fill_in_where_tickets_were_taken() -> None:
    of_ticket = "SELECT {} FROM event e WHERE e.ticket_id = ticket.id AND e.kind = 'ticket_issued'"
    op.execute(f"UPDATE ticket SET channel = 'counter' WHERE ({of_ticket.format('max(e.user_id)')}) IS NOT NULL")
    op.execute(f"UPDATE ticket SET kiosk_id = ({of_ticket.format('max(e.device_id)')})")
