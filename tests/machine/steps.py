"""The steps of a machine: each with its weight, when it makes sense, and what it draws.

Hypothesis' own rules leave half of all rules out of most examples, which keeps the lives of a
queue short: what is called here is seldom also served, held and sent on. These are drawn by
weight, and each example leaves out at most a few.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar

from hypothesis import strategies as st

F = TypeVar("F", bound=Callable[..., None])
Drawn = tuple[str, dict[str, Any]]
MOST_LEFT_OUT = 4


@dataclass(frozen=True)
class Step:
    """One kind of step."""

    name: str
    weight: int
    when: Callable[[Any], object]
    arguments: dict[str, st.SearchStrategy[Any]]

    @cached_property
    def drawn(self) -> st.SearchStrategy[Drawn]:
        """What draws the step with its arguments."""
        return st.tuples(st.just(self.name), st.fixed_dictionaries(self.arguments))


def step(
    weight: int = 1,
    when: Callable[[Any], object] = lambda machine: True,
    **arguments: st.SearchStrategy[Any],
) -> Callable[[F], F]:
    """Make a method a step."""

    def marked(method: F) -> F:
        method.step = Step(method.__name__, weight, when, arguments)  # type: ignore[attr-defined]
        return method

    return marked


@cache
def steps_of(machine: type) -> tuple[Step, ...]:
    """Return the steps of a machine."""
    methods = (getattr(machine, name) for name in dir(machine))
    return tuple(method.step for method in methods if hasattr(method, "step"))


def left_out(machine: type) -> st.SearchStrategy[frozenset[str]]:
    """Return what draws the steps that one example does without."""
    names = [each.name for each in steps_of(machine)]
    return st.frozensets(st.sampled_from(names), max_size=MOST_LEFT_OUT)


def next_step(machine: Any) -> st.SearchStrategy[Drawn]:
    """Return what draws the next step, of those that make sense now."""
    possible = [
        each
        for each in steps_of(type(machine))
        if each.name not in machine.without and each.when(machine)
        for _ in range(each.weight)
    ]
    return st.sampled_from(possible).flatmap(lambda each: each.drawn)
