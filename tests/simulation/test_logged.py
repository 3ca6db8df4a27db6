"""A day of the log as visits: what was waited, who gave up, what a counter was taken by."""

from collections.abc import Callable
from math import inf

import pytest

from server.simulation.forecast import forecast_of, read_weekday
from server.simulation.from_log import picture_of
from server.simulation.logged import LoggedDay, Visit, read_day
from server.simulation.run import simulate
from tests.harness.site import Person, Site
from tests.scenarios.cast import A, B, act, call, scenario_hall, serve, sit, take

TEN = 10 * 3600.0
MONDAY = 0


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """Three services, three counters that give all of them, ten o'clock on a Monday."""
    return make_site(scenario_hall())


@pytest.fixture
def colleague(site: Site) -> Person:
    """A clerk who sits at counter 2."""
    return sit(site, "hall-clerk2", 2)


def logged(site: Site) -> LoggedDay:
    log = read_day(site.db, site.branch_id, None, site.clock())
    assert log is not None
    return log


def told(visit: Visit) -> tuple[int, str, float, float, float | None]:
    """Service, class, and minutes since ten: arrival, call; minutes at the counter."""
    seconds = None if visit.seconds is None else visit.seconds / 60
    called = (visit.called_at - TEN) / 60
    return visit.service_id, visit.priority_class, (visit.arrived_at - TEN) / 60, called, seconds


def test_a_visit_waits_until_its_last_call_and_takes_its_counter_after_it(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    first = take(kiosk)["id"]
    site.clock.forward(minutes=4)
    call(clerk)
    site.clock.forward(minutes=1)
    act(clerk, first, "returns")
    site.clock.forward(minutes=2)
    serve(clerk)
    site.clock.forward(minutes=5)
    act(clerk, first, "finishes")

    (visit,) = logged(site).visits

    assert told(visit) == (A, "standard", 0, 7, 5)


def test_a_transfer_is_a_visitor_of_each_service_with_the_first_arrival(
    site: Site, kiosk: Person, clerk: Person, colleague: Person
) -> None:
    ticket = take(kiosk, A, priority_class="elderly")["id"]
    site.clock.forward(minutes=3)
    serve(clerk)
    site.clock.forward(minutes=2)
    act(clerk, ticket, "transfers", service_id=B)
    site.clock.forward(minutes=4)
    serve(colleague)
    site.clock.forward(minutes=6)
    act(colleague, ticket, "finishes")

    visits = logged(site).visits

    assert [told(each) for each in visits] == [
        (A, "elderly", 0, 3, 2),
        (B, "elderly", 5, 9, 6),
    ]
    assert visits[1].line_at == TEN


def test_who_left_and_who_still_waits(site: Site, kiosk: Person, clerk: Person) -> None:
    gone = take(kiosk)["id"]
    take(kiosk)
    site.clock.forward(minutes=3)
    act(site.clerk("hall-supervisor"), gone, "cancellations", reason="left")
    site.clock.forward(minutes=2)

    left, waits = logged(site).visits

    assert ((left.left_at - TEN) / 60, left.called_at) == (3, inf)
    assert ((waits.waited_until - TEN) / 60, waits.left_at, waits.called_at) == (5, inf, inf)


def test_a_logged_day_is_lived_through_as_it_was(
    site: Site, kiosk: Person, clerk: Person, colleague: Person
) -> None:
    """Two counters, two classes, one clerk slow to call and one away while people wait."""
    for minutes in (0, 1, 1, 2, 0, 3):
        site.clock.forward(minutes=minutes)
        take(kiosk, A, priority_class="elderly" if minutes == 1 else "standard")
    for who, minutes in ((clerk, 4), (colleague, 1), (clerk, 6), (clerk, 2), (colleague, 9)):
        ticket = serve(who)["id"]
        site.clock.forward(minutes=minutes)
        act(who, ticket, "finishes")
        site.clock.forward(minutes=1)
    picture = picture_of(logged(site))

    course = simulate(picture.days[0], picture.setting)

    calls = sorted(course.calls, key=lambda call: call.visitor.id)
    assert [call.wait_seconds for call in calls] == pytest.approx(picture.waits, abs=0.01)
    assert len(course.never_called) == 1


def test_a_weekday_is_forecast_from_the_days_before(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    for _ in range(6):
        ticket = take(kiosk)["id"]
        call(clerk)
        act(clerk, ticket, "beginnings")
        site.clock.forward(minutes=4)
        act(clerk, ticket, "finishes")
    today = read_weekday(site.db, site.branch_id, MONDAY, site.clock())
    site.clock.forward(days=1)
    logs = read_weekday(site.db, site.branch_id, MONDAY, site.clock())
    picture = forecast_of(logs, runs=200, seed=1)

    assert (today, len(logs)) == ([], 1)
    visitors = [each for day in picture.days for each in day]
    assert len(visitors) / 200 == pytest.approx(6, abs=0.6)
    assert {each.seconds for each in visitors} == {240.0}
    assert min(each.arrives_at for each in visitors) >= TEN
    assert picture == forecast_of(logs, runs=200, seed=1)
