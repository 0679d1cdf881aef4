"""The map of the numbers: shaded in a few classes, for orientation."""

import pytest

from picketline.atlas.outlines import drawing
from picketline.numbers.world import World


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
