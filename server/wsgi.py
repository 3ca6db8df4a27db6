"""What gunicorn runs: one gevent worker on SQLite, several on PostgreSQL."""

from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402

from server.app import create_app  # noqa: E402  (after the patch, or sockets would block)
from server.config import load_config  # noqa: E402
from server.logs import configure_logs  # noqa: E402

config = load_config()
configure_logs(config.log_level)
app = create_app(config)
app.socketio.start_background_task(app.pushes.run)
app.socketio.start_background_task(app.rounds.run)

# What is loaded now stays: looking through it again and again cost pauses of 100 ms.
gc.collect()
gc.freeze()
