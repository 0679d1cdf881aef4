"""One command per figure; README.md tells how to run each."""
