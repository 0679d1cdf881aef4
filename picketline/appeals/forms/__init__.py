"""What organisers type about an appeal; cleans, never saves."""

from picketline.appeals.forms.appeal import RulesForm, TextsForm
from picketline.appeals.forms.basis import BasisForm, SourceForm
from picketline.appeals.forms.beginning import AlertForm, NewAppealForm, PicketForm, ReportForm
from picketline.appeals.forms.demands import DemandForm
from picketline.appeals.forms.ending import ClosureForm, DeadlineForm
from picketline.appeals.forms.occurrences import OccurrenceForm
from picketline.appeals.forms.people import PersonForm, StatusForm
from picketline.appeals.forms.relations import FollowUpForm, RelationForm

__all__ = [
    "AlertForm",
    "BasisForm",
    "ClosureForm",
    "DeadlineForm",
    "DemandForm",
    "FollowUpForm",
    "NewAppealForm",
    "OccurrenceForm",
    "PersonForm",
    "PicketForm",
    "RelationForm",
    "ReportForm",
    "RulesForm",
    "SourceForm",
    "StatusForm",
    "TextsForm",
]
