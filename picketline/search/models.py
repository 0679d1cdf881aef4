"""What a noun is found by: one card per noun, and the database's own index over the cards."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, models
from django.db.models import Case, Value, When

from picketline.search.asking import Question, for_fts5, for_tsquery
from picketline.search.index import TIDY_UP, name_of_index


class Words(models.TextField):
    """Words parted by spaces, as `reading.found_by` makes them."""


@Words.register_lookup
class Hold(models.Lookup):
    """`words__hold=tree`: the words that must be there are."""

    lookup_name = "hold"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, _connection: Any) -> tuple[str, list[str]]:
        """Asks the FTS5 table that stands beside the cards."""
        card, quoted = self.lhs.target.model, compiler.quote_name_unless_alias
        index, key = quoted(name_of_index(card._meta.db_table)), quoted(card._meta.pk.column)
        mine = f"{quoted(self.lhs.alias)}.{key}"
        found = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"  # noqa: S608 - names of our own tables
        return f"{mine} IN ({found})", [for_fts5(self.rhs)]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The same expression as in the GIN index, so that it is used."""
        words, parameters = self.process_lhs(compiler, connection)
        return f"array_to_tsvector(string_to_array({words}, ' ')) @@ %s::tsquery", [*parameters, for_tsquery(self.rhs)]


class Card(models.Model):
    """What one noun is found by. A noun's card is its `card`, and shares its key."""

    words = Words()

    class Meta:
        abstract = True

    @classmethod
    def write(cls, words: Mapping[Any, str], *, by: str = "pk") -> tuple[int, int]:
        """Write the cards of these nouns (key to words); one that says the same already is left alone. New, changed."""
        field = cls._meta.pk if by == "pk" else cls._meta.get_field(by)
        known = dict(cls._default_manager.filter(**{f"{by}__in": words}).values_list(by, "words"))
        differing = {key: text for key, text in words.items() if known.get(key) != text}
        cls._default_manager.bulk_create(
            [cls(**{field.attname: key, "words": text}) for key, text in differing.items()],
            update_conflicts=True,
            update_fields=["words"],
            unique_fields=[field.name],
            batch_size=500,
        )
        if any(set(known[key].split()) - set(text.split()) for key, text in differing.items() if key in known):
            cls.forget_erased()
        new = len(differing.keys() - known.keys())
        return new, len(differing) - new

    @classmethod
    def forget_erased(cls) -> None:
        """FTS5 strikes out what was erased and tidies up some day: with names of people, that day is now."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(TIDY_UP.format(index=name_of_index(cls._meta.db_table)))


def found(nouns: Any, asked: Question, *, guessing: bool = True) -> Any:
    """Those of the nouns that a question finds, the closest first; `guessing` adds those that only sound like it."""
    if asked.is_empty:
        return nouns.none()
    closeness = Case(
        When(card__words__hold=asked.exact, then=Value(0)),
        When(card__words__hold=asked.begun, then=Value(1)),
        default=Value(2),
    )
    widest = asked.alike if guessing else asked.begun
    listed = nouns.filter(card__words__hold=widest).annotate(closeness=closeness)
    return listed.order_by("closeness", *nouns.model._meta.ordering, "pk")
