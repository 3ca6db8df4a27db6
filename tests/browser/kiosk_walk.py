"""A walk over every page of the kiosk, for tests that look at all of them."""

from collections.abc import Callable

from playwright.sync_api import Route

from tests.browser.kiosk_hall import Kiosk

Look = Callable[[str], None]


def walk_services(kiosk: Kiosk, look: Look) -> None:
    """Look at the pages from the first one to the number given back, in the demo hall."""
    _at(kiosk, look, "services")
    kiosk.tap("service-building_permit")
    _at(kiosk, look, "service")
    kiosk.tap("add-service")
    _at(kiosk, look, "services", "adding")
    _find(kiosk, "service-civil_registry")
    kiosk.tap("class-elderly")
    _at(kiosk, look, "service", "two")
    kiosk.tap("take", *[f"digit-{digit}" for digit in "04993"], "take")
    _at(kiosk, look, "identity")
    kiosk.tap("back", "remove-building_permit", "back")
    _find(kiosk, "service-cashier")
    kiosk.tap("take")
    _at(kiosk, look, "ticket")
    kiosk.tap("undo")
    _at(kiosk, look, "services", "withdrawn")


def walk_groups(kiosk: Kiosk, look: Look) -> None:
    """Look at the pages that only a large hall has."""
    _at(kiosk, look, "services", "groups")
    kiosk.tap("group-revenue")
    _at(kiosk, look, "services", "group")
    kiosk.tap("search")
    _at(kiosk, look, "search")


def walk_troubles(kiosk: Kiosk, look: Look) -> None:
    """Look at the warning, a number that is not printed, and a lost link; the clock is ours."""
    kiosk.passes(46_000)
    kiosk.at("still-there").wait_for()
    _at(kiosk, look, "services", "warning")
    kiosk.tap("stay")
    kiosk.page.route("**/api/v1/tickets", _without_answer)
    kiosk.tap("service-cashier", "take")
    _at(kiosk, look, "trouble")


def _without_answer(route: Route) -> None:
    route.abort()


def _find(kiosk: Kiosk, name: str) -> None:
    """Touch a service; in large text it may stand on the next page."""
    kiosk.shows("services")
    if kiosk.at(name).count() == 0:
        kiosk.tap("next-page")
    kiosk.tap(name)


def _at(kiosk: Kiosk, look: Look, page: str, name: str = "") -> None:
    kiosk.shows(page)
    look(name or page)
