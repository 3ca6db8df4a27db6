"""The options of `nobat simulate`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from server.cli.simulate.typed import LONGEST_WAIT_MINUTES, Figure
from server.simulation.forecast import WEEKDAYS

F = TypeVar("F", bound=Callable[..., Any])
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MOST_ARRIVALS = 10
MOST_RUNS = 200
MOST_SEED = 2**31

DAYS = (
    click.argument("file", required=False, type=EXISTING_FILE),
    click.option(
        "--day",
        type=click.DateTime(["%Y-%m-%d"]),
        help="A day of the hall's own log.  [default: the newest one with a ticket]",
    ),
    click.option(
        "--forecast",
        type=click.Choice(WEEKDAYS, case_sensitive=False),
        help="What the log says of such a day of the week.",
    ),
    click.option(
        "--share",
        multiple=True,
        metavar="CLASS=SHARE",
        help="So many of the visitors, by chance, are of this class; also before the changes.",
    ),
)
CHANGES = (
    click.option(
        "--add",
        multiple=True,
        metavar="SERVICES",
        help="One counter more: A, or A,C/B+10 in tiers; @09:00-12:00.",
    ),
    click.option(
        "--close",
        multiple=True,
        metavar="COUNTERS",
        help="Closed: 3, 2-5, those of service A, or all; @12:00-13:00.",
    ),
    click.option(
        "--offer",
        multiple=True,
        metavar="COUNTERS=SERVICES",
        help="What counters give: 3=A/B+10, A=A,C, all=*.",
    ),
    click.option("--rate", multiple=True, metavar="CLASS=RATE", help="Another rate of a class."),
    click.option(
        "--minutes",
        multiple=True,
        metavar="SERVICE=MINUTES",
        help="Another mean length of a service's visits.",
    ),
    click.option(
        "--arrivals",
        type=Figure(0.05, MOST_ARRIVALS),
        default=1.0,
        help="So many times as many visitors.",
    ),
    click.option(
        "--hard-cap", type=Figure(0, LONGEST_WAIT_MINUTES), help="Another hard cap, in minutes."
    ),
)
FIGURES = (
    click.option(
        "--target",
        type=Figure(0, LONGEST_WAIT_MINUTES),
        help="Minutes that a wait should not pass.  [default: the hall's, 20 for a file]",
    ),
    click.option(
        "--staff",
        type=Figure(0.5, 0.99),
        metavar="SHARE",
        help="Advise counters for each half hour so that this share waits within the target.",
    ),
    click.option(
        "--runs",
        type=click.IntRange(1, MOST_RUNS),
        help="How often, where chance is in it.  [default: 20]",
    ),
    click.option(
        "--seed",
        type=click.IntRange(0, MOST_SEED),
        default=1,
        show_default=True,
        help="Another seed is another chance.",
    ),
)


def simulate_options(command: F) -> F:
    """Give the command its options, in the order in which they are told."""
    for option in reversed((*DAYS, *CHANGES, *FIGURES)):
        command = option(command)
    return command
