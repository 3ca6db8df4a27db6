"""What a set-up file may say of rules, days off, limits, tiers and lists; and that it is kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from server.domain.hall import Choice, Offer, Rules
from server.operations.setup_file import SetupRefused, read_setup
from tests.harness.halls import as_text, hall
from tests.harness.site import Site

NAMES = {"fa": "نام", "en": "Name"}


def faults_of(setup: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(SetupRefused) as refusal:
        read_setup(as_text(setup), "hall.yaml")
    return refusal.value.faults


def kept(site: Site) -> Any:
    with site.db.reader() as reader:
        return reader.hall(site.branch_id)


def test_a_hall_that_sets_no_rules_has_the_usual_ones(site: Site) -> None:
    branch = kept(site).branch

    assert branch.rules == Rules()
    assert [each.code for each in branch.outcomes] == [
        "completed",
        "documents_missing",
        "referred",
        "not_possible",
    ]
    assert [each.code for each in branch.pause_reasons] == [
        "break",
        "prayer",
        "paperwork",
        "meeting",
        "problem",
    ]


def test_rules_and_lists_are_kept_as_set_up(make_site: Callable[..., Site]) -> None:
    rules = {
        "hard_cap_minutes": 45,
        "target_minutes": 15,
        "rest_minutes": 0,
        "grace_minutes": 30,
        "rejoin": "last",
        "most_misses": 2,
        "most_recalls": 0,
        "nightly_close": "۰۴:۳۰",
    }
    one = [{"code": "one", "names": NAMES}]

    site = make_site(hall() | {"rules": rules, "outcomes": one, "pause_reasons": one})

    branch = kept(site).branch
    assert branch.rules == Rules(**rules | {"nightly_close": "04:30"})
    assert (branch.outcomes, branch.pause_reasons) == ((Choice("one", NAMES),),) * 2


def test_what_a_service_sets_itself_is_kept(make_site: Callable[..., Site]) -> None:
    setup = hall() | {"rules": {"target_minutes": 15}}
    setup["services"][0] |= {
        "target_minutes": 8,
        "documents": [NAMES],
        "daily_quota": 40,
        "last_ticket": "13:05",
    }

    limited, usual = kept(make_site(setup)).services.values()

    assert limited.target_minutes == 8
    assert (limited.documents, limited.daily_quota, limited.last_ticket) == ((NAMES,), 40, "13:05")
    assert usual.target_minutes == 15
    assert (usual.documents, usual.daily_quota, usual.last_ticket) == ((), None, None)


def test_tiers_and_express_counters_are_kept(make_site: Callable[..., Site]) -> None:
    setup = hall(services=3, counters=2)
    setup["services"][2]["minutes"] = 20
    setup["counters"][0] = {
        "number": 1,
        "services": ["service_b"],
        "tiers": [
            {"services": ["service_c", "service_a"], "after_minutes": 12.5},
        ],
        "express_minutes": 10,
    }

    counter = kept(make_site(setup)).counters[1]

    assert counter.offers == (Offer(2), Offer(1, 1, 12.5), Offer(3, 1, 12.5))
    assert counter.service_ids == (2, 1)  # C takes longer than an express visit
    assert counter.express_minutes == 10


def test_days_off_are_kept_in_one_calendar(make_site: Callable[..., Site]) -> None:
    days = [
        {"jalali": "01-01", "names": NAMES},
        {"date": "1405-09-02", "names": NAMES},
        {"date": "2026-12-31", "names": NAMES},
    ]

    closed = kept(make_site(hall(holidays=days))).branch.closed_days

    assert {date(2026, 11, 23), date(2026, 12, 31), date(2027, 3, 21)} < closed
    assert date(2027, 11, 23) not in closed


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("hard_cap_minutes", 0),
        ("rest_minutes", -1),
        ("rejoin", "first"),
        ("most_misses", 0),
        ("most_recalls", -1),
        ("nightly_close", "25:00"),
        ("nightly_close", 300),
        ("lunch", "12:00"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(rule: str, value: object) -> None:
    (fault,) = faults_of(hall() | {"rules": {rule: value}})

    assert f"rules: {rule}: " in fault


@pytest.mark.parametrize(
    ("holiday", "reason"),
    [
        ({}, "needs either jalali"),
        ({"jalali": "01-01", "date": "2026-11-23"}, "needs either jalali"),
        ({"jalali": "13-01"}, "is not a Jalali day"),
        ({"jalali": "1-1"}, "is not a Jalali day"),
        ({"date": "2026-02-30"}, ""),
        ({"date": "soon"}, ""),
        ({"date": "1404-12-30"}, "is not a day"),
    ],
)
def test_a_day_off_that_is_none_is_refused(holiday: dict[str, str], reason: str) -> None:
    (fault,) = faults_of(hall(holidays=[holiday | {"names": NAMES}]))

    assert fault.startswith("hall.yaml:")
    assert "branch: holidays: " in fault
    assert reason in fault


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("daily_quota", 0),
        ("last_ticket", "half past one"),
        ("last_ticket", "24:00"),
        ("target_minutes", 0),
        ("documents", [{"fa": "فقط فارسی"}]),
    ],
)
def test_a_limit_that_cannot_be_is_refused(key: str, value: object) -> None:
    setup = hall()
    setup["services"][0][key] = value

    assert f"services: {key}: " in faults_of(setup)[0]


@pytest.mark.parametrize(
    ("counter", "fault"),
    [
        ({"tiers": [{"services": []}]}, "counters: tiers: services: "),
        ({"tiers": [{"services": ["service_a"]}]}, "service_a stands twice at this counter"),
        ({"tiers": [{"services": ["service_z"]}]}, "service_z is not a service of this file"),
        ({"tiers": [{"services": ["service_b"], "after_minutes": 0}]}, "after_minutes: "),
        ({"express_minutes": 5}, "is shorter than any visit of its services"),
    ],
)
def test_a_counter_that_cannot_be_is_refused(counter: dict[str, Any], fault: str) -> None:
    setup = hall()
    setup["counters"][0] |= {"services": ["service_a"]} | counter

    assert fault in faults_of(setup)[0]


def test_everybody_can_take_a_ticket_of_the_standard_class() -> None:
    setup = hall()
    setup["priority_classes"] = [{**part, "at_kiosk": False} for part in setup["priority_classes"]]

    assert "standard is for everybody" in faults_of(setup)[0]


@pytest.mark.parametrize("part", ["outcomes", "pause_reasons"])
def test_a_list_names_each_thing_once_and_is_not_empty(part: str) -> None:
    twice = [{"code": "one", "names": NAMES}] * 2

    assert "one stands twice" in faults_of(hall() | {part: twice})[0]
    assert f"{part}: " in faults_of(hall() | {part: []})[0]
