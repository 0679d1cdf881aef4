"""The same question or change, asked many times with other values: written by Django once, from a query set."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models.sql import UpdateQuery

Written = tuple[str, tuple[Any, ...], dict[int, str]]
ASSUMED_AT = datetime(1903, 5, 7, tzinfo=UTC)
EXAMPLES: dict[type, Callable[[int], Any]] = {
    int: lambda number: 1_000_000 + number,
    str: lambda number: f"example {number}",
    bytes: lambda number: bytes([number]) * 32,
    uuid.UUID: lambda number: uuid.UUID(int=number),
    datetime: lambda number: ASSUMED_AT + timedelta(days=number),
}


class Prepared:
    """A query set as a function of its values, each of a `kind`: int, str, bytes, UUID or datetime.

    Where a value stands in the SQL is found by asking with examples: whatever changes when only one of them does.
    The function must build the same SQL for all values, so it takes no decision and reads no clock.
    """

    def __init__(self, ask: Callable[..., Any], **kinds: type) -> None:
        self.ask = ask
        self.kinds = kinds
        self.known: dict[str, Written] = {}

    def rows(self, **values: Any) -> list[tuple]:
        """What `values_list` would give, as the database gives it: for numbers, text and bytes."""
        with connection.cursor() as cursor:
            cursor.execute(*self.filled(values))
            return cursor.fetchall()

    def filled(self, values: dict[str, Any]) -> tuple[str, list[Any]]:
        """The SQL for this database, and its parameters."""
        if connection.vendor not in self.known:
            self.known[connection.vendor] = self.written()
        sql, parameters, places = self.known[connection.vendor]
        ready = {name: adapted(value) for name, value in values.items()}
        return sql, [ready[places[at]] if at in places else fixed for at, fixed in enumerate(parameters)]

    def written(self) -> Written:
        """SQL, its parameters with examples in them, and which value belongs to which of them."""
        examples = {name: EXAMPLES[kind](2 * at) for at, (name, kind) in enumerate(self.kinds.items())}
        sql, parameters = self.compiled(examples)
        places = {}
        for at, (name, kind) in enumerate(self.kinds.items()):
            _same_sql, others = self.compiled(examples | {name: EXAMPLES[kind](2 * at + 1)})
            places |= {
                place: name for place, pair in enumerate(zip(parameters, others, strict=True)) if is_other(*pair)
            }
        return sql, parameters, places

    def compiled(self, examples: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
        return self.ask(**examples).query.get_compiler(connection=connection).as_sql()


class PreparedUpdate(Prepared):
    """The same for a change: the function gives the query set and what its rows shall say."""

    def run(self, **values: Any) -> int:
        """Change the rows; returns how many."""
        with connection.cursor() as cursor:
            cursor.execute(*self.filled(values))
            return cursor.rowcount

    def compiled(self, examples: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
        rows, changes = self.ask(**examples)
        query = rows.order_by().query.chain(UpdateQuery)
        query.add_update_values(changes)
        return query.get_compiler(connection=connection).as_sql()


def adapted(value: Any) -> Any:
    """A value as Django's fields hand it to this database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, uuid.UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.Database.Binary(value) if isinstance(value, bytes) else value


def is_other(one: Any, other: Any) -> bool:
    """Whether two parameters differ; PostgreSQL's driver wraps bytes in an object that equals nothing but itself."""
    return bool(getattr(one, "obj", one) != getattr(other, "obj", other))
