"""The migrations lead to this version's tables."""

from pathlib import Path

from server.store.migrate import differences, migrate


def test_the_migrated_database_has_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'nobat.db'}"

    first, again = migrate(url), migrate(url)

    assert (first, again) == (True, False)
    assert differences(url) == []
