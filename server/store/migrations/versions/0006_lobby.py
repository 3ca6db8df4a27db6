"""Lobby: looks and states of displays, media, notices, a hall's sound"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import server.store.columns

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

LAYOUTS = ('calls', 'lines', 'media', 'service', 'counter')
KINDS = ('image', 'video', 'slide')
WISHES = ('reload', 'identify')


def upgrade() -> None:
    op.add_column('branch', sa.Column('sound', sa.JSON(), server_default='{}', nullable=False))
    op.add_column('branch_head', sa.Column('plan_seq', sa.Integer(), server_default='0', nullable=False))
    _index('ix_ticket_service_call', 'ticket', ['service_id', 'business_day', 'call_seq'], "call_seq IS NOT NULL")
    op.create_table('display_look',
    sa.Column('device_id', sa.Integer(), nullable=False),
    sa.Column('branch_id', sa.Integer(), nullable=False),
    sa.Column('layout', _one_of('layout', LAYOUTS), nullable=False),
    sa.Column('languages', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('inches', sa.Float(), nullable=False),
    sa.Column('viewing_metres', sa.Float(), nullable=False),
    sa.Column('service_ids', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('counter_id', sa.Integer(), nullable=True),
    sa.Column('zone', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('speaks', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['branch_id'], ['branch.id'], name=op.f('fk_display_look_branch_id_branch')),
    sa.ForeignKeyConstraint(['counter_id'], ['counter.id'], name=op.f('fk_display_look_counter_id_counter')),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_display_look_device_id_device')),
    sa.PrimaryKeyConstraint('device_id', name=op.f('pk_display_look'))
    )
    _index('uq_display_look_speaking', 'display_look', ['branch_id', 'zone'], "speaks", unique=True)
    op.create_table('display_status',
    sa.Column('device_id', sa.Integer(), nullable=False),
    sa.Column('seen_at', server.store.columns.UtcTime(), nullable=False),
    sa.Column('reported', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_display_status_device_id_device')),
    sa.PrimaryKeyConstraint('device_id', name=op.f('pk_display_status'))
    )
    op.create_table('display_wish',
    sa.Column('device_id', sa.Integer(), nullable=False),
    sa.Column('wish', _one_of('wish', WISHES), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('asked_at', server.store.columns.UtcTime(), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_display_wish_device_id_device')),
    sa.PrimaryKeyConstraint('device_id', 'wish', name=op.f('pk_display_wish'))
    )
    op.create_table('medium',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('branch_id', sa.Integer(), nullable=False),
    sa.Column('kind', _one_of('kind', KINDS), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('texts', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('mime', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('bytes', sa.BigInteger(), nullable=True),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('seconds', sa.Integer(), nullable=True),
    sa.Column('first_day', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('last_day', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
    sa.Column('weekdays', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('from_time', sqlmodel.sql.sqltypes.AutoString(length=5), nullable=True),
    sa.Column('until_time', sqlmodel.sql.sqltypes.AutoString(length=5), nullable=True),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('sound', sa.Boolean(), nullable=False),
    sa.Column('made_at', server.store.columns.UtcTime(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('ended_at', server.store.columns.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['branch_id'], ['branch.id'], name=op.f('fk_medium_branch_id_branch')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user_account.id'], name=op.f('fk_medium_made_by_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_medium'))
    )
    _index('ix_medium_branch', 'medium', ['branch_id'], "ended_at IS NULL")
    op.create_table('notice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('branch_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('texts', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('spoken', sa.Boolean(), nullable=False),
    sa.Column('shown', sa.Boolean(), nullable=False),
    sa.Column('made_at', server.store.columns.UtcTime(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('until', server.store.columns.UtcTime(), nullable=True),
    sa.Column('ended_at', server.store.columns.UtcTime(), nullable=True),
    sa.ForeignKeyConstraint(['branch_id'], ['branch.id'], name=op.f('fk_notice_branch_id_branch')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user_account.id'], name=op.f('fk_notice_made_by_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice'))
    )
    _index('ix_notice_branch', 'notice', ['branch_id'], "ended_at IS NULL")


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def _index(name: str, table: str, columns: list[str], condition: str, *, unique: bool = False) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)
