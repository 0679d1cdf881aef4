"""What templates need to name offices."""
