"""The nouns of letters, one file each."""

from picketline.letters.models.delivery import Delivery
from picketline.letters.models.letter import Letter
from picketline.letters.models.model_letter import ModelLetter, Point

__all__ = ["Delivery", "Letter", "ModelLetter", "Point"]
