"""`nobat serve`: the server process, one gevent worker as SQLite wants it."""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402  (the patch comes first, as in server/wsgi.py)
import resource  # noqa: E402
from typing import Any  # noqa: E402

import click  # noqa: E402
from gunicorn import util  # noqa: E402
from gunicorn.app.base import BaseApplication  # noqa: E402

from server.cli.options import bind_option, config_with, database_option  # noqa: E402
from server.config import Config  # noqa: E402
from server.store.migrate import migrate  # noqa: E402

CONNECTIONS = 4_000
STOP_SECONDS = 2
IDLE_SECONDS = 30


class GunicornServer(BaseApplication):  # type: ignore[misc]
    """Gunicorn inside this process; it forks the worker, which loads the app."""

    def __init__(self, config: Config) -> None:
        self._bind = config.bind
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn our settings; `--max-requests` stays 0, since a recycle kills sockets."""
        settings: dict[str, object] = {
            "bind": self._bind,
            "workers": 1,
            "worker_class": "gevent",
            "worker_connections": CONNECTIONS,
            "graceful_timeout": STOP_SECONDS,
            "keepalive": IDLE_SECONDS,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the WSGI application."""
        return util.import_app("server.wsgi:app")


@click.command()
@database_option
@bind_option
def serve(database: str | None, bind: str | None) -> None:
    """Run the server alone."""
    config = config_with(database, bind=bind)
    migrate(config.database_url)
    _allow_connections()
    os.environ |= config.environment()
    GunicornServer(config).run()


def _allow_connections() -> None:
    """Let this process hold a socket for each screen, as far as the machine permits."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS if hard == resource.RLIM_INFINITY else min(2 * CONNECTIONS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
