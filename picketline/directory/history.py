"""What happened to one office: never who keeps the directory, and never a value that no page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from picketline.authorities.models import Authority, ContactPoint, OfficeHolder
from picketline.directory.models import Proposal

DECIDED = (Proposal.Verdict.AGREED, Proposal.Verdict.UNDONE)
SENTENCES = {
    ("contact", "add"): gettext_lazy("Contact added:"),
    ("contact", "change"): gettext_lazy("Contact changed:"),
    ("contact", "retire"): gettext_lazy("Contact taken out of use:"),
    ("holder", "add"): gettext_lazy("Office-holder added:"),
    ("holder", "change"): gettext_lazy("Office-holder changed:"),
    ("holder", "retire"): gettext_lazy("Office-holder taken out:"),
}


@dataclass(frozen=True)
class Event:
    """One entry: when, what, and what shows it."""

    on: date | None
    words: str
    value: str = ""
    evidence: str = ""
    note: str = ""

    @property
    def is_a_page(self) -> bool:
        """Whether the evidence is an address that can be opened, and nothing else."""
        return self.evidence.startswith(("https://", "http://")) and " " not in self.evidence


def history_of(
    authority: Authority, *, contacts: Iterable[ContactPoint], former: Iterable[OfficeHolder], language: str
) -> list[Event]:
    """The newest first; what has no date stands at the end."""
    decided = authority.proposals.filter(verdict__in=DECIDED).select_related("contact", "holder")
    merged = authority.merged.select_related("state", "mission__host").prefetch_related("names")
    events = [
        *(of_proposal(one) for one in decided if (one.noun, one.act) in SENTENCES),
        *(of_contact(one) for one in contacts if one.state == ContactPoint.State.RETIRED),
        *(of_holder(one) for one in former if one.ended_on),
        *(
            Event(None, _("Another entry was this office too, and was merged:"), one.name_in(language))
            for one in merged
        ),
    ]
    return sorted(events, key=lambda one: (one.on is not None, one.on or date.min), reverse=True)


def of_proposal(proposal: Proposal) -> Event:
    """What somebody proposed and somebody else agreed to, perhaps undone since."""
    is_private = proposal.contact is not None and proposal.contact.is_private
    return Event(
        timezone.localdate(proposal.decided_at),
        str(SENTENCES[proposal.noun, proposal.act]),
        "" if is_private else value_of(proposal),
        "" if is_private else proposal.evidence,
        str(proposal.get_verdict_display()),
    )


def value_of(proposal: Proposal) -> str:
    """The name or the contact that it was about, as it is today."""
    if proposal.holder:
        return proposal.holder.name
    return ", ".join(proposal.contact.lines()) if proposal.contact else ""


def of_contact(contact: ContactPoint) -> Event:
    """A contact that is out of use."""
    words = _("No longer in use: {kind}").format(kind=contact.get_kind_display())
    return Event(None, words, "" if contact.is_private else ", ".join(contact.lines()), contact.provenance())


def of_holder(holder: OfficeHolder) -> Event:
    """Somebody who left."""
    return Event(holder.ended_on, _("Left the office:"), holder.name, holder.source)
