"""What a careful reader would say about a suggested letter: a placeholder that is left blocks, the rest is advice."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from picketline.appeals.models import Appeal
from picketline.authorities.models import Salutation
from picketline.letters.composing import Suggestion, finished, unfilled
from picketline.letters.mailto import MOST_CHARACTERS, mailto
from picketline.letters.publishing import Greeting
from picketline.letters.routes import Route, routes_from

ONE_PAGE = 1_900
SHOUTED = re.compile(r"\b(?:[^\W\d_a-z]{2,}\s+){2,}[^\W\d_a-z]{2,}\b")
SIGNATURE = "Anna Example, Germany"


@dataclass(frozen=True)
class Advice:
    """One sentence about a letter."""

    sentence: str
    blocks: bool = False


def advice_on(appeal: Appeal, suggestion: Suggestion) -> list[Advice]:
    """What to mend, the blocking thing first."""
    routes = routes_from(appeal, appeal.section.country).open
    return [*about_placeholders(suggestion), *about_tone(suggestion), *about_ways(suggestion, routes)]


def about_placeholders(suggestion: Suggestion) -> list[Advice]:
    left = unfilled(f"{suggestion.subject}\n{suggestion.whole}")
    if not left:
        return []
    sentence = _("Fill in %(placeholder)s: while it stands there, the appeal cannot be published.")
    return [Advice(sentence % {"placeholder": left[0]}, blocks=True)]


def about_tone(suggestion: Suggestion) -> list[Advice]:
    """Length, capitals, exclamation marks."""
    text, found = suggestion.whole, []
    if len(text) > ONE_PAGE:
        sentence = _(
            "It has %(number)d characters. More than %(most)d do not fit one page, and long letters are not read."
        )
        found.append(Advice(sentence % {"number": len(text), "most": ONE_PAGE}))
    if is_shouted(text) or is_shouted(suggestion.subject):
        found.append(Advice(_("Words in capitals look like shouting.")))
    if f"{suggestion.subject} {text}".count("!") > 1:
        found.append(Advice(_("More than one exclamation mark weakens a letter.")))
    return found


def is_shouted(text: str) -> bool:
    """Three words in capitals in a row, in scripts that have capitals."""
    return any(found.group().isupper() for found in SHOUTED.finditer(text))


def about_ways(suggestion: Suggestion, routes: tuple[Route, ...]) -> list[Advice]:
    """Whether it fits a mail link, and how each office is greeted in this language."""
    found = []
    for route in routes:
        salutation = Salutation.objects.in_language(route.authority, suggestion.language)
        greeting = Greeting(route.authority, suggestion.language, salutation)
        if greeting.is_missing or greeting.is_draft:
            found.append(Advice(greeting.sentence(), blocks=greeting.is_missing))
    if any(len(link_for(route, suggestion)) > MOST_CHARACTERS for route in routes if route.is_by_email):
        found.append(
            Advice(_("It is too long for a mail link: who uses their own mail program copies the text first."))
        )
    return found


def link_for(route: Route, suggestion: Suggestion) -> str:
    """The link that opens the whole letter in a supporter's own mail program."""
    salutation = Salutation.objects.for_authority(route.authority, suggestion.language).text
    body = finished(
        suggestion.whole,
        attention=route.authority.attention_in(suggestion.language),
        salutation=salutation,
        valediction=suggestion.valediction,
        signature=SIGNATURE,
    )
    return mailto(route.contact.value, suggestion.subject, body)
