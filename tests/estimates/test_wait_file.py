"""A wrong file of waits is refused with the line and the reason."""

from pathlib import Path

import pytest

from server.estimates.sights import Waited
from server.estimates.wait_file import COLUMNS, WaitsRefused, read_waits
from tests.estimates.made_up import write_waits

HEADING = ",".join(COLUMNS)
ROW = "Hall,A,2026-01-03,480,3,2,10,0.1,12,20"


def test_a_file_is_read_exactly(days: list[list[Waited]], tmp_path: Path) -> None:
    found = read_waits(write_waits(tmp_path / "waits.csv", days[:2]))

    assert repr(found) == repr(days[:2])


def test_a_packed_file_reads_the_same(days: list[list[Waited]], tmp_path: Path) -> None:
    found = read_waits(write_waits(tmp_path / "waits.csv.gz", days[:1]))

    assert repr(found) == repr(days[:1])


def test_columns_may_stand_in_any_order(days: list[list[Waited]], tmp_path: Path) -> None:
    path = write_waits(tmp_path / "waits.csv", days[:1], tuple(reversed(COLUMNS)))

    assert repr(read_waits(path)) == repr(days[:1])


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "1: the file is empty"),
        (HEADING, "1: there are no waits in this file"),
        (ROW, "1: the first line is no heading (needs: " + ", ".join(COLUMNS) + ")"),
        (
            HEADING.replace(",ahead", "") + f"\n{ROW}",
            "1: the column ahead is missing (needs: " + ", ".join(COLUMNS) + ")",
        ),
        (f"{HEADING},ahead\n{ROW},3", "1: the column ahead is there twice"),
        (f"{HEADING}\n{ROW},9", "2: has more cells than the heading"),
        (f"{HEADING}\nHall,A", "2: the minute is empty"),
        (f"{HEADING}\n{ROW.replace('480', 'soon')}", "2: the minute soon is not a number"),
        (
            f"{HEADING}\n{ROW.replace('480', '1440')}",
            "2: the minute 1440 is not a number from 0 to 1439.99",
        ),
        (
            f"{HEADING}\n{ROW.replace(',20', ',nan')}",
            "2: the wait_minutes nan is not a number from 0 to 1440",
        ),
        (
            f"{HEADING}\n{ROW.replace(',20', ',-5')}",
            "2: the wait_minutes -5 is not a number from 0 to 1440",
        ),
        (
            f"{HEADING}\n{ROW.replace(',12,', ',inf,')}",
            "2: the last_wait inf is not a number from 0 to 1440",
        ),
        (f"{HEADING}\n{ROW.replace(',3,', ',,')}", "2: the ahead is empty"),
        (f"{HEADING}\n{ROW.replace('Hall', '')}", "2: the office is empty"),
        (
            f"{HEADING}\n{ROW.replace('2026-01-03', '3 Jan')}",
            "2: the date 3 Jan is not a date such as 2020-01-10",
        ),
        (
            f"{HEADING}\n{ROW}\n{ROW.replace('480', '479')}",
            "3: is earlier than the row before: the file is not in the order of time",
        ),
        (
            f"{HEADING}\n{ROW}\n{ROW.replace('2026-01-03', '2026-01-02')}",
            "3: is earlier than the row before: the file is not in the order of time",
        ),
    ],
)
def test_a_wrong_file_is_refused(text: str, refusal: str, tmp_path: Path) -> None:
    path = tmp_path / "waits.csv"
    path.write_text(text)

    with pytest.raises(WaitsRefused) as refused:
        read_waits(path)

    assert str(refused.value) == f"waits.csv:{refusal}"


def test_what_is_no_text_is_refused(days: list[list[Waited]], tmp_path: Path) -> None:
    path = write_waits(tmp_path / "waits.csv.gz", days[:1])
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(WaitsRefused, match=r"^waits.csv.gz: is a damaged gzip file"):
        read_waits(path)

    path.write_bytes(b"\xff\xfe\x00office")
    with pytest.raises(WaitsRefused, match=r"^waits.csv.gz: is not UTF-8 text"):
        read_waits(path)


def test_empty_cells_mean_not_known_where_they_may(tmp_path: Path) -> None:
    path = tmp_path / "waits.csv"
    path.write_text(f"{HEADING}\nHall,A,2026-01-03,480,3,2,,,,20")

    ((waited,),) = read_waits(path)

    assert str((waited.sight.announced, waited.sight.calls_per_minute, waited.sight.last_wait)) == (
        "(nan, nan, nan)"
    )
