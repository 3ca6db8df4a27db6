"""`nobat replay`: a real day of a real hall, played through the whole system (docs/replay.md)."""

from server.cli.replay.command import replay

__all__ = ["replay"]
