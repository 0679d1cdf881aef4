"""Before an appeal goes to the public: what still blocks it."""

from django.utils.translation import gettext as _

from picketline.appeals.models import Appeal
from picketline.letters.composing import suggestion_for
from picketline.letters.routes import routes_from


def what_blocks(appeal: Appeal) -> list[str]:
    """Sentences, one per thing that is missing; empty where the appeal can open."""
    checks = [
        (suggestion_for(appeal, appeal.language) is not None, _("There is no model letter.")),
        (appeal.demands.exists(), _("There is no demand.")),
        (
            bool(routes_from(appeal, appeal.section.country).open),
            _("No addressee has an address that a letter can go to."),
        ),
        (not appeal.is_past_deadline, _("The deadline is over.")),
    ]
    return [sentence for is_fine, sentence in checks if not is_fine]
