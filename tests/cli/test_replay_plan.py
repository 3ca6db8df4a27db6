"""The rules by which a file becomes steps (docs/replay.md), on small days written by hand."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.cli.replay.day_file import read_day
from server.cli.replay.hall import color, hall_code, hall_of
from server.cli.replay.plan import Plan, Step, StepKind, plan_day, service_name
from server.languages import LANGUAGES
from tests.cli.replayed import lines

ISSUE, CALL, BEGIN, FINISH = StepKind


def plan(*rows: str) -> Plan:
    return plan_day(read_day(lines(*rows), "day.csv"))


def short(step: Step) -> tuple[str, str, int, int]:
    """Return a step as `8:00:35`, kind, ordinal and counter."""
    return str(step.at), step.kind.name.lower(), step.ordinal, step.counter


def shorts(found: Plan) -> list[tuple[str, str, int, int]]:
    return [short(step) for step in found.steps]


def test_one_visitor_walks_35_seconds_and_is_served_for_ten_minutes() -> None:
    found = plan("480,arrive,A,1", "481.5,call,A,1")

    assert found.steps == (
        Step(timedelta(minutes=480), 2, ISSUE, "A", 1),
        Step(timedelta(minutes=481.5), 3, CALL, "A", 1, 1),
        Step(timedelta(minutes=481.5, seconds=35), 3, BEGIN, "A", 1, 1),
        Step(timedelta(minutes=491.5, seconds=35), 3, FINISH, "A", 1, 1),
    )


def test_a_counter_that_is_needed_finishes_first_and_the_way_takes_half_of_what_there_is() -> None:
    found = plan("480,arrive,A,1", "480,arrive,A,2", "481,call,A,1", "481.5,call,A,2")

    assert shorts(found)[2:6] == [
        ("8:01:00", "call", 1, 1),
        ("8:01:15", "begin", 1, 1),
        ("8:01:30", "finish", 1, 1),
        ("8:01:30", "call", 2, 1),
    ]


def test_of_busy_counters_the_one_serving_longest_is_taken() -> None:
    found = plan(
        "480,open_counters,A,2",
        *(f"480,arrive,A,{ordinal}" for ordinal in (1, 2, 3)),
        *(f"{480 + ordinal},call,A,{ordinal}" for ordinal in (1, 2, 3)),
    )

    calls = [step for step in shorts(found) if step[1] == "call"]
    assert calls == [
        ("8:01:00", "call", 1, 1),
        ("8:02:00", "call", 2, 2),
        ("8:03:00", "call", 3, 1),
    ]
    assert ("8:03:00", "finish", 1, 1) in shorts(found)


def test_of_free_counters_the_one_free_longest_is_taken() -> None:
    found = plan(
        "480,open_counters,A,2",
        *(f"480,arrive,A,{ordinal}" for ordinal in (1, 2, 3)),
        "481,call,A,1",
        "483,call,A,2",
        "500,call,A,3",
    )

    assert [step.counter for step in found.steps if step.kind is CALL] == [1, 2, 1]


def test_two_calls_in_one_moment_at_one_counter_keep_their_order() -> None:
    found = plan("480,arrive,A,1", "480,arrive,A,2", "481,call,A,1", "481,call,A,2")

    assert shorts(found)[2:] == [
        ("8:01:00", "call", 1, 1),
        ("8:01:00", "begin", 1, 1),
        ("8:01:00", "finish", 1, 1),
        ("8:01:00", "call", 2, 1),
        ("8:01:35", "begin", 2, 1),
        ("8:11:35", "finish", 2, 1),
    ]


def test_no_visit_goes_on_into_the_next_day() -> None:
    found = plan("1430,arrive,A,1", "1439,call,A,1")

    assert shorts(found)[1:] == [
        ("23:59:00", "call", 1, 1),
        ("23:59:30", "begin", 1, 1),
        ("1 day, 0:00:00", "finish", 1, 1),
    ]


def test_counters_are_the_most_open_at_once_and_their_numbers_go_on_from_queue_to_queue() -> None:
    found = plan(
        "480,arrive,B,1",
        "480,open_counters,B,1",
        "481,open_counters,B,3",
        "482,open_counters,B,2",
        "483,open_counters,A,0",
        "483,arrive,C,1",
    )

    assert [(queue.letter, queue.counters) for queue in found.queues] == [
        ("A", (1,)),
        ("B", (2, 3, 4)),
        ("C", (5,)),
    ]


def test_a_service_takes_the_median_visit_of_its_day_to_the_half_minute() -> None:
    busy = plan(
        *(f"480,arrive,A,{ordinal}" for ordinal in (1, 2, 3)),
        *(f"{480 + 4 * ordinal},call,A,{ordinal}" for ordinal in (1, 2, 3)),
    )
    idle = plan("480,arrive,A,1")

    assert (busy.queues[0].minutes, idle.queues[0].minutes) == (4.0, 10.0)


def test_a_name_loses_its_letter_and_its_bars() -> None:
    written = "B: ARCHITEKTURA|GEODEZJA| OCHRONA  ŚRODOWISKA "

    assert service_name("B", written) == "ARCHITEKTURA, GEODEZJA, OCHRONA ŚRODOWISKA"
    assert service_name("B", "B: ") == "B"


def test_the_hall_has_a_service_a_queue_a_clerk_a_counter_and_no_printer() -> None:
    found = plan("480,arrive,A,1", "481,open_counters,B,2", "481,arrive,B,1")

    setup = hall_of(found, hall_code("Small Day_2"), lambda username: f"secret of {username}")

    assert (setup.branch.code, setup.branch.time_zone) == ("small-day-2", "Europe/Warsaw")
    assert [
        (part.code, part.letter, part.names, part.numbers, part.minutes) for part in setup.services
    ] == [
        ("queue-a", "A", dict.fromkeys(LANGUAGES, "SERVICE A"), "1-999", 10.0),
        ("queue-b", "B", dict.fromkeys(LANGUAGES, "SERVICE B"), "1-999", 10.0),
    ]
    assert [(part.number, part.services) for part in setup.counters] == [
        (1, ["queue-a"]),
        (2, ["queue-b"]),
        (3, ["queue-b"]),
    ]
    assert [(part.username, part.password) for part in setup.users] == [
        (f"small-day-2-{number}", f"secret of small-day-2-{number}") for number in (1, 2, 3)
    ]
    assert [(part.code, part.kind, part.prints_on) for part in setup.devices] == [
        ("kiosk-1", "kiosk", None),
        ("lobby-1", "display", None),
        ("lobby-2", "display", None),
    ]


def test_numbers_never_wrap_however_many_come() -> None:
    found = plan(*(f"480,arrive,A,{ordinal}" for ordinal in range(1, 1202)))

    assert hall_of(found, "day", lambda username: "a-password").services[0].numbers == "1-1201"


def test_colours_differ_and_carry_white_text() -> None:
    colors = [color(place) for place in range(60)]

    assert len(set(colors)) == 60
    assert min(contrast_with_white(found) for found in colors) >= 4.5


def contrast_with_white(found: str) -> float:
    """Source: WCAG 2.2, relative luminance and contrast ratio."""
    channels = [int(found[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@given(
    gaps=st.lists(st.sampled_from([0, 0.01, 0.5, 1, 3, 12, 40]), min_size=1, max_size=30),
    counters=st.integers(1, 4),
)
def test_every_counter_goes_through_whole_visits_one_after_another(
    gaps: list[float], counters: int
) -> None:
    minutes = [480 + sum(gaps[: at + 1]) for at in range(len(gaps))]
    found = plan(
        f"480,open_counters,A,{counters}",
        *(f"480,arrive,A,{at + 1}" for at in range(len(gaps))),
        *(f"{minute:.2f},call,A,{at + 1}" for at, minute in enumerate(minutes)),
    )

    assert list(found.steps) == sorted(found.steps, key=lambda step: step.at)
    assert [step.ordinal for step in found.steps if step.kind is CALL] == [
        at + 1 for at in range(len(gaps))
    ]
    for number in found.queues[0].counters:
        at_counter = [step for step in found.steps if step.counter == number]
        visits = [at_counter[at : at + 3] for at in range(0, len(at_counter), 3)]
        assert all([s.kind for s in visit] == [CALL, BEGIN, FINISH] for visit in visits)
        assert all(len({s.ordinal for s in visit}) == 1 for visit in visits)
