"""The server: rooms as in docs/structure.md."""
