"""When each kiosk is touched: once in five seconds, at any moment, as visitors come."""

import random

FLOOR, TICKETS = "/bench/floor", "/api/v1/tickets"
EACH_SECONDS = 5.0
WARM_TOUCHES = 10  # each language twice
WARM_EACH_SECONDS = 0.5
SEED = 1393  # any: the moments are random, and the same in each run
Moment = tuple[float, int, str]  # seconds from the start, which kiosk, what it asks for


def warm_moments() -> list[Moment]:
    """Let the agent draw each language, and the server open what it keeps open."""
    moments: list[Moment] = []
    for at in range(WARM_TOUCHES):
        began = at * WARM_EACH_SECONDS
        moments += [(began, at, FLOOR), (began + WARM_EACH_SECONDS / 2, at, TICKETS)]
    return moments


def moments(kiosks: int, rounds: int) -> list[Moment]:
    """Let each kiosk take a ticket in one half of each round, and ask for nothing in the other."""
    chance = random.Random(SEED)
    half = EACH_SECONDS / 2
    found: list[Moment] = []
    for at in range(rounds):
        began = at * EACH_SECONDS
        for kiosk in range(kiosks):
            first, second = chance.sample((FLOOR, TICKETS), 2)
            found.append((began + chance.uniform(0, half), kiosk, first))
            found.append((began + half + chance.uniform(0, half), kiosk, second))
    return sorted(found)
