"""A person's history as the editor shows it."""

from typing import Any

from picketline.appeals.forms import StatusForm
from picketline.appeals.forms.shape import when_initial
from picketline.appeals.models import Appeal, Person
from picketline.appeals.wordings import Wordings


def status_rows(appeal: Appeal, person: Person, language: str, changing: dict[int, StatusForm]) -> list[dict[str, Any]]:
    """Every entry with its own form, or with the refused one."""
    found = list(person.statuses.select_related("source"))
    texts = Wordings([one.words_id for one in found], language=language, source=appeal.language)
    rows = []
    for one in found:
        initial = {"status": one.status, "words": texts.own(one.words_id), "source": one.source_id}
        initial |= when_initial(one.on, one.precision)
        form = changing.get(one.pk) or StatusForm(appeal=appeal, key=f"status-{one.pk}", initial=initial)
        rows.append({"row": one, "text": texts.any(one.words_id), "source": texts.source(one.words_id), "form": form})
    return rows
