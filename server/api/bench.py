"""The benchmark's floor: what this server can do at most. Served only with NOBAT_BENCH=true."""

from collections.abc import Callable

from flask import Blueprint, Response, jsonify, make_response, request


def bench_doors(broadcast: Callable[[object], None]) -> Blueprint:
    """Return the floor's routes; `broadcast` sends one bare message to every screen."""
    bp = Blueprint("bench", __name__, url_prefix="/bench")

    @bp.post("/floor")
    def _floor() -> Response:
        """An empty JSON route."""
        request.get_json()
        return jsonify({})

    @bp.post("/broadcasts")
    def _create_broadcast() -> Response:
        broadcast(request.get_json())
        return make_response(jsonify({}), 201)

    return bp
