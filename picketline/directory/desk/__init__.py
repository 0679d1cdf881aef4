"""The address book at the desk: read, corrected by two, checked."""
