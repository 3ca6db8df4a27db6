"""SQL as text on both drivers."""

from server.store.sql import Sql


def test_a_statement_is_spelled_for_each_driver() -> None:
    statement = Sql("SELECT a::text, '10%' FROM t WHERE b = :b_1 AND c = :c")

    assert statement.spelled("sqlite") == statement.text
    assert statement.spelled("postgresql") == (
        "SELECT a::text, '10%%' FROM t WHERE b = %(b_1)s AND c = %(c)s"
    )


def test_only_sqlite_is_told_which_index_to_take() -> None:
    statement = Sql("SELECT id FROM t /*sqlite INDEXED BY ix_t*/ WHERE a = :a")

    assert statement.spelled("sqlite") == "SELECT id FROM t INDEXED BY ix_t WHERE a = :a"
    assert statement.spelled("postgresql") == (
        "SELECT id FROM t /*sqlite INDEXED BY ix_t*/ WHERE a = %(a)s"
    )


def test_rows_have_names_also_when_a_column_has_none() -> None:
    rows = Sql("SELECT 1").rows([("id",), ("count(*)",)], [(1, 2), (3, 4)])

    assert [(row.id, row[1]) for row in rows] == [(1, 2), (3, 4)]
    assert list(rows.scalars()) == [1, 3]
