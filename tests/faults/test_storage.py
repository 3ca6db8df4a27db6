"""A full disk and a read-only one: no number, clear words, and no restart needed afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests

from server.languages.words import say
from tests.faults.disks import fill, make_immutable, remount, small_disk
from tests.harness.consistency import copy_database, faults, issued
from tests.harness.halls import hall
from tests.harness.server import Client, RunningServer

REFUSED = {
    "error": "storage_failed",
    "message": say("fa", "error.storage_failed"),
    "details": {},
}
# The log of the database may still have room in blocks it has already: some tickets more fit in.
TICKETS_THAT_MAY_STILL_FIT = 1_000
# Each refusal is a line of more than 100 bytes, and so much of the log's last block may be free.
REFUSALS_THAT_FILL_A_BLOCK = 50


@dataclass
class Kiosk:
    """A kiosk of a server whose database is alone on a small disk."""

    disk: Path
    server: RunningServer
    branch_id: int
    client: Client
    taken: dict[str, tuple[int, str]] = field(default_factory=dict)
    sent: int = 0

    @property
    def database(self) -> Path:
        return self.disk / "nobat.db"

    def take(self) -> requests.Response:
        """Take a ticket, and keep what was acknowledged."""
        self.sent += 1
        request_id = f"request-{self.sent}"
        answer = self.client.post("/tickets", request_id=request_id, service_id=1, language="fa")
        if answer.status_code == 201:
            self.taken[request_id] = (answer.json()["id"], answer.json()["number"])
        return answer

    def take_until_refused(self) -> requests.Response:
        for _ in range(TICKETS_THAT_MAY_STILL_FIT):
            answer = self.take()
            if answer.status_code != 201:
                return answer
        raise AssertionError("the disk is full and tickets are given all the same")

    def picture(self) -> Any:
        return self.client.get(f"/branches/{self.branch_id}/snapshot").json()


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    server = RunningServer(tmp_path)
    branch_id = server.apply(hall(counters=1))
    client = Client(server, server.token(branch_id, "kiosk-1"))
    with small_disk(tmp_path) as disk:
        # A copy: what this process holds open on the disk would keep it from being read-only.
        copy_database(tmp_path / "nobat.db", disk / "nobat.db")
        server.database_url = f"sqlite:///{disk / 'nobat.db'}"
        try:
            yield Kiosk(disk, server.start(), branch_id, client)
        finally:
            server.kill()


def test_a_full_disk_gives_no_number_until_there_is_room_again(kiosk: Kiosk):
    kiosk.take()
    film = fill(kiosk.disk)

    refused = kiosk.take_until_refused()
    assert (refused.status_code, refused.json()) == (503, REFUSED)
    assert kiosk.picture()["services"][0]["waiting"] == len(kiosk.taken)

    film.unlink()
    _require_the_next_ticket(kiosk)


def test_a_database_turned_read_only_gives_no_number_until_it_is_writable_again(kiosk: Kiosk):
    kiosk.take()
    # Not the -shm file: it is mapped into memory, and the kernel would end the process instead.
    files = [kiosk.database, kiosk.disk / "nobat.db-wal"]
    make_immutable(files, True)

    try:
        refused = kiosk.take()
        assert (refused.status_code, refused.json()) == (503, REFUSED)
        assert kiosk.take().status_code == 503
    finally:
        make_immutable(files, False)

    _require_the_next_ticket(kiosk)


def test_a_server_started_on_a_read_only_disk_gives_numbers_when_it_is_writable_again(
    kiosk: Kiosk,
):
    kiosk.take()
    kiosk.server.kill()  # so that the database's own log is there, as after a power cut
    remount(kiosk.disk, "ro")
    kiosk.server.start()

    refused = kiosk.take()
    assert (refused.status_code, refused.json()) == (503, REFUSED)
    assert len(kiosk.picture()["services"]) == 2

    remount(kiosk.disk, "rw")
    _require_the_next_ticket(kiosk)


def test_a_log_on_the_same_full_disk_does_not_change_the_answer(kiosk: Kiosk):
    log = kiosk.server.folder / "server.log"
    kiosk.server.stop()
    log.unlink()
    log.symlink_to(kiosk.disk / "server.log")
    kiosk.server.start()
    fill(kiosk.disk)

    answers = [kiosk.take_until_refused() for _ in range(REFUSALS_THAT_FILL_A_BLOCK)]

    assert {answer.status_code for answer in answers} == {503}
    assert answers[-1].json() == REFUSED


def _require_the_next_ticket(kiosk: Kiosk) -> None:
    """The next ticket works, has the next number, and nothing was half done before."""
    answer = kiosk.take()
    assert answer.status_code == 201, answer.text
    assert answer.json()["number"] == f"A-{len(kiosk.taken):03d}"
    assert issued(kiosk.database) == kiosk.taken
    assert faults(kiosk.database) == []
