"""`nobat simulate`: a day lived through again with other counters, tiers or rates."""

from server.cli.simulate.command import simulate

__all__ = ["simulate"]
