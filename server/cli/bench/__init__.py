"""`nobat bench`: what this machine gives, each figure beside its floor (docs/benchmark.md)."""

from server.cli.bench.command import bench

__all__ = ["bench"]
