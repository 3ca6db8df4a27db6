"""What a visitor can read about the hall's services before taking a ticket (Takrim's duties)."""

from server.domain.hall import Hall, PriorityClass, Service
from server.operations.issue_ticket import STANDARD
from server.operations.kiosk_views import (
    GroupView,
    GuideBranchView,
    GuideClassView,
    GuideRulesView,
    GuideServiceView,
    GuideView,
)
from server.store.database import Database


def hall_guide(db: Database, *, branch_id: int) -> GuideView:
    """Return a hall's guide; it changes only with the hall's set-up. Raises NotFound."""
    with db.reader() as reader:
        hall = reader.hall(branch_id)
    branch = hall.branch
    return GuideView(
        seq=hall.seq,
        branch=GuideBranchView(
            id=branch.id,
            code=branch.code,
            names=branch.names,
            time_zone=branch.time_zone,
            languages=branch.languages,
        ),
        groups=tuple(GroupView(**vars(group)) for group in branch.groups),
        services=tuple(_service(service) for service in hall.services.values()),
        priority_classes=_classes(hall),
        rules=GuideRulesView(
            services_per_ticket=branch.rules.services_per_ticket,
            undo_seconds=branch.rules.undo_seconds,
            idle_seconds=branch.rules.idle_seconds,
        ),
    )


def _service(service: Service) -> GuideServiceView:
    return GuideServiceView(
        id=service.id,
        code=service.code,
        letter=service.numbers.letter,
        names=service.names,
        color=service.color,
        icon=service.icon,
        group=service.group,
        documents=service.documents,
        steps=service.steps,
        minutes=service.expected_minutes,
        fee=service.fee,
        place=service.place,
        in_charge=service.in_charge,
        identity=service.identity,
        per_person=service.per_person,
    )


def _classes(hall: Hall) -> tuple[GuideClassView, ...]:
    """Return the classes that a visitor may choose; standard, which is chosen unasked, first."""
    chosen = [each for each in hall.priority_classes.values() if each.active and each.at_kiosk]
    return tuple(_class(each) for each in sorted(chosen, key=lambda each: each.code != STANDARD))


def _class(each: PriorityClass) -> GuideClassView:
    return GuideClassView(code=each.code, names=each.names, asks_proof=each.asks_proof)
