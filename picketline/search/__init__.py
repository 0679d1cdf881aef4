"""Finding a noun by its words, in any script and spelling; an early leaf that knows no noun."""
