"""python -m picketline.atlas.drawing WORLD.topojson > picketline/atlas/world.json: draws our map of the world.

WORLD is Natural Earth's countries at 1:110 million as TopoJSON (the package world-atlas), whose ids are ISO 3166-1
numeric codes. Drawn in Equal Earth (Šavrič, Patterson and Jenny 2018), in whole units, 1000 wide, around 11° east: so
the edge runs through the Bering Strait and cuts no country. Antarctica is left out. Shapes without a code belong to
nobody here; Kosovo has none there, and its code is XK.
"""

import json
import math
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

COUNTRIES = Path(__file__).parent.parent / "authorities" / "data" / "countries.json"
WITHOUT_ID = {"Kosovo": "XK"}
LEFT_OUT = {"Antarctica"}
WIDTH, MARGIN = 1000, 2
MIDDLE = 11  # degrees east
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = math.sqrt(3) / 2

Point = tuple[float, float]
Ring = list[tuple[int, int]]


def projected(longitude: float, latitude: float) -> Point:
    """Degrees to Equal Earth, on a globe of radius 1; y grows upwards."""
    theta = math.asin(M * math.sin(math.radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    x = math.radians(longitude) * math.cos(theta) / (M * (A1 + 3 * A2 * squared + sixth * (7 * A3 + 9 * A4 * squared)))
    return x, theta * (A1 + A2 * squared + sixth * (A3 + A4 * squared))


HALF, TOP = projected(180, 0)[0], projected(0, 84)[1]
SCALE = (WIDTH - 2 * MARGIN) / (2 * HALF)


def on_paper(longitude: float, latitude: float) -> tuple[int, int]:
    """Degrees to whole units on the map; y grows downwards."""
    x, y = projected(longitude, latitude)
    return round(MARGIN + (x + HALF) * SCALE), round(MARGIN + (TOP - y) * SCALE)


def drawn(world: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    """Size and paths: alpha-2 code to SVG path; what has no code lies under the empty one."""
    arcs = [list(degrees_of(arc, world["transform"])) for arc in world["arcs"]]
    paths: dict[str, list[str]] = {}
    lowest = 0
    for shape in world["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in LEFT_OUT:
            continue
        rings = [ring_of(indices, arcs) for indices in rings_in(shape)]
        lowest = max([lowest, *(y for ring in rings for _x, y in ring)])
        code = codes.get(shape.get("id", "")) or WITHOUT_ID.get(name, "")
        paths.setdefault(code, []).extend(path_of(ring) for ring in rings if len(set(ring)) > 2)
    return {
        "size": [WIDTH, lowest + MARGIN],
        "paths": {code: "".join(parts) for code, parts in sorted(paths.items()) if parts},
    }


def degrees_of(arc: Iterable[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """An arc's points: TopoJSON stores whole steps from one to the next."""
    (scale_x, scale_y), (from_x, from_y) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield from_x + x * scale_x, from_y + y * scale_y


def rings_in(shape: dict[str, Any]) -> Iterator[list[int]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        yield from polygon


def ring_of(indices: list[int], arcs: list[list[Point]]) -> Ring:
    """Arcs put together; ~n is arc n backwards. Points that fall on the one before, or between two, are left out."""
    points = [point for index in indices for point in (arcs[index] if index >= 0 else arcs[~index][::-1])]
    ring: Ring = []
    for here in (on_paper(*point) for point in in_one_piece(points)):
        if ring and here == ring[-1]:
            continue
        if len(ring) > 1 and is_between(ring[-2], ring[-1], here):
            ring.pop()
        ring.append(here)
    return ring


def in_one_piece(points: list[Point]) -> list[Point]:
    """Longitudes from the middle of the map, without the leap from 180° east to 180° west."""
    longitudes: list[float] = []
    for longitude, _latitude in points:
        before = longitudes[-1] if longitudes else longitude - MIDDLE
        longitudes.append(before + leapless(longitude - MIDDLE - before))
    shift = leapless(sum(longitudes) / len(longitudes)) - sum(longitudes) / len(longitudes)
    return [(longitude + shift, point[1]) for longitude, point in zip(longitudes, points, strict=True)]


def leapless(degrees: float) -> float:
    """The same direction between -180 and 180."""
    return (degrees + 180) % 360 - 180


def is_between(before: tuple[int, int], here: tuple[int, int], after: tuple[int, int]) -> bool:
    """True where a straight line goes on in the same direction."""
    (ax, ay), (bx, by) = (
        (here[0] - before[0], here[1] - before[1]),
        (after[0] - here[0], after[1] - here[1]),
    )
    return ax * by == ay * bx and ax * bx + ay * by > 0


def path_of(ring: Ring) -> str:
    """SVG: from the first point in relative steps, and closed."""
    steps = [(x - left, y - top) for (left, top), (x, y) in pairwise(ring)]
    if ring[0] == ring[-1]:
        steps.pop()
    lines = "".join(f"{number}" if number < 0 else f" {number}" for step in steps for number in step)
    return f"M{ring[0][0]} {ring[0][1]}l{lines.lstrip()}z"


def main() -> None:
    """Read the file that is named, and write the map."""
    told = json.loads(COUNTRIES.read_text(encoding="utf-8"))["countries"]
    codes = {one["numeric"]: one["iso2"] for one in told if one["numeric"]}
    world = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(json.dumps(drawn(world, codes), separators=(",", ":")))


if __name__ == "__main__":
    main()
