"""Every page is HTML as the W3C's validator knows it."""
