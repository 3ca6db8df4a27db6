"""Secrets of devices and visitors. We keep hashes; the token itself is shown once."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from pathlib import Path

TOKEN_BYTES = 32
VISITOR_TOKEN_BYTES = 12  # 96 bits: not to be guessed, and short enough for a small QR code
PAIRING_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is mistaken for another
PAIRING_LENGTH = 8
PAIRING_LIFE = timedelta(hours=1)
FINGERPRINT_HEX = 12


def new_token() -> str:
    """Return a device's token."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_visitor_token() -> str:
    """Return the unguessable end of a ticket's address."""
    return secrets.token_urlsafe(VISITOR_TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Return what is kept of a token. It is random and long, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_pairing_code() -> str:
    """Return a code that a person reads from one screen and types on another: `ABCD-2345`."""
    letters = "".join(secrets.choice(PAIRING_LETTERS) for _ in range(PAIRING_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def pairing_hash(code: str) -> str:
    """Return what is kept of a pairing code; spaces, dashes and case do not matter."""
    return token_hash("".join(letter for letter in code.upper() if letter.isalnum()))


def fingerprint(key: str, *facts: object) -> str:
    """Return the mark at a ticket's foot: only this hall's key makes it from these facts."""
    digest = keyed_hash(key, *facts)[:FINGERPRINT_HEX]
    return "-".join(digest[at : at + 4].upper() for at in range(0, FINGERPRINT_HEX, 4))


def keyed_hash(key: str, *facts: object) -> str:
    """Return what is kept of facts that are too few to hide by themselves, such as an ID number."""
    text = "|".join(str(fact) for fact in facts)
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def secret_key(given: str | None, var: Path) -> str:
    """Return the configured key, or the one kept in the var folder, made on first use."""
    if given:
        return given
    path = var / "secret.key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        write_secret(path, new_token())
    return path.read_text().strip()


def write_secret(path: Path, secret: str) -> None:
    """Write a secret whole, readable for its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text(secret)
    draft.replace(path)


def good_until(now: datetime) -> datetime:
    """Return when a pairing code made now stops to work."""
    return now + PAIRING_LIFE
