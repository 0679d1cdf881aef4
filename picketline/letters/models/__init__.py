"""The nouns of letters, one file each."""

from picketline.letters.models.act import Act
from picketline.letters.models.comeback import Comeback
from picketline.letters.models.delivery import Delivery
from picketline.letters.models.letter import Letter
from picketline.letters.models.model_letter import ModelLetter, Point

__all__ = ["Act", "Comeback", "Delivery", "Letter", "ModelLetter", "Point"]
