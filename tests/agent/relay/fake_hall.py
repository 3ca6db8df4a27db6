"""The fake server with what a relay asks: who am I, the offline kit, provisional tickets."""

from typing import Any

from werkzeug.wrappers import Request, Response

from kiosk.agent.relay.hall_clock import iso
from tests.agent.fake_server import FakeServer, error_answer, json_answer
from tests.agent.relay.conftest import NOON, kit


class FakeHall(FakeServer):
    """refusals: status and code for the next provisional ticket with that ordinal, each once.

    stumbles: how many withdrawals of touches it answers with an error of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.entered: list[dict[str, Any]] = []
        self.taken_back: list[str] = []
        self.stumbles = 0
        self.refusals: list[tuple[int, int, str]] = []
        self.renames: dict[int, str] = {}
        self.issued_at: dict[int, str] = {}
        self.now = NOON

    @property
    def ordinals(self) -> list[int]:
        return [ticket["ordinal"] for ticket in self.entered]

    def _open_to_all(self, request: Request) -> Response | None:
        if request.path == "/api/v1/time":
            return self._told({"now": iso(self.now)}, 200)
        if request.path != "/api/v1/me":
            return None
        known = request.headers.get("Authorization", "")[7:] in self.tokens
        devices = [{"code": "printer-1", "branch_id": 1}] if known else []
        return self._told({"devices": devices, "user": None}, 200)

    def _more(self, request: Request) -> Response:
        if request.path == "/api/v1/branches/1/offline-kit":
            return self._told(kit(), 200)
        if request.path == "/api/v1/provisional-tickets":
            return self._enter(request.get_json())
        if request.path == "/api/v1/touches/withdrawals":
            return self._take_back(request.get_json())
        return super()._more(request)

    def _told(self, body: dict[str, Any], status: int) -> Response:
        answer = json_answer(body, status)
        answer.headers["X-Nobat-Now"] = iso(self.now)
        return answer

    def _enter(self, body: dict[str, Any]) -> Response:
        for refusal in self.refusals:
            ordinal, status, code = refusal
            if ordinal == body["ordinal"]:
                self.refusals.remove(refusal)
                return error_answer(status, code)
        self.entered.append(body)
        number = self.renames.get(body["ordinal"], f"AK-{body['ordinal']:03}")
        issued_at = self.issued_at.get(body["ordinal"], body["taken_at"])
        made = {"id": 70 + len(self.entered), "number": number, "issued_at": issued_at}
        return self._told(made, 201)

    def _take_back(self, body: dict[str, Any]) -> Response:
        if self.stumbles:
            self.stumbles -= 1
            return error_answer(500, "internal_error")
        self.taken_back.append(body["touch_id"])
        return self._told({"touch_id": body["touch_id"], "ticket": None}, 201)
