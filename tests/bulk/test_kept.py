"""Work that is kept: whenever a run is killed, going on gives what an unbroken run gives."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.bulk import Answered, BulkError, Kept
from diagnose.bulk.kept import EVERY

TASK = {"the input": "1"}
ANSWERS = [Answered(f'{{"id": "case-{n}"}}' + "x" * (n % 7), n % 5 == 0, 1) for n in range(3 * EVERY + 10)]
WHOLE = "".join(answer.text + "\n" for answer in ANSWERS).encode()


def written_until(kept: Kept, end: int) -> None:
    for answer in ANSWERS[kept.mark.entries : end]:
        kept.write(answer)


@given(st.lists(st.integers(0, len(ANSWERS)), max_size=4), st.binary(max_size=40))
def test_any_kills_and_any_half_written_rest_change_nothing(kills: list[int], rest: bytes) -> None:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "out.jsonl"
        for place in kills:
            kept = Kept(target, TASK, resume=True)
            written_until(kept, place)
            end_abruptly(kept, rest)
        kept = Kept(target, TASK, resume=True)
        written_until(kept, len(ANSWERS))
        assert (kept.mark.entries, kept.mark.errors) == (len(ANSWERS), sum(a.failed for a in ANSWERS))
        kept.finish()
        assert target.read_bytes() == WHOLE


def end_abruptly(kept: Kept, rest: bytes) -> None:
    """What a killed run leaves: the journal as it stood, and after the mark anything at all."""
    journal = kept._journal.read_bytes() if kept._journal.exists() else None
    kept._stream.write(rest)
    kept._stream.close()
    if journal is not None:
        kept._journal.write_bytes(journal)


def test_a_finished_output_leaves_nothing_beside_it(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "out.jsonl", TASK)
    written_until(kept, 5)
    kept.finish()
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_another_task_cannot_be_gone_on_with(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "out.jsonl", TASK)
    written_until(kept, 5)
    kept.close()
    with pytest.raises(BulkError, match=r"the input changed since\. Start again without --resume"):
        Kept(tmp_path / "out.jsonl", {"the input": "2"}, resume=True)


def test_without_resume_kept_work_is_thrown_away(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "out.jsonl", TASK)
    written_until(kept, 5)
    kept.close()
    fresh = Kept(tmp_path / "out.jsonl", TASK)
    assert fresh.mark.entries == 0
    fresh.finish()
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_two_runs_cannot_write_one_output(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "out.jsonl", TASK)
    with pytest.raises(BulkError, match=r"another run is writing out\.jsonl"):
        Kept(tmp_path / "out.jsonl", TASK)
    kept.discard()


def test_a_journal_that_promises_too_much_is_not_believed(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "out.jsonl", TASK)
    written_until(kept, 5)
    kept.close()
    kept.part.write_bytes(b"short")
    again = Kept(tmp_path / "out.jsonl", TASK, resume=True)
    assert again.mark.entries == 0
    again.discard()
