"""Hourly figures: rollups of the periods, and what a period needs to be counted by itself"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

SUMS = (
    'tickets', 'stays', 'calls', 'served', 'no_shows', 'cancelled', 'expired', 'transferred',
    'misses', 'holds', 'returns', 'suspect', 'joined', 'departed', 'open_micros',
    'paused_micros', 'pauses', 'wait_count', 'wait_micros', 'wait_measured', 'wait_within',
    'way_count', 'way_micros', 'service_count', 'service_micros', 'wait_most', 'way_most',
    'service_most',
)
TOKENS = ('waits', 'ways', 'services')


def upgrade() -> None:
    op.create_table('rollup',
    sa.Column('branch_id', sa.Integer(), nullable=False),
    sa.Column('business_day', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('part', sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
    sa.Column('hour', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=False),
    *(sa.Column(name, sa.BigInteger(), server_default='0', nullable=False) for name in SUMS),
    *(sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), server_default='', nullable=False) for name in TOKENS),
    sa.ForeignKeyConstraint(['branch_id'], ['branch.id'], name=op.f('fk_rollup_branch_id_branch')),
    sa.PrimaryKeyConstraint('branch_id', 'business_day', 'part', 'hour', 'first_id', 'second_id', name=op.f('pk_rollup'))
    )
    op.create_table('rollup_block',
    sa.Column('branch_id', sa.Integer(), nullable=False),
    sa.Column('cube', sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('cells', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['branch_id'], ['branch.id'], name=op.f('fk_rollup_block_branch_id_branch')),
    sa.PrimaryKeyConstraint('branch_id', 'cube', 'level', 'number', name=op.f('pk_rollup_block'))
    )
    # Plain additions: a log of years is not copied.
    op.execute(
        "ALTER TABLE period ADD COLUMN priority_class_id INTEGER"
        " CONSTRAINT fk_period_priority_class_id_priority_class REFERENCES priority_class (id)"
    )
    op.add_column('period', sa.Column('ending', sqlmodel.sql.sqltypes.AutoString(length=16), server_default='', nullable=False))
    op.add_column('period', sa.Column('target_seconds', sa.Integer(), nullable=True))
    op.create_index('ix_period_day', 'period', ['branch_id', 'business_day', 'id'], unique=False)
