"""Keeping what we hold safe: backup, restore, the ledger of erasures, and a doctor who tells what is wrong."""
