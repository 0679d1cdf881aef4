"""What somebody types as what must be found, at three degrees of closeness, in the words of either database."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from picketline.search.normalising import folded
from picketline.search.reading import UNSPACED, All, Any, Tree, term
from picketline.search.sounding import MARK

LONGEST_QUESTION = 200
MOST_TERMS = 8
SHORTEST_BEGINNING = 3
# What people put between the words of a name, in the languages of our pages; asked alone, they are looked for.
SMALL_WORDS = frozenset(
    """
    a an and at for in of on the to
    am bei das dem den der des die im und von zu zum zur
    """.split()  # noqa: SIM905 - a list of words
)


class Beginning(str):
    """A word that goes on as it likes."""

    __slots__ = ()


@dataclass(frozen=True)
class Question:
    """Every word as typed; the last one perhaps only begun; or words that sound alike. Each includes the one before."""

    exact: All
    begun: All
    alike: All

    @property
    def is_empty(self) -> bool:
        return not self.exact


def question(text: str, *, also: Callable[[Tree], Iterable[str]] = lambda tree: ()) -> Question:
    """`also` adds marks that mean the same as a term: a place by any of its names.

    A place that is called so, or begins so, is meant; only where there is none, places that sound alike are.
    """
    chunks = chunks_of(text)
    exact, begun, alike = [], [], []
    for chunk in chunks:
        typed, heard = (term(chunk, by_sound=by_sound) for by_sound in (False, True))
        exact.append(Any((typed, *also(typed))))
        is_begun = chunk is chunks[-1] and not is_short(" ".join(chunks))
        if is_begun:
            typed, heard = beginning(typed), beginning(heard)
        begun.append(Any((typed, *also(typed))) if is_begun else exact[-1])
        meant = begun[-1][1:] or also(heard)
        alike.append(Any((heard, *meant)))
    return Question(exact=All(exact), begun=All(begun), alike=All(alike))


def chunks_of(text: str) -> list[str]:
    chunks = [chunk for chunk in folded(text[:LONGEST_QUESTION]).split() if term(chunk, by_sound=False)]
    return ([chunk for chunk in chunks if chunk not in SMALL_WORDS] or chunks)[:MOST_TERMS]


def beginning(tree: Tree) -> Tree:
    """The same words, each only begun; a sound is whole or not at all."""
    if isinstance(tree, str):
        return tree if tree.startswith(MARK) else Beginning(tree)
    return type(tree)(beginning(one) for one in tree)


def is_short(text: str) -> bool:
    """Half of everything begins with one or two letters of an alphabet; with a Chinese character, hardly anything."""
    return len(text) < SHORTEST_BEGINNING and not UNSPACED.match(text)


def holds(tree: Tree, words: Collection[str]) -> bool:
    """Whether these words are what must be found, as the database would say."""
    if isinstance(tree, Beginning):
        return any(word.startswith(tree) for word in words)
    if isinstance(tree, str):
        return tree in words
    return (all if isinstance(tree, All) else any)(holds(one, words) for one in tree)


def for_fts5(tree: Tree) -> str:
    """As a MATCH of SQLite's FTS5. Words hold letters, digits and our marks alone, and stand in quotation marks."""
    return written(tree, word='"{}"', begun='"{}"*', both=" AND ", either=" OR ")


def for_tsquery(tree: Tree) -> str:
    """As a tsquery of PostgreSQL."""
    return written(tree, word="'{}'", begun="'{}':*", both=" & ", either=" | ")


def written(tree: Tree, *, word: str, begun: str, both: str, either: str) -> str:
    if isinstance(tree, str):
        return (begun if isinstance(tree, Beginning) else word).format(tree)
    parts = [written(one, word=word, begun=begun, both=both, either=either) for one in tree]
    joined = (both if isinstance(tree, All) else either).join(parts)
    return f"({joined})" if len(parts) > 1 else joined
