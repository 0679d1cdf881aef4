"""Every courier we have. A letter on paper has none here: people carry it."""

from picketline.couriers import email

COURIERS = {"email": email.carry}
