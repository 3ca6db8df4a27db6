"""A day as it was beside the same day as it could be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.simulation.changes import Changes, changed_setting, changed_visitors
from server.simulation.figures import Figures, figures_of
from server.simulation.picture import Picture
from server.simulation.run import simulate
from server.simulation.scene import Setting, Visitor

Days = Sequence[Sequence[Visitor]]
# Told how much is done, of how much.
Show = Callable[[int, int], None]


@dataclass(frozen=True)
class Tried:
    """Both, with what the second was made of; what_if is None when nothing else was asked for."""

    picture: Picture
    target_minutes: float
    as_it_was: Figures
    what_if: Figures | None
    setting: Setting
    days: tuple[tuple[Visitor, ...], ...]


def try_out(
    picture: Picture, changes: Changes | None, target_minutes: float, seed: int, show: Show
) -> Tried:
    """Return the figures of a day, and of the same visitors in the changed hall."""
    runs = len(picture.days)
    whole = runs if changes is None else 2 * runs

    def figures(days: Days, setting: Setting, before: int) -> Figures:
        courses = []
        for done, day in enumerate(days):
            show(before + done, whole)
            courses.append(simulate(day, setting))
        return figures_of(courses, setting.counters, target_minutes)

    was = figures(picture.days, picture.setting, 0)
    if changes is None:
        return Tried(picture, target_minutes, was, None, picture.setting, picture.days)
    setting = changed_setting(picture.setting, changes)
    days = changed_visitors(picture.days, changes, seed)
    return Tried(picture, target_minutes, was, figures(days, setting, runs), setting, days)
