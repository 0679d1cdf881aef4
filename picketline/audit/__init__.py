"""What was done by whom: entries that can only be added, each holding the hash of the one before."""
