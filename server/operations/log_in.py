"""A person shows who they are."""

from server.domain.errors import WrongLogin
from server.security.passwords import password_matches
from server.store.accounts import User
from server.store.database import Database


def log_in(db: Database, *, username: str, password: str) -> User:
    """Return the person. Raises WrongLogin, never saying which of the two was wrong."""
    with db.reader() as reader:
        user = reader.users.by_username(username.strip().lower())
    matches = password_matches(user.password_hash if user else None, password)
    if user is None or not matches:
        raise WrongLogin
    return user
