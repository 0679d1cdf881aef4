"""What a noun is found by: one card per noun, and the database's own index over the cards."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, models
from django.db.models import Case, Func, Value, When

from picketline.search.asking import Question, for_fts5, for_tsquery
from picketline.search.index import TIDY_UP, name_of_index
from picketline.search.reading import Tree

MANY = 500


class Card(models.Model):
    """What one noun is found by. A noun's card is its `card`, and shares its key."""

    words = models.TextField()

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
        if len(differing) >= MANY:
            cls.count_again()
        new = len(differing.keys() - known.keys())
        return new, len(differing) - new

    @classmethod
    def forget_erased(cls) -> None:
        """FTS5 strikes out what was erased and tidies up some day: with names of people, that day is now."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(TIDY_UP.format(index=name_of_index(cls._meta.db_table)))

    @classmethod
    def count_again(cls) -> None:
        """PostgreSQL plans by how many rows it believes there are; after a whole directory came in, it is told."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for model in (cls, *(field.related_model for field in cls._meta.fields if field.is_relation)):
                    cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


class OnCard(Func):
    """True for a row whose card holds what must be found."""

    output_field = models.BooleanField()

    def __init__(self, tree: Tree, *, card: type[Card], **extra: Any) -> None:
        super().__init__("pk", **extra)
        self.tree, self.card = tree, card

    def as_sqlite(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, tuple[Any, ...]]:
        """Asks the FTS5 table that stands beside the cards."""
        row, parameters = compiler.compile(self.source_expressions[0])
        index = connection.ops.quote_name(name_of_index(self.card._meta.db_table))
        keys = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"  # noqa: S608 - names of our own tables
        return f"{row} IN ({keys})", (*parameters, for_fts5(self.tree))

    def as_postgresql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, tuple[Any, ...]]:
        """The same expression as in the GIN index, so that it is used."""
        row, parameters = compiler.compile(self.source_expressions[0])
        index = name_of_index(self.card._meta.db_table)
        names = (self.card._meta.pk.column, self.card._meta.db_table, f"{index}_words")
        key, table, words = map(connection.ops.quote_name, names)
        keys = f"SELECT {key} FROM {table} WHERE {words}(words) @@ %s::tsquery"  # noqa: S608 - names of our own
        return f"{row} IN ({keys})", (*parameters, for_tsquery(self.tree))


def found(nouns: Any, asked: Question, *, guessing: bool = True) -> Any:
    """Those of the nouns that a question finds, the closest first; `guessing` adds those that only sound like it."""
    if asked.is_empty:
        return nouns.annotate(closeness=Value(0)).none()
    exact, begun, alike = (OnCard(tree, card=card_of(nouns)) for tree in (asked.exact, asked.begun, asked.alike))
    if guessing:
        listed = nouns.filter(alike).annotate(closeness=Case(When(exact, then=0), When(begun, then=1), default=2))
    else:
        listed = nouns.filter(begun).annotate(closeness=Case(When(exact, then=0), default=1))
    return listed.order_by("closeness", *nouns.model._meta.ordering, "pk")


def card_of(nouns: Any) -> type[Card]:
    return nouns.model._meta.get_field("card").related_model
