"""Our own mail to supporters: notices that are due, and how many one address may get."""
