"""The outlines of countries on one map of the world, for orientation: how borders are drawn is no opinion of ours."""
