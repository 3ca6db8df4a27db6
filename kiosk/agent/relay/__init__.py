"""The kiosk's way to the server, and what the kiosk does by itself while the server is away."""
