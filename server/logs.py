"""Logs: one JSON object a line on standard error."""

import logging
import sys
from contextlib import suppress

import structlog


def configure_logs(level: str) -> None:
    """Send everything logged to standard error as JSON lines."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=lambda *_: _PatientLogger(sys.stderr),
    )


class _PatientLogger(structlog.PrintLogger):
    """Drops what cannot be written: a full disk must not cost the visitor a clear answer."""

    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    log = debug = info = warn = warning = msg
    fatal = failure = err = error = critical = exception = msg
