"""The one error shape, for everything that can go wrong at a door."""

from datetime import datetime
from typing import Any

import structlog
from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_limiter.errors import RateLimitExceeded
from gunicorn.http.errors import ParseException
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from server.clock import iso
from server.domain.errors import RuleError
from server.languages import FIRST_LANGUAGE, LANGUAGES
from server.languages.words import say
from server.store.engine import StorageFailed

log = structlog.get_logger()

STATUS: dict[str, int] = {
    "unauthorised": 401,
    "wrong_login": 401,
    "forbidden": 403,
    "cross_site": 403,
    "not_your_ticket": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "queue_empty": 409,
    "wrong_state": 409,
    "ticket_in_hand": 409,
    "counter_taken": 409,
    "counter_needed": 409,
    "hall_closed": 409,
    "range_used_up": 409,
    "request_id_reused": 409,
    "reason_needed": 409,
    "recalls_used_up": 409,
    "out_of_returns": 409,
    "too_late_to_reopen": 409,
    "counter_paused": 409,
    "counter_cannot_serve": 409,
    "already_added": 409,
    "nowhere_to_go": 409,
    "help_called_already": 409,
    "service_closed": 409,
    "after_last_ticket": 409,
    "quota_used_up": 409,
    "identity_needed": 409,
    "identity_wrong": 422,
    "too_many_tickets": 409,
    "too_many_services": 409,
    "too_late_to_withdraw": 409,
    "no_more_delays": 409,
    "printer_away": 409,
    "appointment_refused": 409,
    "zone_speaks_already": 409,
    "time_over": 409,
    "span_too_long": 422,
    "span_wrong": 422,
    "no_voice": 404,
    "code_refused": 403,
    "too_large": 413,
    "type_refused": 415,
    "too_many_pixels": 413,
    "media_full": 409,
    "disk_nearly_full": 507,
    "invalid_request": 422,
    "template_broken": 422,
    "too_many_tries": 429,
    "internal_error": 500,
    "press_away": 503,
    "storage_failed": 503,
}

# What Werkzeug and Flask raise themselves, in our codes.
CODE_OF_STATUS: dict[int, str] = {
    401: "unauthorised",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    429: "too_many_tries",
}


def install_errors(app: Flask) -> None:
    """Turn everything raised under the app's routes into the one shape."""
    app.register_error_handler(RuleError, _rule_error)
    app.register_error_handler(StorageFailed, _storage_failed)
    app.register_error_handler(RateLimitExceeded, lambda _: refusal("too_many_tries"))
    app.register_error_handler(HTTPException, _http_error)
    for unreadable in (RecursionError, ParseException):  # JSON too deep, a chunk without a size
        app.register_error_handler(unreadable, lambda _: refusal("invalid_request"))
    app.register_error_handler(Exception, _unexpected)


def refusal(code: str, details: dict[str, Any] | None = None) -> Response:
    """Return an error in the one shape, in the asker's language; a page for whoever opens one."""
    language = request.accept_languages.best_match(list(LANGUAGES)) or FIRST_LANGUAGE
    if request.method == "GET" and not request.path.startswith("/api/") and _wants_a_page():
        return _error_page(code, language)
    body = {
        "error": code,
        "message": say(language, f"error.{code}"),
        "details": {name: _plain(value) for name, value in (details or {}).items()},
    }
    return make_response(jsonify(body), STATUS[code])


def _wants_a_page() -> bool:
    return request.accept_mimetypes.best == "text/html"


def _error_page(code: str, language: str) -> Response:
    """Return a page that says what is wrong and tries again by itself."""
    page = render_template(
        "error.html",
        language=language,
        direction=LANGUAGES[language].direction,
        message=say(language, f"error.{code}"),
    )
    return make_response(page, STATUS[code])


def invalid_request(error: ValidationError) -> Response:
    """Return what is wrong with a body, field by field, without repeating what was sent."""
    faults = [
        {"field": ".".join(map(str, fault["loc"])), "reason": fault["msg"]}
        for fault in error.errors(include_url=False, include_input=False, include_context=False)
    ]
    return refusal("invalid_request", {"fields": faults})


def _rule_error(error: RuleError) -> Response:
    return refusal(error.code, error.details)


def _storage_failed(error: StorageFailed) -> Response:
    log.error("storage_failed", reason=str(error))
    return refusal("storage_failed")


def _http_error(error: HTTPException) -> Response:
    if error.response is not None:  # an answer made ready and thrown by abort()
        return make_response(error.response)
    if error.code is not None and error.code < 400:
        return make_response(error.get_response())
    otherwise = "internal_error" if (error.code or 0) >= 500 else "invalid_request"
    return refusal(CODE_OF_STATUS.get(error.code or 0, otherwise))


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected_error", rule=str(request.url_rule))  # a path may hold a token
    return refusal("internal_error")


def _plain(value: object) -> object:
    return iso(value) if isinstance(value, datetime) else value
