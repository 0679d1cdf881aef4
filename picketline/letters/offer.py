"""What an appeal offers a writer in one language: the suggested letter, and where it goes from each country."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from picketline.appeals.models import Appeal
from picketline.authorities.models import Country, Salutation, country_choices
from picketline.letters import shelf
from picketline.letters.composing import Suggestion, paragraphs, suggestion_for
from picketline.letters.forms import LetterForm
from picketline.letters.routes import Routes, routes_from
from picketline.supporters.models import Supporter


@dataclass(frozen=True)
class Offer:
    """The suggestion is None where no model letter is written yet."""

    appeal: Appeal
    suggestion: Suggestion | None

    @property
    def takes_letters(self) -> bool:
        """True where we can send: a model letter, mail set up, and an office that an e-mail reaches."""
        return bool(self.suggestion and settings.MAIL_IS_SET_UP and self.routes_from(self.home).by_email)

    @property
    def home(self) -> str:
        """The country chosen beforehand: the section's."""
        return self.appeal.section.country

    def routes_from(self, country: str) -> Routes:
        """Where letters go from one country; kept for 20 seconds."""
        return shelf.fetch(("routes", self.appeal.pk, country), lambda: routes_from(self.appeal, country))

    def salutation(self) -> Salutation:
        """What the letter on the page begins with; each office gets its own."""
        route = (self.routes_from(self.home).open or self.routes_from(self.home).all)[0]
        key = ("salutation", route.authority.pk, self.suggestion.language)
        return shelf.fetch(key, lambda: Salutation.objects.for_authority(route.authority, self.suggestion.language))

    def form_context(self, appeal: Appeal, form: LetterForm | None = None) -> dict[str, Any]:
        """Everything `letters/_form.html` needs."""
        blank = form is None
        form = form or LetterForm(subject=str(appeal.uuid), suggestion=self.suggestion, state=appeal.state_concerned_id)
        state = appeal.state_concerned_id
        chosen = form["country"].value() if not blank else "" if self.home == state else self.home
        return {
            "form": form,
            "slug": appeal.slug,
            "token": form.fresh_token(),
            "countries": country_choices(get_language()),
            "country": chosen,
            "state": state,
            "state_name": Country.name_of(state, get_language()),
            "is_inside": chosen == state,
            "routes": self.routes_from(chosen if chosen in dict(country_choices("en")) else self.home),
            "suggestion": self.suggestion,
            "salutation": self.salutation(),
            "opening": paragraphs(self.suggestion.opening),
            "closing": paragraphs(self.suggestion.closing),
            "kept": self.kept_points(form, blank=blank),
            "whole": self.suggestion.whole if blank else form["whole"].value() or "",
            "named_as": Supporter.NamedAs.FULL if blank else form["named_as"].value() or Supporter.NamedAs.FULL,
            "is_foreign": self.suggestion.language != get_language(),
        }

    def kept_points(self, form: LetterForm, *, blank: bool) -> set[str]:
        """The points that are ticked: all on a new form, those that were ticked on one that comes back."""
        return {str(place) for place, _text in self.suggestion.points} if blank else set(form["points"].value() or [])


def offer_for(appeal: Appeal, language: str) -> Offer:
    """The offer of an appeal in one language; its letter is kept for 20 seconds."""
    return Offer(appeal, shelf.fetch(("letter", appeal.pk, language), lambda: suggestion_for(appeal, language)))
