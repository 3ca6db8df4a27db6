"""What each question of the kiosk's browser gets: the server's answer, or the last good one."""

import io
import json
from typing import Any

import segno

from kiosk.agent.link import API, ServerAway
from kiosk.agent.relay.hall_clock import iso
from kiosk.agent.relay.homecoming import AGENT
from kiosk.agent.relay.kiosks import UNAUTHORISED, credential
from kiosk.agent.relay.parts import Parts
from kiosk.agent.relay.picture import json_answer, offline_picture
from kiosk.agent.relay.refusing import refusal
from kiosk.agent.relay.upstream import Answer, AnswerLost, Asked

RELAY_HEADER = "X-Nobat-Relay"
KNOWN = "If-None-Match"
OK, CREATED, BAD_GATEWAY = 200, 201, 502
LONGEST_TOKEN = 64
# In no shape of the server's, so that a screen takes it for what it is: no connection.
AWAY = Answer(BAD_GATEWAY, (("Content-Type", "text/plain"),), b"the server is away")


class Relay:
    """Stands between the browser and the server, and shows what it has while that is away."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def pass_on(self, asked: Asked) -> Answer:
        """Return the server's answer, or that there is none."""
        return self.asked_of_server(asked) or AWAY

    def asked_of_server(self, asked: Asked) -> Answer | None:
        """Return the server's answer; None when it is away."""
        try:
            return self._ask(asked)
        except ServerAway:
            return None

    def touched(self, asked: Asked, touch_id: str) -> Answer | None:
        """Return the server's answer to a touch; that one was lost is remembered (rule L3)."""
        try:
            answer = self._ask(asked)
        except ServerAway as away:
            if isinstance(away, AnswerLost):
                self._parts.unheard.note(touch_id)
            return None
        if answer is not None and answer.status == CREATED:
            self._parts.unheard.heard(touch_id)
        return answer

    def _ask(self, asked: Asked) -> Answer | None:
        """Return the server's answer; None when it is known to be away. Raises ServerAway."""
        if self._parts.presence.away:
            return None
        agent = self._parts.disk.fact(AGENT) or "agent"
        headers = {**asked.headers, RELAY_HEADER: agent}
        answer = self._parts.upstream.ask(Asked(asked.method, asked.path, headers, asked.body))
        if answer.status == UNAUTHORISED:
            self._parts.kiosks.forget(asked)
        return answer

    def page(self, asked: Asked) -> Answer | None:
        """Return the kiosk's page, the last good one of this kiosk, or None when there is none."""
        name = f"page {credential(asked)}"
        answer = self.asked_of_server(asked)
        if answer is None:
            return self._parts.shelf.get(name)
        if answer.status == OK and self._parts.kiosks.learn(asked, self._parts.upstream):
            self._parts.shelf.put(name, answer)
        return answer

    def asset(self, asked: Asked, version: str) -> Answer:
        """Return a file of the screens; its address changes whenever its content does."""
        kept = self._parts.shelf.asset(version, asked.path)
        if kept is not None:
            return kept
        answer = self.pass_on(asked.without(KNOWN))
        if answer.status == OK and "immutable" in (answer.header("Cache-Control") or ""):
            self._parts.shelf.put_asset(version, asked.path, answer)
        return answer

    def guide(self, asked: Asked) -> Answer:
        """Return the hall's guide, or the last one."""
        return self._fresh(asked) or self._last(asked) or AWAY

    def picture(self, asked: Asked) -> Answer:
        """Return the hall's picture, with the papers that have just failed here."""
        failed = self._parts.failed_papers.recent()
        answer = self._picture(asked.without(KNOWN) if failed else asked)
        if not failed or answer.status != OK:
            return answer
        return json_answer(OK, {**json.loads(answer.body), "failed_papers": failed}, etag=True)

    def _picture(self, asked: Asked) -> Answer:
        """Return the picture; while the server is away the last one, with what we know."""
        answer = self._fresh(asked)
        if answer is not None:
            return answer
        kiosk = self._parts.kiosks.of(asked)
        if kiosk is None:
            return refusal(UNAUTHORISED, "unauthorised", asked)
        last = self._parts.shelf.get(asked.path)
        if last is None:
            return AWAY
        contact = self._parts.clock.contact
        own = self._parts.tickets.waiting(iso(contact) if contact else "")
        return offline_picture(json.loads(last.body), self._parts.series, kiosk.code, own)

    def time(self, asked: Asked) -> Answer:
        """Return the hall's time, as far as it is known."""
        now = self._parts.clock.now()
        own = AWAY if now is None else json_answer(OK, {"now": iso(now)})
        return self.asked_of_server(asked) or own

    def qr(self, asked: Asked, token: str) -> Answer:
        """Return the picture of a ticket's code; of a ticket given here we draw it ourselves."""
        answer = self.asked_of_server(asked)
        if answer is not None and answer.status == OK:
            return answer
        kit = self._parts.box.kit
        if kit is None or not kit.phone_url_prefix or len(token) > LONGEST_TOKEN:
            return answer or AWAY
        picture = io.BytesIO()
        segno.make(kit.phone_url_prefix + token, error="m").save(
            picture, kind="svg", border=2, light="#ffffff", omitsize=True
        )
        return Answer(OK, (("Content-Type", "image/svg+xml"),), picture.getvalue())

    def undo_seconds(self, branch_id: int, otherwise: int) -> int:
        """Return how long a visitor may take a ticket back, by the last guide."""
        rules = self._last_guide(branch_id).get("rules", {})
        return int(rules.get("undo_seconds", otherwise))

    def priority_classes(self, branch_id: int) -> list[str]:
        """Return the codes of the classes that a visitor may choose, by the last guide."""
        return [str(one["code"]) for one in self._last_guide(branch_id).get("priority_classes", [])]

    def _last_guide(self, branch_id: int) -> dict[str, Any]:
        answer = self._parts.shelf.get(f"{API}/branches/{branch_id}/guide")
        guide: dict[str, Any] = json.loads(answer.body) if answer else {}
        return guide

    def _fresh(self, asked: Asked) -> Answer | None:
        """Return the server's answer and keep it; what we do not have yet is asked for whole."""
        shelf = self._parts.shelf
        answer = self.asked_of_server(asked if shelf.get(asked.path) else asked.without(KNOWN))
        if answer is not None and answer.status == OK:
            shelf.put(asked.path, answer)
            self._parts.kiosks.learn(asked, self._parts.upstream)
        return answer

    def _last(self, asked: Asked) -> Answer | None:
        if self._parts.kiosks.of(asked) is None:
            return refusal(UNAUTHORISED, "unauthorised", asked)
        return self._parts.shelf.get(asked.path)
