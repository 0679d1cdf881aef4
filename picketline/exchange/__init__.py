"""Documents in and out: an appeal as a file, and what such a file says that has no place here yet."""
