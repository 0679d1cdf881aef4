"""Triggers by which the database itself refuses to change or delete an entry of the record.

SQLite forgets the triggers of a table that a migration rebuilds: such a migration calls `protect` again at its end.
"""

from typing import Any

REFUSAL = "the record can only be added to"
PROTECT = {
    "sqlite": [
        "CREATE TRIGGER the_record_refuses_update BEFORE UPDATE ON audit_entry "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        "CREATE TRIGGER the_record_refuses_delete BEFORE DELETE ON audit_entry "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION the_record_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER the_record_refuses_update_and_delete BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION the_record_refuses()",
    ],
}
LIFT = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS the_record_refuses_update",
        "DROP TRIGGER IF EXISTS the_record_refuses_delete",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS the_record_refuses_update_and_delete ON audit_entry",
        "DROP FUNCTION IF EXISTS the_record_refuses()",
    ],
}


def protect(_apps: Any, schema_editor: Any) -> None:
    """From now on entries can only be added."""
    run(PROTECT, schema_editor.connection)


def lift(_apps: Any, schema_editor: Any) -> None:
    """Entries can be changed and deleted again."""
    run(LIFT, schema_editor.connection)


def run(statements: dict[str, list[str]], connection: Any) -> None:
    """The statements for this kind of database, each by itself."""
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
