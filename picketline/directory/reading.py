"""A proposal as an organiser reads it: what would change, who said so, who is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from picketline.authorities.models import Authority, ContactPoint, OfficeHolder
from picketline.directory import caution
from picketline.directory.models import Proposal

NOT_SHOWN = ("kind",)
FIELDS = {
    "value": gettext_lazy("As it is published"),
    "label": gettext_lazy("Label"),
    "purpose": gettext_lazy("For what"),
    "language": gettext_lazy("Language"),
    "may_carry_letters": gettext_lazy("Letters may go there"),
    "source": gettext_lazy("Where it is published"),
    "as_of": gettext_lazy("Seen there on"),
    "checked_how": gettext_lazy("How you know"),
    "state": gettext_lazy("State"),
    "name": gettext_lazy("Name in Latin letters"),
    "own_name": gettext_lazy("Name in its own script"),
    "title": gettext_lazy("Title of the office, in English"),
    "capacity": gettext_lazy("In what capacity"),
    "addressed_as": gettext_lazy("Letters speak to"),
    "started_on": gettext_lazy("In office since"),
    "started_precision": gettext_lazy("That is exact to the"),
    "ended_on": gettext_lazy("First day without the office"),
    "merged_into": gettext_lazy("The office that stays"),
}


@dataclass(frozen=True)
class Line:
    """One field: what it is, what it said, what it should say."""

    words: Any
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One proposal for one organiser."""

    proposal: Proposal
    reader: Any

    @property
    def title(self) -> str:
        """“Change: e-mail”."""
        kind = caution.kind_of(self.proposal)
        noun = ContactPoint.Kind(kind).label if kind else self.proposal.get_noun_display()
        return f"{self.proposal.get_act_display()}: {noun}"

    @property
    def about(self) -> str:
        """What the row that it is about says now."""
        return str(getattr(self.proposal.row, "value", self.proposal.row or ""))

    @cached_property
    def lines(self) -> list[Line]:
        """What is proposed, field by field."""
        kept = self.proposal
        return [
            Line(FIELDS.get(name, name), in_words(kept, name, kept.before.get(name)), in_words(kept, name, value))
            for name, value in kept.values.items()
            if name not in NOT_SHOWN and (value or kept.before.get(name))
        ]

    @property
    def is_mine(self) -> bool:
        return self.proposal.proposed_by_id == self.reader.pk

    @property
    def i_agreed(self) -> bool:
        return any(one.keeper_id == self.reader.pk for one in self.proposal.agreements.all())

    @property
    def waits_for_me(self) -> bool:
        return self.proposal.is_waiting and not self.is_mine and not self.i_agreed

    @cached_property
    def is_new_domain(self) -> bool:
        return caution.brings_a_new_domain(self.proposal)

    @cached_property
    def asks_to_vouch(self) -> bool:
        return caution.asks_to_vouch(self.proposal)

    @cached_property
    def oddities(self) -> list[str]:
        return caution.odd(self.proposal)

    @cached_property
    def missing(self) -> int:
        """How many have to agree still."""
        return caution.missing(self.proposal)

    @cached_property
    def predecessors(self) -> list[str]:
        """Whose time in office would end with this."""
        kept = self.proposal
        is_new = (kept.noun, kept.act) == (Proposal.Noun.HOLDER, Proposal.Act.ADD)
        if not is_new or not kept.is_waiting or kept.joins_others:
            return []
        return [str(one) for one in kept.authority.holders.current()]

    @property
    def nobody_left(self) -> str:
        """Said plainly where this site has too few people to decide it; else ""."""
        left = caution.keepers_left(self.proposal)
        if left >= self.missing:
            return ""
        words = _(
            "Too few people belong here to decide this. Still needed: %(needed)d; who could agree: %(left)d. "
            "Let somebody in first."
        )
        return words % {"needed": self.missing, "left": left}

    @property
    def keepers(self) -> str:
        return ", ".join(str(one.keeper) for one in self.proposal.agreements.all())


def told_of(proposals: Iterable[Proposal], *, reader: Any) -> list[Told]:
    return [Told(one, reader) for one in proposals]


def in_words(proposal: Proposal, name: str, value: Any) -> str:
    """A value as people say it."""
    if not value:
        return ""
    if value is True:
        return _("yes")
    if name == "merged_into":
        office = Authority.objects.with_contacts().filter(uuid=value).first()
        return office.name_in(get_language()) if office else str(value)
    model = OfficeHolder if proposal.noun == Proposal.Noun.HOLDER else ContactPoint
    field = model._meta.get_field(name)
    if field.get_internal_type() == "DateField":
        return date_format(field.to_python(value))
    return str(dict(field.choices or ()).get(value, value))
