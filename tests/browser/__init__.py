"""Picketline as a stranger meets it: a fresh clone, one command, a real browser."""
