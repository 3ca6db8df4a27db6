"""What the replay's display says of what it heard."""

from typing import Any

import pytest

from server.cli.replay.screen import Heard, judge


def issued(seq: int) -> dict[str, Any]:
    return {"seq": seq, "kind": "ticket_issued", "ticket_id": seq}


def called(seq: int, ticket_id: int) -> dict[str, Any]:
    return {"seq": seq, "kind": "ticket_called", "ticket_id": ticket_id}


@pytest.mark.parametrize(
    ("events", "heard"),
    [
        ([issued(4), called(5, 1), called(6, 2)], Heard(2, 0, 0, 0, 0)),
        ([issued(4), called(6, 2)], Heard(1, 1, 0, 1, 0)),
        ([issued(4), called(5, 1), called(5, 1), called(6, 2)], Heard(2, 0, 1, 0, 0)),
        ([issued(4), called(5, 1), called(6, 1)], Heard(2, 0, 1, 1, 0)),
        ([issued(4), called(6, 2), called(5, 1)], Heard(2, 0, 0, 0, 1)),
        ([], Heard(0, 3, 0, 2, 0)),
    ],
)
def test_a_display_counts_what_is_lost_doubled_or_out_of_order(
    events: list[dict[str, Any]], heard: Heard
) -> None:
    found = judge(events, 4, 6, [1, 2])

    assert found == heard
    assert found.whole == (heard == Heard(2, 0, 0, 0, 0))
