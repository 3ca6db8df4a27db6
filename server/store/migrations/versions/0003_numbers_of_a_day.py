"""The numbers of a day are found at once: every new ticket asks whether one came from elsewhere"""

from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _index('branch_id', 'business_day', 'number')


def downgrade() -> None:
    _index('branch_id', 'business_day')


def _index(*columns: str) -> None:
    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.drop_index('ix_ticket_day')
        batch_op.create_index('ix_ticket_day', list(columns), unique=False)
