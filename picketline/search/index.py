"""The databases' own full-text indexes over a table of cards: FTS5 beside it on SQLite, GIN on PostgreSQL.

Both take words as they stand between spaces: no stemming, no stop words, no folding of their own. SQLite forgets the
triggers of a table that a migration rebuilds: such a migration makes the index again at its end.
"""

from collections.abc import Callable
from typing import Any

# Everything but a space belongs to a word; unicode61 is the tokenizer that can be told so.
TOKENIZER = "unicode61 remove_diacritics 0 categories ''L* M* N* P* S* C*''"
MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE {index} USING fts5(words, content='{table}', content_rowid='{key}', detail=none, "
        "columnsize=0, tokenize='" + TOKENIZER + "')",
        "CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN "
        "INSERT INTO {index} (rowid, words) VALUES (new.{key}, new.words); END",
        "CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN "
        "INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', old.{key}, old.words); END",
        "CREATE TRIGGER {index}_update AFTER UPDATE ON {table} BEGIN "
        "INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', old.{key}, old.words); "
        "INSERT INTO {index} (rowid, words) VALUES (new.{key}, new.words); END",
        "INSERT INTO {index} ({index}) VALUES ('rebuild')",
    ],
    # The function's cost tells the planner what reading every card would take: without it, that is what it does.
    "postgresql": [
        "CREATE FUNCTION {index}_words(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE "
        "COST 10000 AS $$ BEGIN RETURN array_to_tsvector(string_to_array(words, ' ')); END $$",
        "CREATE INDEX {index} ON {table} USING gin ({index}_words(words))",
    ],
}
REMOVE = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS {index}_insert",
        "DROP TRIGGER IF EXISTS {index}_delete",
        "DROP TRIGGER IF EXISTS {index}_update",
        "DROP TABLE IF EXISTS {index}",
    ],
    "postgresql": ["DROP INDEX IF EXISTS {index}", "DROP FUNCTION IF EXISTS {index}_words(text)"],
}
TIDY_UP = "INSERT INTO {index} ({index}) VALUES ('optimize')"


def name_of_index(table: str) -> str:
    return f"search_{table}"


def index_of(table: str, key: str) -> tuple[Callable[..., None], Callable[..., None]]:
    """Making and removing the index of a table of cards, for RunPython; `key` is its primary key."""

    def run(statements: dict[str, list[str]], schema_editor: Any) -> None:
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(index=name_of_index(table), table=table, key=key), params=None)

    def make(_apps: Any, schema_editor: Any) -> None:
        run(REMOVE, schema_editor)
        run(MAKE, schema_editor)

    def remove(_apps: Any, schema_editor: Any) -> None:
        run(REMOVE, schema_editor)

    return make, remove
