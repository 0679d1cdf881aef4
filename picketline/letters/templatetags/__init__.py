"""Words about routes."""
