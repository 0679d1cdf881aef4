"""What organisers do with letters: the suggested text, whom it goes to, opening, the test, going on."""
