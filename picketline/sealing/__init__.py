"""Personal data under keys: sealed to the worker, to a section, or to the token in a letter's own link."""
