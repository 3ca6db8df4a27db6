"""Reads what a kiosk sends when a visitor touches a service."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kiosk.agent.relay.own_tickets import Touch

REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{8,64}")
STANDARD = "standard"


class TouchInvalid(ValueError):
    """This is no wish for a ticket."""


def touch_id_of(body: bytes) -> str | None:
    """Return the request_id of a command, None when it has none."""
    try:
        return _request_id(_content(body))
    except TouchInvalid:
        return None


def read_touch(body: bytes, kiosk: str, first_language: str) -> tuple[Touch, bool]:
    """Return the wish, and whether it asks for more than one kiosk alone can give.

    Raises TouchInvalid.
    """
    content = _content(body)
    service_id = content.get("service_id")
    language = content.get("language", first_language)
    priority_class = content.get("priority_class", STANDARD)
    if type(service_id) is not int or not isinstance(language, str):
        raise TouchInvalid("service_id, language")
    if not isinstance(priority_class, str):
        raise TouchInvalid("priority_class")
    asks_more = bool(content.get("more_service_ids") or content.get("identity"))
    touch = Touch(_request_id(content), kiosk, service_id, language, priority_class)
    return touch, asks_more


def _content(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise TouchInvalid("no JSON") from error
    if not isinstance(content, dict):
        raise TouchInvalid("no JSON object")
    return content


def _request_id(content: dict[str, Any]) -> str:
    request_id = content.get("request_id")
    if not isinstance(request_id, str) or not REQUEST_ID.fullmatch(request_id):
        raise TouchInvalid("request_id")
    return request_id


class OneAtATime:
    """Lets the same touch, sent twice, be answered one after the other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Hold a name while the block lasts."""
        with self._lock:
            lock, users = self._held.get(name, (threading.Lock(), 0))
            self._held[name] = lock, users + 1
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, users = self._held[name]
                if users == 1:
                    del self._held[name]
                else:
                    self._held[name] = lock, users - 1
