"""Why something cannot be done with the directory now."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OWN = _("You proposed this: somebody else has to agree.")
DECIDED = _("Somebody has decided this meanwhile.")
AGREED_ALREADY = _("You have agreed to this already.")
CHANGED = _("What this is about was changed meanwhile. Read it again; refuse this, or propose it anew.")
THERE_ALREADY = _("This office has that already.")
COMPARE = _("This address is odd: compare it letter by letter, and say that you have.")
TOO_LATE = _("This can be undone for two days. Propose it the other way round.")
NOT_YOURS = _("Only who proposed it can take it back.")
OUT_OF_USE = _("This is no longer in use.")
OWN_CHECK = _("You proposed what stands here: somebody else checks it.")


class Objection(Exception):
    """Nothing was done; `sentence` tells whoever tried why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
