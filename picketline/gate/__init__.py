"""Who may pass: form tokens, a honeypot, throttles that forget; and what a browser may do with our answers."""
