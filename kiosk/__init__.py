"""The touch screen, and the agent that prints for it."""
