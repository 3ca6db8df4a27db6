"""A day of the hall's own log as a simulated day."""

from collections.abc import Iterable, Mapping
from math import inf

from server.domain.hall import Offer
from server.simulation.logged import LoggedDay, Visit
from server.simulation.picture import Label, Picture
from server.simulation.scene import Setting, SimulatedCounter, Span, Visitor
from server.simulation.taken import Waiting, open_spans, taken_until


def picture_of(log: LoggedDay) -> Picture:
    """Return a day that happened; counters that let people wait without a call were elsewhere."""
    work = work_of(log)
    called = [each for each in log.visits if each.called_at < inf]
    return Picture(
        title=f"{log.hall.branch.code}, {log.day}",
        services=labels_of([log]),
        days=(tuple(visitors_of(log, work)),),
        setting=setting_of(log, {counter_id: each.open for counter_id, each in work.items()}),
        waits=tuple(each.called_at - each.arrived_at for each in called),
        target_minutes=log.hall.branch.rules.target_minutes,
    )


class Work:
    """What a counter did all day: its visits, until when each took it, when it was at its lines."""

    def __init__(self, log: LoggedDay, counter_id: int) -> None:
        self.offers = _offers(log, counter_id)
        given = {offer.service_id for offer in self.offers}
        waits = [each for each in log.visits if each.service_id in given]
        waiting = Waiting((each.arrived_at, each.waited_until) for each in waits)
        seats = log.seats.get(counter_id, ())
        visits = [each for each in log.visits if each.counter_id == counter_id]
        visits.sort(key=lambda each: each.called_at)
        self.more_seconds: dict[Visit, float] = {}
        busy = []
        next_calls = [*(each.called_at for each in visits[1:]), inf]
        for visit, next_call in zip(visits, next_calls, strict=False):
            leaves = _end_of_seat(seats, visit.ended_at)
            calls = max(visit.ended_at, min(leaves, next_call))
            until = taken_until(visit.ended_at, calls, waiting)
            self.more_seconds[visit] = until - visit.ended_at
            busy.append(Span(visit.called_at, until))
        self.open = open_spans(seats, busy, waiting)


def work_of(log: LoggedDay) -> dict[int, Work]:
    """Return what each counter did, by its id: those of the set-up and those of the log."""
    logged = {each.counter_id for each in log.visits if each.counter_id is not None}
    return {each: Work(log, each) for each in sorted({*log.hall.counters, *log.seats, *logged})}


def visitors_of(log: LoggedDay, work: Mapping[int, Work]) -> Iterable[Visitor]:
    """Yield who came, each with how long they took a counter."""
    for place, visit in enumerate(log.visits, start=1):
        seconds = visit.seconds or log.usual_seconds(visit.service_id)
        if visit.counter_id is not None:
            seconds += work[visit.counter_id].more_seconds[visit]
        yield Visitor(
            id=place,
            arrives_at=visit.arrived_at,
            service_id=visit.service_id,
            priority_class=visit.priority_class,
            seconds=seconds,
            line_at=visit.line_at,
            leaves_at=visit.left_at,
        )


def setting_of(log: LoggedDay, open_by_counter: Mapping[int, tuple[Span, ...]]) -> Setting:
    """Return the hall as it is set up now, with counters that were open then."""
    known, hall = log.hall.counters, log.hall
    numbers = {at: known[at].number for at in open_by_counter if at in known}
    unknown = sorted(set(open_by_counter) - set(numbers))
    after = max(numbers.values(), default=0) + 1
    numbers |= {at: number for number, at in enumerate(unknown, start=after)}
    return Setting(
        counters=tuple(
            SimulatedCounter(number, _offers(log, at), open_by_counter[at])
            for at, number in sorted(numbers.items(), key=lambda each: each[1])
        ),
        rates={each.code: each.rate for each in hall.priority_classes.values()},
        hard_cap_minutes=hall.branch.rules.hard_cap_minutes,
    )


def labels_of(logs: Iterable[LoggedDay]) -> dict[int, Label]:
    """Return the services of the hall; one that it gave up is known by its id."""
    found: dict[int, Label] = {}
    for log in logs:
        for service_id in sorted({*log.hall.services, *(each.service_id for each in log.visits)}):
            service = log.hall.services.get(service_id)
            if service is None:
                found[service_id] = Label(f"#{service_id}", "")
            else:
                names = service.names
                name = names.get("en") or next(iter(names.values()), "")
                found[service_id] = Label(service.numbers.letter, name)
    return found


def _offers(log: LoggedDay, counter_id: int) -> tuple[Offer, ...]:
    """Return what a counter gives; one that went out of use gave what it called for."""
    counter = log.hall.counters.get(counter_id)
    if counter is not None:
        return tuple(each for each in counter.offers if each.service_id in counter.service_ids)
    given = {each.service_id for each in log.visits if each.counter_id == counter_id}
    return tuple(Offer(service_id) for service_id in sorted(given))


def _end_of_seat(seats: Iterable[Span], moment: float) -> float:
    return next((seat.closes for seat in seats if seat.opens <= moment < seat.closes), moment)
