"""What is counted, and shown so that nobody can be recognised."""
