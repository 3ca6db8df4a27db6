import json

import pytest

from kiosk.agent import journal as journal_module
from kiosk.agent.job import Job, Outcome
from kiosk.agent.journal import Journal, JournalBroken

JOB = Job(7, "A-023", "2026-11-23T07:10:03Z", {})
LATER = Job(7, "A-023", "2026-11-24T07:10:03Z", {})


def told(journal: Journal) -> list[tuple[int, str, str]]:
    return [(record.job_id, record.state, record.reason) for record in journal.untold()]


def test_a_job_that_was_leaving_is_unknown_after_a_restart(tmp_path):
    first = Journal(tmp_path / "journal")
    first.leaving(JOB)
    first.close()

    again = Journal(tmp_path / "journal")
    again.settle()

    assert told(again) == [(7, "unknown", "interrupted")]


def test_an_outcome_is_untold_until_the_server_has_it(tmp_path):
    first = Journal(tmp_path / "journal")
    first.leaving(JOB)
    record = first.finished(JOB, Outcome("confirmed"))
    first.close()
    again = Journal(tmp_path / "journal")
    assert told(again) == [(7, "confirmed", "")]

    again.told(record)
    again.close()

    last = Journal(tmp_path / "journal")
    assert (told(last), last.find(JOB)) == ([], journal_module.replace(record, told=True))


def test_a_report_keeps_its_request_id_over_a_restart(tmp_path):
    first = Journal(tmp_path / "journal")
    record = first.finished(JOB, Outcome("failed", "offline"))
    first.close()

    assert Journal(tmp_path / "journal").untold() == [record]


def test_the_same_id_of_a_server_set_up_anew_is_another_job(tmp_path):
    journal = Journal(tmp_path / "journal")
    journal.finished(JOB, Outcome("confirmed"))

    assert journal.find(LATER) is None


def test_torn_lines_spoil_only_themselves(tmp_path):
    path = tmp_path / "journal"
    first = Journal(path)
    first.finished(JOB, Outcome("confirmed"))
    first.close()
    path.write_bytes(path.read_bytes() + b'\n{"key": "8@x", "job_i\n\n[1]\n{}\n\xff\n')

    assert told(Journal(path)) == [(7, "confirmed", "")]


def test_a_second_agent_is_kept_out(tmp_path):
    first = Journal(tmp_path / "journal")

    with pytest.raises(JournalBroken, match="another agent"):
        Journal(tmp_path / "journal")

    first.close()
    Journal(tmp_path / "journal").close()


def test_a_journal_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(JournalBroken, match="cannot be used"):
        Journal(tmp_path / "file" / "journal")


def test_a_full_disk_is_told_and_remembered(tmp_path):
    journal = Journal(tmp_path / "journal")
    journal._file = journal_module.os.open("/dev/full", journal_module.os.O_WRONLY)

    with pytest.raises(JournalBroken, match="cannot be written"):
        journal.finished(JOB, Outcome("confirmed"))

    assert told(journal) == [(7, "confirmed", "")]


def test_the_journal_does_not_grow_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(journal_module, "LINES_BEFORE_TIDYING", 50)
    monkeypatch.setattr(journal_module, "REMEMBERED", 5)
    journal = Journal(tmp_path / "journal")

    for number in range(100):
        job = Job(number, "A", "then", {})
        journal.leaving(job)
        journal.told(journal.finished(job, Outcome("confirmed")))

    lines = [line for line in (tmp_path / "journal").read_text().splitlines() if line]
    assert len(lines) <= 50
    assert json.loads(lines[-1])["job_id"] == 99
    assert journal.find(Job(99, "A", "then", {})) is not None
