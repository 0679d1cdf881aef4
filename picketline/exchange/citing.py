"""Sources: the document itself is one, and an entry may name another."""

from typing import Any

from picketline.appeals.models import Source
from picketline.exchange import dates
from picketline.exchange.comparing import canonical
from picketline.exchange.models import Document

LONGEST_ADDRESS = 500


def own_facts(document: Document) -> dict[str, Any]:
    """What an entry without a source of its own rests on: the document."""
    return {
        "publisher": document.issuer,
        "title": document.title,
        "url": document.url,
        "published": dates.written(document.published_on, "day"),
        "language": document.appeal.language,
    }


class Citations:
    """The sources of one document; each becomes one row, and none that nothing cites."""

    def __init__(self, document: Document) -> None:
        self.own = own_facts(document)
        self.made: dict[str, Source] = {}

    def of(self, told: dict[str, Any]) -> Source | None:
        """What one entry rests on."""
        facts = told.get("source", self.own)
        if not isinstance(facts, dict) or not is_source(facts):
            return None
        key = canonical(facts)
        if key not in self.made:
            self.made[key] = Source.objects.create(
                publisher=facts["publisher"],
                title=facts.get("title") or "",
                url=facts.get("url") or "",
                published_on=dates.whole(facts.get("published")),
                language=facts.get("language") or "",
            )
        return self.made[key]


def is_source(facts: dict[str, Any]) -> bool:
    """Whether everything that our row can hold is told as it can hold it."""
    limits = {"publisher": 200, "title": 300, "language": 12, "published": 10}
    texts = all(isinstance(facts.get(key) or "", str) and len(facts.get(key) or "") <= n for key, n in limits.items())
    return texts and bool(facts.get("publisher")) and (not facts.get("url") or is_web_address(facts["url"]))


def is_web_address(text: Any) -> bool:
    """An address that a browser may open: never a script."""
    return isinstance(text, str) and text.startswith(("http://", "https://")) and len(text) <= LONGEST_ADDRESS


def told_source(source: Source | None, own: dict[str, Any] | None) -> dict[str, Any]:
    """The key `source` of an entry; nothing where it rests on the document itself."""
    if source is None:
        return {"source": None}
    facts = {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": dates.written(source.published_on, "day"),
        "language": source.language,
    }
    return {} if facts == own else {"source": {key: value for key, value in facts.items() if value}}
