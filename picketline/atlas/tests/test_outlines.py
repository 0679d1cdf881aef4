"""The map: drawn once from Natural Earth, for orientation."""

import json
import subprocess
import sys

import pytest

from picketline.atlas.drawing import drawn, on_paper
from picketline.atlas.outlines import drawing, land, place_of

SQUARE = [[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]


def topology(*shapes, arcs=(SQUARE,)):
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": list(arcs),
        "objects": {"countries": {"geometries": list(shapes)}},
    }


def shape(name, identity=None, arcs=((0,),)):
    found = {"type": "Polygon", "arcs": [list(ring) for ring in arcs], "properties": {"name": name}}
    return found | ({"id": identity} if identity else {})


def test_a_square_at_the_equator_is_one_closed_path():
    paths = drawn(topology(shape("Germany", "276")), {"276": "DE"})["paths"]
    left, bottom = on_paper(-11, 0)
    assert paths["DE"].startswith(f"M{left} {bottom}l")
    assert paths["DE"].count("M") == paths["DE"].count("z") == 1


def test_an_arc_backwards_is_the_same_land():
    forwards = drawn(topology(shape("Germany", "276")), {"276": "DE"})["paths"]["DE"]
    backwards = drawn(topology(shape("Germany", "276", arcs=[[~0]])), {"276": "DE"})["paths"]["DE"]
    assert forwards.partition("l")[0] == backwards.partition("l")[0]


def test_kosovo_has_its_code_and_what_has_none_is_land_of_nobody():
    world = drawn(topology(shape("Kosovo"), shape("N. Cyprus"), shape("Antarctica", "010")), {"010": "AQ"})
    assert world["paths"].keys() == {"", "XK"}


def test_a_country_over_180_degrees_stays_in_one_piece():
    """Chukotka lies east of Kamchatka, not at the other end of the map."""
    arc = [[178, 60], [3, 0], [0, 5], [-3, 0], [0, -5]]
    leaping = [[178, 60], [-357, 0], [0, 5], [357, 0], [0, -5]]
    straight = drawn(topology(shape("Russia", "643"), arcs=[arc]), {"643": "RU"})
    assert drawn(topology(shape("Russia", "643"), arcs=[leaping]), {"643": "RU"}) == straight


def test_no_line_of_the_shipped_map_runs_across_the_world():
    for code, path in drawing()["paths"].items():
        for ring in path.strip("Mz").split("zM"):
            steps = ring.partition("l")[2].replace("-", " -").split()
            assert max((abs(int(x)) for x in steps[::2]), default=0) < 100, code


def test_the_shipped_map_has_the_world_and_is_light():
    assert len(drawing()["paths"]) == 175
    assert {"DE", "KZ", "TW", "XK", "FR", "NO", ""} <= drawing()["paths"].keys()
    assert len(json.dumps(drawing())) < 40_000


def test_the_tool_writes_the_map_from_a_file(tmp_path):
    file = tmp_path / "world.topojson"
    file.write_text(json.dumps(topology(shape("Germany", "276"))), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "picketline.atlas.drawing", str(file)], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["paths"].keys() == {"DE"}


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [(52.5, 13.4, "DE"), (51.1, 71.4, "KZ"), (-15.8, -47.9, "BR"), (-35.3, 149.1, "AU"), (66.0, -172.0, "RU")],
)
def test_a_place_lies_within_the_lines_of_its_country(latitude, longitude, code):
    assert is_inside(place_of(latitude, longitude), drawing()["paths"][code])


def test_land_is_all_countries_but_those_that_are_drawn_apart():
    assert drawing()["paths"]["DE"] in land()
    assert drawing()["paths"]["DE"] not in land(without=frozenset({"DE"}))


def is_inside(place, path):
    """Whether a ray to the right crosses the outlines an odd number of times."""
    x, y = place
    return sum(crossings(ring, x, y) for ring in path.strip("Mz").split("zM")) % 2 == 1


def crossings(ring, x, y):
    start, _l, rest = ring.partition("l")
    steps = [int(step) for step in rest.replace("-", " -").split()]
    corners = [tuple(int(number) for number in start.split())]
    for step in zip(steps[::2], steps[1::2], strict=True):
        corners.append((corners[-1][0] + step[0], corners[-1][1] + step[1]))
    edges = zip(corners, [*corners[1:], corners[0]], strict=True)
    return sum((ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax for (ax, ay), (bx, by) in edges)
