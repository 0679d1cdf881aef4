"""Before an appeal goes to the public: what still blocks it, task by task. Nothing else decides it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from picketline.appeals.languages import name_of
from picketline.appeals.models import Appeal, Wording
from picketline.authorities.models import Authority, Salutation
from picketline.letters import reaching
from picketline.letters.composing import unfilled
from picketline.letters.freshness import unchecked_before_publishing
from picketline.letters.models import Delivery
from picketline.letters.packing import NO_SALUTATION
from picketline.letters.routes import Routes, routes_from
from picketline.network.models import Disclosure


@dataclass(frozen=True)
class Block:
    """One thing that is missing, and the task in which it is done; for a few of them a reason will do.

    Some reasons go into the record alone; `readers_are_told` of others.
    """

    task: str
    sentence: str
    reason_will_do: bool = False
    readers_are_told: bool = False

    def __str__(self) -> str:
        return self.sentence

    def is_excused(self, reason: str, told: str) -> bool:
        """True where a reason of the right kind was given."""
        return self.reason_will_do and bool((told if self.readers_are_told else reason).strip())


def what_blocks(appeal: Appeal, *, reason: str = "", told: str = "", actor: Any = None) -> list[Block]:
    """One block per thing that is missing; empty where the appeal can open, by this organiser if one is named.

    A `reason` stands in for the agreement of people whose names are shown, and for a second look; what readers are
    `told` stands in for a look at the addresses.
    """
    found = [*about_the_appeal(appeal), *about_the_letter(appeal), *about_the_way(appeal), *about_the_site()]
    found += about_the_readers(appeal, actor) if actor else []
    return [block for block in found if not block.is_excused(reason, told)]


def about_the_appeal(appeal: Appeal) -> list[Block]:
    """Headline, names, facts, demands."""
    unnamed, withheld = appeal.people.named_without_consent().count(), appeal.people.withheld().count()
    checks = [
        (says(appeal.headline_id, appeal), Block("text", _("There is no headline."))),
        (says(appeal.call_id, appeal), Block("text", _("There is no sentence that says what it is about."))),
        (not unnamed, Block("people", consent_sentence(unnamed), reason_will_do=True)),
        (not withheld, Block("people", withheld_sentence(withheld))),
        (appeal.occurrences.filter(source__isnull=False).exists(), Block("occurrences", _("No fact has a source."))),
        (appeal.demands.exists(), Block("demands", _("There is no demand."))),
    ]
    return [block for is_fine, block in checks if not is_fine]


def says(passage: int, appeal: Appeal) -> bool:
    return Wording.objects.filter(passage=passage, language=appeal.language).exists()


def consent_sentence(number: int) -> str:
    return ngettext(
        "%(number)d name is shown, and it is not noted who agreed to that.",
        "%(number)d names are shown, and it is not noted who agreed to that.",
        number,
    ) % {"number": number}


def withheld_sentence(number: int) -> str:
    return ngettext(
        "%(number)d consent is withdrawn or over: ask anew, or take the person out.",
        "%(number)d consents are withdrawn or over: ask anew, or take the people out.",
        number,
    ) % {"number": number}


def about_the_readers(appeal: Appeal, actor: Any) -> list[Block]:
    """Somebody else has read it, where the section has somebody else."""
    if (
        appeal.looks.exclude(actor=str(actor.pk)).exists()
        or not appeal.section.memberships.exclude(user=actor).exists()
    ):
        return []
    return [Block("look", _("Nobody else has looked at it."), reason_will_do=True)]


def about_the_letter(appeal: Appeal) -> list[Block]:
    """A model letter in one language at least, and nothing left to fill in."""
    letters = list(appeal.model_letters.prefetch_related("points"))
    if not letters:
        return [Block("letters", _("There is no model letter."))]
    texts = (
        text
        for letter in letters
        for text in (letter.subject, letter.opening, letter.closing, *(point.text for point in letter.points.all()))
    )
    left = [placeholder for text in texts for placeholder in unfilled(text)]
    sentence = _("The model letter still contains %(placeholder)s.")
    blocks = [Block("letters", sentence % {"placeholder": left[0]})] if left else []
    return blocks + [Block("letters", greeting.sentence()) for greeting in greetings_of(appeal) if greeting.is_missing]


@dataclass(frozen=True)
class Greeting:
    """How a letter in one language greets one office; None where nobody has written any salutation."""

    office: Authority
    language: str
    salutation: Salutation | None

    @property
    def is_missing(self) -> bool:
        return self.salutation is None

    @property
    def is_draft(self) -> bool:
        return self.salutation is not None and self.salutation.is_draft

    def sentence(self) -> str:
        office, language = self.office.name_in(get_language()), name_of(self.language, get_language())
        if self.salutation is None:
            words = _("%(office)s: there is no salutation in %(language)s. Letters in it are held until there is one.")
            return words % {"office": office, "language": language}
        words = _("%(office)s: “%(salutation)s” (%(language)s) is a draft that no second person has confirmed.")
        return words % {"office": office, "language": language, "salutation": self.salutation.text}


def greetings_of(appeal: Appeal) -> list[Greeting]:
    """Every model letter to every office that it goes to from the section's country."""
    languages = list(appeal.model_letters.order_by("pk").values_list("language", flat=True))
    offices = [route.authority for route in routes_from(appeal, appeal.section.country).all]
    return [
        Greeting(office, language, Salutation.objects.in_language(office, language))
        for language in languages
        for office in offices
    ]


