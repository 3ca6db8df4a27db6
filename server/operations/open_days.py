"""When people can come for a service in the weeks ahead: what an appointment is chosen from."""

from datetime import date, datetime, timedelta

from server.domain.hall import Hall, Service
from server.operations.views import OpenDaysView, OpenDayView
from server.store.database import Database

DAYS_AHEAD = 42  # six weeks: a longer while is not fixed at a counter


def open_days(db: Database, *, branch_id: int, service_id: int, now: datetime) -> OpenDaysView:
    """Return the days on which a service is given, today first. Raises NotFound."""
    with db.reader() as reader:
        hall = reader.hall(branch_id)
    service = hall.service(service_id)
    today = hall.branch.business_day(now)
    days = (today + timedelta(days=offset) for offset in range(DAYS_AHEAD))
    views = (_day(hall, service, day) for day in days)
    return OpenDaysView(days=tuple(view for view in views if view.open_spans))


def _day(hall: Hall, service: Service, day: date) -> OpenDayView:
    return OpenDayView(day=day, open_spans=tuple(hall.open_spans(service, [day])))
