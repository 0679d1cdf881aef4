"""One thing that an import does, or would do."""

import json
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import get_language

from picketline.authorities.models import Authority, ContactPoint, OfficeHolder
from picketline.directory.importing.told import Told
from picketline.directory.models import ImportedChange, Proposal
from picketline.directory.models.imported import differences

ONLY_NEWER = frozenset({"as_of"})


@dataclass(eq=False)
class Office:
    """An office of the directory, or one that the file brings and that is there once the first step is done."""

    authority: Authority | None = None
    first: Told | None = None

    @property
    def name(self) -> str:
        if self.authority:
            return self.authority.name_in(get_language() or "en")[:200]
        return (
            self.first.name or " · ".join(filter(None, (self.first.mission_kind, self.first.state, self.first.city)))
        )[:200]

    @property
    def located_in(self) -> str:
        """The country its letters go to and its numbers belong to."""
        return self.authority.located_in if self.authority else self.first.host or self.first.state

    @property
    def state(self) -> str:
        return self.authority.state_id if self.authority else self.first.state


@dataclass(eq=False)
class Step:
    """One row: what it says after, what it says before, and where in the file that stands."""

    SAME: ClassVar[str] = "same"

    place: str
    act: str
    noun: str
    office: Office
    values: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    row: ContactPoint | OfficeHolder | None = None
    proposes: str = ""
    evidence: str = ""

    @property
    def replaces_something(self) -> bool:
        """True where a known row would say something else than before, now or once somebody agrees."""
        is_proposed_anew = self.proposes and self.proposes != Proposal.Act.ADD
        is_changed = self.act == ImportedChange.Act.CHANGE and bool(self.values.keys() - ONLY_NEWER)
        return bool(is_proposed_anew) or is_changed

    @property
    def told_apart(self) -> str:
        """What it does and to which row, for comparing two plans."""
        about = self.office.authority.pk if self.office.authority else self.office.name
        row = self.row.pk if self.row else ""
        values = json.dumps([self.before, self.values], cls=DjangoJSONEncoder, sort_keys=True)
        return f"{self.place} {self.act} {self.proposes} {self.noun} {about} {row} {values}"

    @property
    def label(self) -> str:
        return str(dict(ImportedChange.Act.choices).get(self.act, ""))

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        return differences(self.before, self.values)
