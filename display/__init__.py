"""All that watches the queue."""
