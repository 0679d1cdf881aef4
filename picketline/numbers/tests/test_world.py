"""The map: drawn once from Natural Earth, shaded in a few classes, for orientation."""

import json
import subprocess
import sys

import pytest

from picketline.numbers.drawing import drawn, on_paper
from picketline.numbers.world import World, drawing

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
        [sys.executable, "-m", "picketline.numbers.drawing", str(file)], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["paths"].keys() == {"DE"}


@pytest.mark.parametrize(
    ("values", "shades"),
    [
        ({"DE": 10}, [(10, None)]),
        ({"DE": 29}, [(10, None)]),
        ({"DE": 35, "FR": 10}, [(10, 29), (30, None)]),
        ({"DE": 999, "FR": 10}, [(10, 29), (30, 99), (100, 299), (300, None)]),
        ({"DE": 25_000}, [(10, 999), (1000, 2999), (3000, 9999), (10_000, None)]),
        ({"DE": 40_000_000}, [(10, 29_999), (30_000, 99_999), (100_000, 299_999), (300_000, 999_999)]),
    ],
)
def test_there_are_at_most_four_shades_and_every_value_has_one(values, shades):
    world = World(values, "en")
    found = [(shade.least, shade.most) for shade in world.shades]
    assert len(found) <= 4
    if len(values) and max(values.values()) < 1_000_000:
        assert found == shades
    assert all(shape.shade for shape in world.shapes)


def test_a_country_without_a_shape_is_named_and_the_others_are_drawn():
    world = World({"DE": 40, "MT": 20, "XK": 30, "TW": 10}, "en")
    assert (world.too_small, sorted(shape.name for shape in world.shapes)) == (
        ["Malta"],
        ["Germany", "Kosovo", "Taiwan"],
    )
    assert drawing()["paths"]["DE"] not in world.land
    assert drawing()["paths"]["FR"] in world.land
