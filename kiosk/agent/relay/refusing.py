"""Refusals of our own, in the one shape of the server's."""

from kiosk.agent.relay.picture import json_answer
from kiosk.agent.relay.texts import error_words
from kiosk.agent.relay.upstream import Answer, Asked


def refusal(status: int, code: str, asked: Asked, **details: object) -> Answer:
    """Return an error."""
    words = error_words(code, asked.headers.get("Accept-Language", ""))
    return json_answer(status, {"error": code, "message": words, "details": details})
