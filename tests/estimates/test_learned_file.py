"""The night's process writes, the web's reads: the same is told."""

from pathlib import Path

from server.estimates.learned import Learned
from server.estimates.learned_file import read_learned, write_learned
from server.estimates.live import Live
from server.estimates.sights import Waited


def test_the_file_tells_the_same(
    learned: Learned, days: list[list[Waited]], tmp_path: Path
) -> None:
    write_learned(tmp_path / "hall.gz", learned)

    again = read_learned(tmp_path / "hall.gz")

    assert again is not None
    live, copy = Live(learned), Live(again)
    assert [copy.promise(w.sight).forecast for w in days[-1][:40]] == [
        live.promise(w.sight).forecast for w in days[-1][:40]
    ]
    assert again.verdict == learned.verdict


def test_no_file_a_damaged_one_or_an_older_one_is_none(learned: Learned, tmp_path: Path) -> None:
    path = tmp_path / "hall.gz"
    absent = read_learned(path)
    write_learned(path, learned)
    path.write_bytes(path.read_bytes()[:500])
    damaged = read_learned(path)

    assert (absent, damaged) == (None, None)
