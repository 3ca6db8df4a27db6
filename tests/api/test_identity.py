"""Who takes a ticket: asked, checked, limited, and never kept (rules I1-I5)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from server.operations.night import close_hall
from tests.api.papers import rows
from tests.api.visitors import (
    ANOTHER,
    NATIONAL_ID,
    asking_hall,
    refused,
    take,
    told,
    whole_database,
)
from tests.harness.site import Site

PERSIAN = "۰۰۱۳۵۴۲۴۱۹"
ARABIC = "٠٠١٣٥٤٢٤١٩"


@pytest.mark.parametrize("value", [NATIONAL_ID, PERSIAN, ARABIC, "001-354241-9", "13542419"])
def test_a_service_that_asks_takes_the_number_in_any_digits(tmp_path, value: str) -> None:
    site = Site(tmp_path, asking_hall())

    assert take(site.device("kiosk-1"), **told(value))["number"] == "A-001"


def test_what_is_missing_or_wrong_is_refused_without_repeating_it(tmp_path) -> None:
    site = Site(tmp_path, asking_hall())
    kiosk = site.device("kiosk-1")

    answers = [
        kiosk.post("/tickets", service_id=1),
        kiosk.post("/tickets", service_id=1, **told("09123456789", "phone")),
        kiosk.post("/tickets", service_id=2, more_service_ids=[1]),
        kiosk.post("/tickets", service_id=1, **told("0013542418")),
        kiosk.post("/tickets", service_id=1, **told("۱۱۱۱۱۱۱۱۱۱")),
        kiosk.post("/tickets", service_id=1, **told("12")),
    ]

    needed = (409, "identity_needed", {"kind": "national_id"})
    assert [refused(answer) for answer in answers] == [
        *[needed] * 3,
        (422, "identity_wrong", {"kind": "national_id", "why": "checksum"}),
        (422, "identity_wrong", {"kind": "national_id", "why": "repeated"}),
        (422, "identity_wrong", {"kind": "national_id", "why": "digits"}),
    ]
    assert site.heard == []


def test_a_refusal_has_words_in_the_askers_language(tmp_path) -> None:
    site = Site(tmp_path, asking_hall())
    kiosk = site.device("kiosk-1")
    said = {}
    for language in ("fa", "en"):
        kiosk.headers["Accept-Language"] = language
        said[language] = kiosk.post("/tickets", service_id=1).get_json()["message"]

    assert said == {
        "fa": "برای این خدمت باید کد ملی یا شمارهٔ همراه خود را وارد کنید.",
        "en": "This service needs your national ID or phone number.",
    }


def test_a_person_gets_so_many_tickets_a_day_in_whatever_spelling(tmp_path) -> None:
    site = Site(tmp_path, asking_hall())
    kiosk, other_kiosk = site.device("kiosk-1"), site.device("kiosk-2")
    take(kiosk, **told(NATIONAL_ID))
    take(other_kiosk, **told(PERSIAN))

    third = kiosk.post("/tickets", service_id=1, **told("13542419"))
    somebody_else = take(kiosk, **told(ANOTHER))
    site.clock.forward(days=1)
    tomorrow = take(kiosk, **told(NATIONAL_ID))

    assert refused(third) == (409, "too_many_tickets", {"most": 2, "service_id": 1})
    assert (somebody_else["number"], tomorrow["number"]) == ("A-003", "A-001")


def test_the_limit_counts_each_service_of_a_ticket_and_none_that_was_given_back(tmp_path) -> None:
    setup = asking_hall(per_person=1)
    site = Site(tmp_path, setup)
    kiosk = site.device("kiosk-1")
    withdrawn = take(kiosk, **told())
    kiosk.post(f"/tickets/{withdrawn['id']}/withdrawals")
    take(kiosk, 2, more_service_ids=[1], **told())

    again = kiosk.post("/tickets", service_id=1, **told())

    assert refused(again) == (409, "too_many_tickets", {"most": 1, "service_id": 1})


def test_nothing_that_is_kept_tells_that_a_person_came_again(tmp_path) -> None:
    site = Site(tmp_path, asking_hall())
    kiosk = site.device("kiosk-1")
    for _ in range(2):
        take(kiosk, **told(NATIONAL_ID))
        site.clock.forward(days=1)

    signatures = rows(site, "SELECT command FROM answer WHERE command LIKE 'issue %'")
    people = rows(site, "SELECT person FROM person_ticket")
    assert (len(set(signatures)), len(people)) == (2, 1)


def test_answers_are_forgotten_when_nobody_asks_again(site: Site, kiosk) -> None:
    take(kiosk)
    site.clock.forward(days=7, hours=1)
    take(kiosk)

    assert rows(site, "SELECT count(*) FROM answer") == [(1,)]


def test_two_kiosks_at_the_same_moment_do_not_give_one_too_many(tmp_path) -> None:
    site = Site(tmp_path, asking_hall(per_person=1))
    kiosks = [site.device("kiosk-1"), site.device("kiosk-2")] * 4
    ready = Barrier(len(kiosks))

    def touch(kiosk) -> int:
        ready.wait()
        return kiosk.post("/tickets", service_id=1, **told()).status_code

    with ThreadPoolExecutor(len(kiosks)) as pool:
        answers = list(pool.map(touch, kiosks))

    assert sorted(answers) == [201] + [409] * 7


def test_the_same_touch_is_the_same_ticket_and_another_person_is_another_touch(tmp_path) -> None:
    site = Site(tmp_path, asking_hall(per_person=1))
    kiosk = site.device("kiosk-1")
    first = take(kiosk, request_id="one-touch", **told(NATIONAL_ID))

    again = take(kiosk, request_id="one-touch", **told(PERSIAN))
    other = kiosk.post("/tickets", service_id=1, request_id="one-touch", **told(ANOTHER))

    assert again == first
    assert (other.status_code, other.get_json()["error"]) == (409, "request_id_reused")


def test_the_number_is_kept_nowhere_and_its_hash_for_the_day_alone(tmp_path, caplog) -> None:
    setup = asking_hall()
    setup["services"][1] |= {"identity": "phone"}
    site = Site(tmp_path, setup)
    kiosk = site.device("kiosk-1")
    take(kiosk, 1, more_service_ids=[2], **told(NATIONAL_ID))
    kiosk.post("/tickets", service_id=1, **told("0013542418"))
    marks = rows(site, "SELECT service_id, person FROM person_ticket")
    site.clock.forward(days=1)
    close_hall(site.db, branch_id=site.branch_id, now=site.clock() + timedelta(hours=1))

    kept = whole_database(site)
    assert [len({service for service, _ in marks}), len({mark for _, mark in marks})] == [2, 2]
    assert rows(site, "SELECT count(*) FROM person_ticket") == [(0,)]
    for number in (NATIONAL_ID, "13542419", "0013542418"):
        assert number.encode() not in kept
        assert number not in caplog.text


def test_what_nobody_asks_for_is_not_kept(site: Site, kiosk) -> None:
    take(kiosk, **told())

    assert rows(site, "SELECT count(*) FROM person_ticket") == [(0,)]
