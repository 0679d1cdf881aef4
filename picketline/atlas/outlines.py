"""The map as `drawing.py` wrote it, and where a place lies on it."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from picketline.atlas.drawing import MIDDLE, leapless, on_paper

FILE = Path(__file__).parent / "world.json"


@lru_cache(maxsize=1)
def drawing() -> dict[str, Any]:
    """`size`: width and height; `paths`: ISO 3166-1 alpha-2 to SVG path, land without a code under ""."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def land(without: frozenset[str] = frozenset()) -> str:
    """All countries but these in one path."""
    return "".join(path for code, path in drawing()["paths"].items() if code not in without)


def place_of(latitude: float, longitude: float) -> tuple[int, int]:
    """Degrees to whole units on the map, x to the right and y downwards."""
    return on_paper(leapless(longitude - MIDDLE), latitude)
