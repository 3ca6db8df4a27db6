"""What many do at the same moment, in two server processes on one database."""

from collections.abc import Callable

from tests.harness.site import Person, Site
from tests.scenarios.cast import act, done, scenario_hall, serve, sit, take
from tests.scenarios.test_calling_at_once import at_once

ROUNDS = 20


def test_scenario_4_two_kiosks_of_two_processes_give_no_number_twice_and_skip_none(
    site: Site,
) -> None:
    kiosks = [site.device("kiosk-1"), site.device("kiosk-2", worker=site.worker())]

    numbers = []
    for _ in range(ROUNDS):
        answers = at_once(kiosks, lambda who: who.post("/tickets", service_id=1))
        numbers += sorted(done(answer)["number"] for answer in answers)

    assert numbers == [f"A-{at:03d}" for at in range(1, 2 * ROUNDS + 1)]
    seqs = [seq for (seq,) in site.rows("SELECT seq FROM event ORDER BY seq")]
    assert seqs == list(range(1, 2 * ROUNDS + 2))  # the first set the hall up


def test_scenario_15_two_halls_send_each_other_visitors_at_once(
    make_site: Callable[..., Site],
) -> None:
    site = make_site(scenario_hall())
    other = site.apply(scenario_hall("other"))
    clerks = [
        sit(site, "hall-clerk1", 1),
        sit(site, "other-clerk1", 4, worker=site.worker()),
    ]
    kiosks = [(site.device("kiosk-1"), 1), (site.device("kiosk-1", other), 4)]
    ways = {clerks[0]: (other, 4), clerks[1]: (site.branch_id, 1)}

    for _ in range(ROUNDS):
        for kiosk, service_id in kiosks:
            take(kiosk, service_id)
        held = {clerk: serve(clerk)["id"] for clerk in clerks}

        def send(who: Person, held: dict[Person, int] = held):
            branch_id, service_id = ways[who]
            path = f"/tickets/{held[who]}/transfers"
            return who.post(path, branch_id=branch_id, service_id=service_id)

        assert [answer.status_code for answer in at_once(clerks, send)] == [201, 201]

    halls = site.rows(
        "SELECT branch_id, count(*) FROM ticket WHERE state = 'waiting'"
        " GROUP BY branch_id ORDER BY branch_id"
    )
    assert halls == [(site.branch_id, ROUNDS), (other, ROUNDS)]
    doubled = site.rows(
        "SELECT branch_id, number FROM ticket WHERE state = 'waiting'"
        " GROUP BY branch_id, number HAVING count(*) > 1"
    )
    assert doubled == []


def test_scenario_7_a_visitor_is_cancelled_or_called_at_once_never_both(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = sit(site, "hall-clerk1", 1, worker=site.worker())
    states = []
    for _ in range(ROUNDS):
        ticket = take(kiosk)["id"]

        def press(who: Person, ticket: int = ticket):
            if who is clerk:
                return who.post("/calls", ticket_id=ticket)
            return who.post(f"/tickets/{ticket}/cancellations", reason="left")

        called, cancelled = at_once([clerk, supervisor], press)
        assert cancelled.status_code == 201
        assert called.status_code in (201, 409)
        states.append(site.rows(f"SELECT state FROM ticket WHERE id = {ticket}")[0][0])

    assert states == ["cancelled"] * ROUNDS


def test_scenario_14_of_two_who_resume_the_same_held_visitor_one_serves(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    pair = [clerk, sit(site, "hall-clerk2", 2, worker=site.worker())]
    for _ in range(ROUNDS):
        take(kiosk)
        ticket = serve(clerk)["id"]
        act(clerk, ticket, "holds", scope="hall")

        answers = at_once(
            pair, lambda who, ticket=ticket: who.post(f"/tickets/{ticket}/resumptions")
        )

        statuses = [answer.status_code for answer in answers]
        assert sorted(statuses) in ([201, 403], [201, 409])
        act(pair[statuses.index(201)], ticket, "finishes")
