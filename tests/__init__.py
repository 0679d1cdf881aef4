"""The tests that need the whole of Picketline, and the build that runs them all."""
