"""Offices that can be written to: missions, accreditation, contact points, salutations."""
