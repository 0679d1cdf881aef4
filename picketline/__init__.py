"""Picketline: from a news report to letters on an ambassador's desk."""
