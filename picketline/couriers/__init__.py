"""How a letter travels: an envelope, a courier that carries it, and what the courier says."""
