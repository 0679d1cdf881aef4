"""What supporters type into a letter, and what organisers type to prepare one; cleans, never saves."""

from picketline.letters.forms.act import ActForm
from picketline.letters.forms.detours import DetourForm
from picketline.letters.forms.letter import LetterForm
from picketline.letters.forms.model_letter import ModelLetterForm
from picketline.letters.forms.offices import AddresseeForm, OfficeForm
from picketline.letters.forms.pasted import PastedLetterForm

__all__ = ["ActForm", "AddresseeForm", "DetourForm", "LetterForm", "ModelLetterForm", "OfficeForm", "PastedLetterForm"]
