"""Everything the doctor looks at."""

from collections.abc import Iterator

from picketline.keeping import house, search, trust, work
from picketline.keeping.finding import Finding, wrong


def examine() -> Iterator[Finding]:
    """Every finding; what cannot be looked at is wrong, and does not hide the rest."""
    for one in (*house.LOOKS, *trust.LOOKS, *work.LOOKS, *search.LOOKS):
        try:
            yield one()
        except Exception as trouble:
            about = one.__name__.replace("_", " ")
            yield wrong(about, f"could not be looked at: {type(trouble).__name__}: {trouble}".strip()[:300], "")
