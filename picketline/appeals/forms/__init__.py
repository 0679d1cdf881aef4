"""What organisers type about an appeal; cleans, never saves."""

from picketline.appeals.forms.appeal import NewAppealForm, RulesForm, TextsForm
from picketline.appeals.forms.demands import DemandForm
from picketline.appeals.forms.ending import ClosureForm, DeadlineForm
from picketline.appeals.forms.occurrences import OccurrenceForm
from picketline.appeals.forms.people import PersonForm, StatusForm
from picketline.appeals.forms.relations import FollowUpForm, RelationForm

__all__ = [
    "ClosureForm",
    "DeadlineForm",
    "DemandForm",
    "FollowUpForm",
    "NewAppealForm",
    "OccurrenceForm",
    "PersonForm",
    "RelationForm",
    "RulesForm",
    "StatusForm",
    "TextsForm",
]
