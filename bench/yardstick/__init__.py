"""The least that Django can do for the same bytes and the same rows: what our own figures are measured against."""
