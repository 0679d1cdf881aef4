"""The person behind one letter: how the office sees them, what they want to hear, and how they are forgotten."""
