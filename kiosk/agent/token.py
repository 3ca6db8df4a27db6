"""The token by which the server knows this agent, in a file that only its owner reads."""

from pathlib import Path

from kiosk.agent.link import Link, Refused, ServerAway, pair


class CannotPair(Exception):
    """No token came of the code, or it must not replace the one that is there."""


def token_in(file: Path) -> str:
    """Return the agent's token. Raises FileNotFoundError with what to do, OSError."""
    token = token_if_any(file)
    if token is None:
        raise FileNotFoundError(f"no token in {file}: pair this agent first")
    return token


def token_if_any(file: Path) -> str | None:
    """Return the agent's token, None when it has none. Raises OSError."""
    try:
        token = file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    if not token.isascii() or not token.isprintable() or not token:
        raise OSError(f"{file} does not hold a token")
    return token


def pair_first(server: str, code: str, file: Path) -> None:
    """Trade a code for this agent's token. Raises CannotPair, before the code is used up.

    A token that the server still knows is a device at work: it is never replaced in silence.
    """
    try:
        owner = _known_device(server, file)
        if owner is None:
            pair(server, code, file)
            return
    except (ServerAway, Refused, OSError) as error:
        raise CannotPair(f"cannot pair: {error}") from error
    raise CannotPair(
        f"cannot pair: {file} is the token of {owner}, and the server knows it."
        f" To go on as {owner}, leave out --code; for a second agent, give --token-file and"
        " --journal of its own;"
        " to make this machine another device, remove that file first"
    )


def _known_device(server: str, file: Path) -> str | None:
    """Return which device the token in the file is, None for one that the server does not know."""
    token = token_if_any(file) if file.exists() else None
    if token is None:
        return None
    devices = Link(server, token).get("/me")["devices"]
    return str(devices[0]["code"]) if devices else None
