"""The address book of authorities as people read it, correct it and exchange it."""
