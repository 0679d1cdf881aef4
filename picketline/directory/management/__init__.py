"""Documents from the command line."""
