"""Continuing an appeal, and saying that two hang together."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from picketline.appeals.forms.appeal import SUGGESTED, call_field, headline_field, in_the_coming_year
from picketline.appeals.forms.shape import DeskForm, day_input
from picketline.appeals.models import Appeal, Relation
from picketline.network.models import Section


class FollowUpForm(DeskForm):
    """What is new: everything else comes from the appeal that it continues."""

    headline = headline_field()
    call = call_field()
    closes_on = forms.DateField(
        label=gettext_lazy("Letters until"),
        widget=day_input(),
        error_messages={"required": gettext_lazy("Choose a day"), "invalid": gettext_lazy("Choose a day")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        suggested = {"closes_on": timezone.localdate() + SUGGESTED}
        super().__init__(*args, initial=suggested | kwargs.pop("initial", {}), **kwargs)

    def clean_closes_on(self) -> date | None:
        return in_the_coming_year(self.cleaned_data["closes_on"])


class OtherAppeal(forms.ModelChoiceField):
    """An appeal by its reference and headline."""

    def label_from_instance(self, appeal: Appeal) -> str:
        texts = {wording.language: wording.text for wording in appeal.headline.wordings.all()}
        return f"{appeal.reference}: {texts.get(appeal.language, '')}"


class RelationForm(DeskForm):
    """Another appeal, and how it hangs together with this one."""

    other = OtherAppeal(
        Appeal.objects.none(),
        label=gettext_lazy("Which appeal"),
        empty_label="–",
        error_messages={"required": gettext_lazy("Choose an appeal")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How do they hang together?"),
        choices=[
            (Relation.Kind.RELATED, gettext_lazy("They are related")),
            (Relation.Kind.FOLLOW_UP, gettext_lazy("This one continues it")),
        ],
        initial=Relation.Kind.RELATED,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, appeal: Appeal, sections: QuerySet[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others_than(appeal, sections)


def others_than(appeal: Appeal, sections: QuerySet[Section]) -> QuerySet[Appeal]:
    """What the organiser can see: their sections' appeals, and every published one."""
    seen = Appeal.objects.filter(Q(section__in=sections) | Q(published_at__isnull=False)).exclude(pk=appeal.pk)
    paired = Relation.objects.filter(Q(appeal=appeal) | Q(earlier=appeal)).values_list("appeal", "earlier")
    return seen.exclude(pk__in={pk for pair in paired for pk in pair}).prefetch_related("headline__wordings")
