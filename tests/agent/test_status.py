import pytest

from kiosk.agent.status import Condition, decode
from tests.printers import fake_tcp


@pytest.mark.parametrize(
    ("answers", "condition"),
    [
        (fake_tcp.FINE, Condition()),
        (fake_tcp.PAPER_LOW, Condition(paper_low=True)),
        (fake_tcp.OUT_OF_PAPER, Condition("paper_out")),
        (fake_tcp.COVER_OPEN, Condition("cover_open")),
        (fake_tcp.BROKEN, Condition("printer_error")),
        ({1: 0x1A, 2: 0x12, 4: 0x12}, Condition("offline")),
        ({1: 0x12, 2: 0x12, 4: 0x72}, Condition("paper_out")),
    ],
)
def test_status_bytes_become_a_condition(answers, condition):
    assert decode(*answers.values()) == condition
