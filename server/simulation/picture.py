"""A day that can be lived through again, wherever it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.simulation.scene import Setting, Visitor


@dataclass(frozen=True)
class Label:
    """A service as people know it: its letter and its name."""

    letter: str
    name: str


@dataclass(frozen=True)
class Picture:
    """Who came and how the hall worked.

    days: the visitors, once for a day that happened, several times for one that chance makes.
    waits: the seconds that people really waited, empty when nobody knows. target_minutes: what the
    hall promises.
    """

    title: str
    services: Mapping[int, Label]
    days: tuple[tuple[Visitor, ...], ...]
    setting: Setting
    waits: tuple[float, ...] = ()
    target_minutes: float = 20.0
