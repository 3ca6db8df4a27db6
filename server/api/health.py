"""What a watchman asks: alive, ready, how much."""

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest
from werkzeug.wrappers import Response as BaseResponse

from server.domain.events import Committed
from server.security.site import database

EVENTS = Counter("nobat_events", "Events committed, by kind", ["kind"])
bp = Blueprint("health", __name__)


def count_events(committed: Committed) -> None:
    """Count what was committed, for /metrics."""
    for recorded in committed.events:
        EVENTS.labels(recorded.event.kind).inc()


@bp.get("/healthz")
def alive() -> Response:
    """Say that the process answers."""
    return jsonify({"alive": True})


@bp.get("/readyz")
def ready() -> Response:
    """Say that the database answers too; otherwise the error says why not."""
    with database().reader() as reader:
        reader.ping()
    return jsonify({"ready": True})


@bp.get("/metrics")
def metrics() -> BaseResponse:
    """The counts of this process, for Prometheus."""
    return BaseResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
