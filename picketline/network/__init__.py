"""Sections and memberships: who may do what, where."""
