"""A person gets another password."""

from server.domain.errors import NotFound
from server.security.passwords import hash_password
from server.store.database import Database


def set_password(db: Database, *, username: str, password: str) -> None:
    """Replace a person's password. Raises NotFound."""
    password_hash = hash_password(password)
    with db.users() as users:
        user = users.by_username(username)
        if user is None:
            raise NotFound(what="user", username=username)
        users.set_password(user.id, password_hash)
