"""Where previews of printed paper will live; the agent draws the paper (kiosk/agent)."""
