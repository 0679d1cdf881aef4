"""Picketline as those meet it who wish it ill or whose software is broken: bad requests by the hundred."""