def worth_knowing(appeal: Appeal) -> list[str]:
    """What blocks nothing and should be known: salutations that are drafts, and letters that are held."""
    held = Delivery.objects.held_for(NO_SALUTATION).filter(letter__appeal=appeal).count()
    words = ngettext(
        "%(number)d letter is held: there is no salutation in its language. It leaves when there is one.",
        "%(number)d letters are held: there is no salutation in their language. They leave when there is one.",
        held,
    )
    told = [words % {"number": held}] if held else []
    return told + [greeting.sentence() for greeting in greetings_of(appeal) if greeting.is_draft]


def held_back(appeal: Appeal) -> list[str]:
    """Letters that wait for an address, and why; they leave by themselves."""
    mine = Delivery.objects.filter(letter__appeal=appeal)
    at_new, without = mine.held_for(reaching.NEW_DOMAIN).count(), mine.held_for(reaching.NO_ADDRESS).count()
    told = []
    if at_new:
        words = ngettext(
            "%(number)d letter is held: its office has an address at a new domain. It leaves two days after that.",
            "%(number)d letters are held: their office has an address at a new domain. They leave two days after that.",
            at_new,
        )
        told.append(words % {"number": at_new})
    if without:
        words = ngettext(
            "%(number)d letter is held: its office has no e-mail address in use. It leaves when there is one.",
            "%(number)d letters are held: their office has no e-mail address in use. They leave when there is one.",
            without,
        )
        told.append(words % {"number": without})
    return told


def about_the_way(appeal: Appeal) -> list[Block]:
    """Somebody to reach, and time to do it."""
    routes = routes_from(appeal, appeal.section.country)
    checks = [
        (bool(routes.open), Block("addressees", _("No addressee has an address that a letter can go to."))),
        (not appeal.is_past_deadline, Block("rules", _("The deadline is over."))),
    ]
    blocks = [block for is_fine, block in checks if not is_fine]
    return blocks + (about_the_unreachable(routes) if routes.open else []) + about_the_addresses(appeal)


def about_the_unreachable(routes: Routes) -> list[Block]:
    """Whom an editor chose can be reached somehow; a responsible mission follows from the country, and has a ladder."""
    sentence = _("%(office)s: no way to reach it is known. Enter one with its source, or take the office out.")
    return [
        Block("addressees", sentence % {"office": route.authority.name_in(get_language())})
        for route in routes.all
        if route.responsible is None and not any(one.is_a_way for one in route.authority.contacts.all())
    ]


def about_the_addresses(appeal: Appeal) -> list[Block]:
    """Somebody has looked at each in the last 30 days; else readers are told why not."""
    old = unchecked_before_publishing(appeal)
    if not old:
        return []
    sentence = _("Nobody has looked in the last 30 days whether this is right: %(addresses)s.") % {
        "addresses": "; ".join(one.about(get_language()) for one in old)
    }
    return [Block("addressees", sentence, reason_will_do=True, readers_are_told=True)]


def about_the_site() -> list[Block]:
    """Readers can see who runs it, and who answers for what they type."""
    sentences = {
        Disclosure.Kind.IMPRINT: _("The imprint is empty: nobody can see who runs this site."),
        Disclosure.Kind.PRIVACY: _("The privacy page does not say who answers for people’s data."),
    }
    return [Block(kind, sentences[kind]) for kind in Disclosure.objects.missing()]
