"""A PostgreSQL server of the tests' own: started when first needed, stopped when Python ends."""

import atexit
import ctypes
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from tests.needs import find

OWNER = "nobat"
# Debian's package makes this user; PostgreSQL refuses to run as root.
SYSTEM_USER = "postgres"
START_SECONDS = 60
STOP_SECONDS = 20
PR_SET_PDEATHSIG = 1  # linux/prctl.h
# Nothing listens on the network, and what a test wrote need not outlive the machine.
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "log_min_messages": "warning",
}


def why_not() -> str | None:
    """Return why there can be no PostgreSQL here, or None when there can."""
    if not find("postgres") or not find("initdb"):
        return "PostgreSQL is not installed (Debian package postgresql)"
    if os.geteuid() == 0 and SYSTEM_USER not in {user.pw_name for user in pwd.getpwall()}:
        return f"PostgreSQL does not run as root, and there is no user {SYSTEM_USER}"
    return None


@cache
def cluster() -> "Cluster":
    """Return the server of this run."""
    made = Cluster(Path(tempfile.mkdtemp(prefix="nobat-pg-")))
    atexit.register(made.stop)
    made.start()
    return made


class Cluster:
    """One server with its files and its socket in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self._names = itertools.count(1)

    def start(self) -> None:
        """Make the files, start the server and wait until it answers."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, SYSTEM_USER)
        self._run("initdb", "--auth=trust", f"--username={OWNER}", "--no-locale", "--no-sync")
        settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        self.process = subprocess.Popen(
            [_program("postgres"), "-D", self._data, "-k", self.folder, *settings],
            stdout=self._log.open("ab"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent,
            **self._as_user,
        )
        self._wait()

    def stop(self) -> None:
        """End the server and remove its files."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        """Return the address of a database as the server is configured with it."""
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """Make a database, perhaps a copy of one that nobody is connected to; return its name."""
        name = f"test_{next(self._names)}"
        self._order(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self._order(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    @property
    def _as_user(self) -> dict[str, Any]:
        environment = {"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self.folder)}
        more: dict[str, Any] = {"cwd": self.folder, "env": environment}
        if os.geteuid() == 0:
            more |= {"user": SYSTEM_USER, "group": SYSTEM_USER, "extra_groups": []}
        return more

    def _run(self, program: str, *options: str) -> None:
        line = [_program(program), "-D", self._data, *options]
        done = subprocess.run(line, capture_output=True, text=True, check=False, **self._as_user)
        assert done.returncode == 0, done.stderr

    def _wait(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                self._order("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"PostgreSQL did not start: {self._log.read_text()}")

    def _order(self, sql: str) -> None:
        with psycopg.connect(
            host=str(self.folder), dbname="postgres", user=OWNER, autocommit=True
        ) as connection:
            connection.execute(sql)


def _program(name: str) -> str:
    found = find(name)
    assert found, f"{name} is not installed"
    return found


def _end_with_parent() -> None:
    """Ask Linux for a fast shutdown when the tests are gone, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)
