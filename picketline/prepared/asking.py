"""The same question or change, asked many times with other values: written by Django once, from a query set."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler


@dataclass(frozen=True)
class Written:
    """SQL, its parameters with examples in them, which value belongs to which of them, and who wrote it."""

    sql: str
    parameters: tuple[Any, ...]
    places: dict[int, str]
    compiler: SQLCompiler


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
        return self.fetched(self.here(), values)

    def objects(self, **values: Any) -> list[Any]:
        """What the query set would give, with everything that it selects as related; without its prefetches."""
        written = self.here()
        compiler, known = written.compiler, written.compiler.klass_info
        first, last = known["select_fields"][0], known["select_fields"][-1] + 1
        names = [column.target.attname for column, _sql, _alias in compiler.select[first:last]]
        related = get_related_populators(known, compiler.select, connection.alias)
        found = []
        for row in compiler.results_iter([self.fetched(written, values)]):
            found.append(known["model"].from_db(connection.alias, names, row[first:last]))
            for populator in related:
                populator.populate(row, found[-1])
        return found

    def fetched(self, written: Written, values: dict[str, Any]) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(*filled(written, values))
            return cursor.fetchall()

    def here(self) -> Written:
        """For this database; two threads that come first may both write it."""
        if connection.vendor not in self.known:
            self.known[connection.vendor] = self.written()
        return self.known[connection.vendor]

    def written(self) -> Written:
        examples = {name: EXAMPLES[kind](2 * at) for at, (name, kind) in enumerate(self.kinds.items())}
        compiler = self.compiler(examples)
        sql, parameters = compiler.as_sql()
        places = {}
        for at, (name, kind) in enumerate(self.kinds.items()):
            _same_sql, others = self.compiler(examples | {name: EXAMPLES[kind](2 * at + 1)}).as_sql()
            places |= {
                place: name for place, pair in enumerate(zip(parameters, others, strict=True)) if is_other(*pair)
            }
        return Written(sql, parameters, places, compiler)

    def compiler(self, values: dict[str, Any]) -> SQLCompiler:
        return self.ask(**values).query.get_compiler(connection=connection)


class PreparedUpdate(Prepared):
    """The same for a change: the function gives the query set and what its rows shall say."""

    def run(self, **values: Any) -> int:
        """Change the rows; returns how many."""
        with connection.cursor() as cursor:
            cursor.execute(*filled(self.here(), values))
            return cursor.rowcount

    def compiler(self, values: dict[str, Any]) -> SQLCompiler:
        rows, changes = self.ask(**values)
        query = rows.order_by().query.chain(UpdateQuery)
        query.add_update_values(changes)
        return query.get_compiler(connection=connection)


def filled(written: Written, values: dict[str, Any]) -> tuple[str, list[Any]]:
    """SQL and parameters, with these values where the examples were."""
    ready, places = {name: adapted(value) for name, value in values.items()}, written.places
    return written.sql, [ready[places[at]] if at in places else fixed for at, fixed in enumerate(written.parameters)]


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
