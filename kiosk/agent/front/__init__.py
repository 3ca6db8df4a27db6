"""The agent's own page and the address at which the kiosk's browser finds it."""
