"""Who may pass: form tokens, a honeypot, and throttles that forget."""
