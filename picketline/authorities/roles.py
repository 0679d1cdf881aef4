"""Who heads an office, and how that is known: what a salutation depends on. Nothing here follows from a name."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

GENERIC = "generic_official"
CHARGE = "charge_daffaires"
ROLES = [
    (GENERIC, _("none of these, or nobody is named")),
    ("head_of_state", _("head of state")),
    ("monarch", _("king or queen")),
    ("royal_highness", _("member of a royal house")),
    ("head_of_government", _("head of government")),
    ("minister", _("minister")),
    ("prosecutor_general", _("prosecutor general")),
    ("judge", _("judge")),
    ("parliament_speaker", _("speaker of parliament")),
    ("general", _("general")),
    ("ambassador", _("ambassador")),
    (CHARGE, _("chargé d'affaires")),
    ("consul_general", _("consul general")),
]
KNOWN_FOR = timedelta(days=90)


class AddressedAs(models.TextChoices):
    """To whom a letter speaks; ANY is the neutral form, for an office whose holder is not known for sure."""

    ANY = "any", _("the office: no gender")
    MALE = "m", _("a man")
    FEMALE = "f", _("a woman")
    NEITHER = "x", _("neither")
    SEVERAL = "several", _("several people")


LASTING = (AddressedAs.ANY, AddressedAs.SEVERAL)
