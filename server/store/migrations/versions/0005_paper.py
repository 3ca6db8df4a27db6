"""Paper: printers and their states, templates of a hall, papers that are no ticket"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import server.store.columns

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

KINDS = ('ticket', 'reprint', 'test', 'day_slip', 'follow_up')
PRINTER_STATES = ('ok', 'paper_low', 'paper_out', 'cover_open', 'offline', 'mute', 'error', 'unknown', 'silent')
STATES = "state IN ('queued', 'taken', 'sent', 'confirmed', 'failed', 'unknown')"
OPEN = sa.text("state IN ('queued', 'taken')")
KIND_ADDED = (
    # As text: with its check inside, SQLite adds the column without rebuilding the table once more.
    "ALTER TABLE print_job ADD COLUMN kind VARCHAR(24) DEFAULT 'ticket' NOT NULL"
    " CONSTRAINT ck_print_job_kind CHECK (kind IN ('ticket', 'reprint', 'test', 'day_slip', 'follow_up'))",
    "ALTER TABLE print_job ADD COLUMN requested_by_id INTEGER"
    " CONSTRAINT fk_print_job_requested_by_id_user_account REFERENCES user_account (id)",
)


def upgrade() -> None:
    _let_papers_be_no_ticket()
    op.create_table('printer',
    sa.Column('agent_id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('state', _one_of('state', PRINTER_STATES), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('since', server.store.columns.UtcTime(), nullable=False),
    sa.Column('seen_at', server.store.columns.UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['agent_id'], ['device.id'], name=op.f('fk_printer_agent_id_device')),
    sa.PrimaryKeyConstraint('agent_id', 'code', name=op.f('pk_printer'))
    )
    op.create_table('template',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('branch_id', sa.Integer(), nullable=False),
    sa.Column('name', _one_of('name', KINDS), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=True),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('changed_at', server.store.columns.UtcTime(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['branch_id'], ['branch.id'], name=op.f('fk_template_branch_id_branch')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_template_service_id_service')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_template_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_template'))
    )
    _unique('uq_template_of_hall', ['branch_id', 'name', 'width', 'language'], "service_id IS NULL")
    _unique('uq_template_of_service', ['branch_id', 'name', 'width', 'language', 'service_id'], "service_id IS NOT NULL")


def _let_papers_be_no_ticket() -> None:
    op.drop_index('ix_print_job_open', 'print_job')
    with op.batch_alter_table('print_job') as batch_op:
        # Rebuilding the table on SQLite forgets its checks; elsewhere they stand.
        if op.get_bind().dialect.name == 'sqlite':
            batch_op.create_check_constraint(op.f('ck_print_job_state'), STATES)
        batch_op.alter_column('ticket_id', existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column('number', sqlmodel.sql.sqltypes.AutoString(length=32), server_default='', nullable=False))
        batch_op.add_column(sa.Column('printer', sqlmodel.sql.sqltypes.AutoString(length=64), server_default='main', nullable=False))
    for statement in KIND_ADDED:
        op.execute(statement)
    op.execute("UPDATE print_job SET number = (SELECT t.number FROM ticket t WHERE t.id = print_job.ticket_id)")
    op.create_index(
        'ix_print_job_open', 'print_job', ['agent_id', 'printer', 'id'], unique=False,
        sqlite_where=OPEN, postgresql_where=OPEN,
    )


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def _unique(name: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, 'template', columns, unique=True, sqlite_where=where, postgresql_where=where)
