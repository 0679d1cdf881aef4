"""The public call: people at risk, what happened, what we demand, whom we write to, and how it ended."""
