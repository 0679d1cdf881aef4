"""The directory from the command line."""
