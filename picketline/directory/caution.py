"""How careful a proposal has to be taken: whether it brings a new domain, what is odd about it, how many must agree.

Whoever can make letters leave for a domain of their own has them all: that takes two keepers, and two days.
"""

from typing import Any

from picketline.accounts.models import User
from picketline.authorities.lookalikes import AddressFlag, ascii_form, both_forms, flags_of, letters_beyond_latin
from picketline.authorities.models import Authority, ContactPoint
from picketline.authorities.models.contact_point import domain_of
from picketline.directory.models import Proposal

NAMED_BY_DOMAIN = (ContactPoint.Kind.EMAIL, ContactPoint.Kind.WEBSITE)
KEEPERS_FOR_A_DOMAIN = 2


def domains_of(authority: Authority) -> set[str]:
    """The mail and web domains in use by which one authority is known; nobody is known by free mail.

    What an import brought and nobody has checked makes no domain known: it would be a way round the second keeper.
    """
    known = authority.contacts.filter(kind__in=NAMED_BY_DOMAIN, is_free_mail=False)
    brought = known.filter(imported__isnull=False).exclude(state=ContactPoint.State.VERIFIED)
    in_use = known.exclude(state=ContactPoint.State.RETIRED).exclude(pk__in=brought).values_list("kind", "value")
    return {ascii_form(domain_of(kind, value)) for kind, value in in_use} - {""}


def new_domain(authority: Authority, kind: str, value: str) -> str:
    """The domain of this address where the authority is not known by it, else ""."""
    domain = ascii_form(domain_of(kind, value)) if kind in NAMED_BY_DOMAIN else ""
    return "" if domain in domains_of(authority) else domain


def kind_of(proposal: Proposal) -> str:
    """What kind of contact it is about; "" for an office-holder or an office."""
    return proposal.contact.kind if proposal.contact else proposal.values.get("kind", "")


def brings_a_new_domain(proposal: Proposal) -> bool:
    """True where letters, or those who look for the office, would go to a domain it is not known by."""
    if proposal.act == Proposal.Act.MERGE:
        return any(new_domain(proposal.authority, one.kind, one.value) for one in reached_by_mail(survivor(proposal)))
    value = proposal.values.get("value", "")
    return bool(value and new_domain(proposal.authority, kind_of(proposal), value))


def survivor(proposal: Proposal) -> Authority:
    """The office that stays, of two that are one."""
    return Authority.objects.get(uuid=proposal.values["merged_into"])


def reached_by_mail(authority: Authority) -> list[ContactPoint]:
    """The addresses that letters to it go to."""
    return list(authority.contacts.usable().filter(kind=ContactPoint.Kind.EMAIL))


def needed(proposal: Proposal) -> int:
    """How many keepers besides the proposer have to agree."""
    return KEEPERS_FOR_A_DOMAIN if brings_a_new_domain(proposal) or asks_to_vouch(proposal) else 1


def asks_to_vouch(proposal: Proposal) -> bool:
    """True for what anybody can have: letters to free mail, and a mobile."""
    if proposal.act not in {Proposal.Act.ADD, Proposal.Act.CHANGE} or proposal.noun != Proposal.Noun.CONTACT:
        return False
    found = proposal.contact or ContactPoint(authority=proposal.authority, kind=kind_of(proposal))
    meant = ContactPoint(authority=proposal.authority, kind=found.kind, value=proposal.values.get("value", found.value))
    meant.clean()
    carries = proposal.values.get("may_carry_letters", found.may_carry_letters)
    return meant.is_mobile or (meant.is_free_mail and carries)


def vouchers(proposal: Proposal) -> tuple[str, str]:
    """The names of two keepers who agreed, by their addresses where they have the same name; else nobody's."""
    keepers = [one.keeper for one in proposal.agreements.all() if one.keeper_id != proposal.proposed_by_id][:2]
    if len(keepers) < KEEPERS_FOR_A_DOMAIN:
        return "", ""
    first, second = map(str, keepers)
    return (first, second) if first != second else (keepers[0].email[:120], keepers[1].email[:120])


def agreed(proposal: Proposal) -> int:
    """How many have; the proposer never counts."""
    return sum(one.keeper_id != proposal.proposed_by_id for one in proposal.agreements.all())


def missing(proposal: Proposal) -> int:
    return max(0, needed(proposal) - agreed(proposal))


def keepers_left(proposal: Proposal) -> int:
    """How many organisers of this site could still agree: active, not the proposer, not agreed yet."""
    keepers = User.objects.filter(is_active=True, memberships__isnull=False).exclude(pk=proposal.proposed_by_id or 0)
    return keepers.exclude(pk__in=[one.keeper_id for one in proposal.agreements.all()]).distinct().count()


def oddities(authority: Authority, kind: str, value: str) -> list[str]:
    """What is odd about an e-mail address, one sentence each; then how it travels and which letters are foreign."""
    flags = flags_of(value, ContactPoint.objects.domains_of(authority.state_id)) if is_email(kind) and value else ()
    if not flags:
        return []
    shown = both_forms(value)
    told: list[Any] = [AddressFlag(flag).label for flag in flags]
    return [str(one) for one in [*told, *([" = ".join(shown)] if len(shown) > 1 else []), *foreign(shown[0])]]


def foreign(address: str) -> list[str]:
    return [f"{letter}." for letter in letters_beyond_latin(address)]


def is_email(kind: str) -> bool:
    return kind == ContactPoint.Kind.EMAIL


def odd(proposal: Proposal) -> list[str]:
    """What is odd about the address that is proposed, or that letters shall go to."""
    carries = proposal.contact.value if proposal.contact and proposal.values.get("may_carry_letters") else ""
    return oddities(proposal.authority, kind_of(proposal), proposal.values.get("value", "") or carries)
