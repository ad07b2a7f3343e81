"""``diagnose classify``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import NOTICE, Run


def lines_of(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def document(name: str) -> str:
    return json.dumps({"id": name, "marketplace": "US", "notice": NOTICE})


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Good lines, a blank one, and five bad ones."""
    path = tmp_path / "cases.jsonl"
    bad = ["{not json", '{"id": "typo", "notise": "x"}', "[1]", '{"id": "twice", "id": "twice"}']
    lines = [document("a"), "", *bad, document("b"), document("c")]
    path.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe\n")
    return path


def test_each_line_is_answered_in_its_place(run: Run, cases: Path) -> None:
    result = run("classify", cases)
    answers = lines_of(result.stdout)
    assert [answer["id"] for answer in answers] == ["a", None, "typo", None, None, "b", "c", None]
    assert [answer.get("line") for answer in answers] == [None, 3, 4, 5, 6, None, None, 9]
    assert all(("error" in answer) != ("grounds" in answer) for answer in answers)


def test_bad_lines_say_why_and_the_status_is_1(run: Run, cases: Path) -> None:
    result = run("classify", cases)
    reasons = [str(answer["error"]) for answer in lines_of(result.stdout) if "error" in answer]
    assert result.exit_code == 1
    assert "5 of 8 cases could not be diagnosed" in result.stderr
    for reason, part in zip(
        reasons, ("not JSON", "notise", "object in braces", "twice", "not UTF-8"), strict=True
    ):
        assert part in reason
        assert "fault in diagnose" not in reason


def test_several_processes_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    lines = [document(f"case-{number}") if number % 7 else "{bad" for number in range(1, 80)]
    path.write_text("\n".join(lines), encoding="utf-8")
    one, two = run("classify", path), run("classify", path, "--jobs", "2")
    assert one.stdout == two.stdout
    assert len(lines_of(two.stdout)) == 79
    assert two.exit_code == 1


def test_a_line_is_a_short_diagnosis(run: Run) -> None:
    (answer,) = lines_of(run("classify", "-", given=document("a")).stdout)
    assert answer["observations"] == []
    assert answer["grounds"]


def test_a_case_without_an_id_is_called_by_its_line(run: Run) -> None:
    given = "\n" + json.dumps({"notice": NOTICE})
    (answer,) = lines_of(run("classify", "-", given=given).stdout)
    assert answer["id"] == "line-2"


def test_the_output_file_appears_whole(run: Run, cases: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    result = run("classify", cases, "-o", target)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(lines_of(target.read_text(encoding="utf-8"))) == 8
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.jsonl", "out.jsonl"]


def test_nothing_is_written_where_there_is_no_case(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    result = run("classify", "-", "-o", target, given="\n\n")
    assert result.exit_code == 2
    assert "no case in it" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_when_every_line_is_bad_there_is_no_result(run: Run) -> None:
    result = run("classify", "-", given="{bad\n")
    assert result.exit_code == 2
    assert len(lines_of(result.stdout)) == 1


def test_a_missing_input_leaves_an_old_output_as_it_was(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old", encoding="utf-8")
    result = run("classify", tmp_path / "missing.jsonl", "-o", target)
    assert result.exit_code == 2
    assert "missing.jsonl" in result.stderr
    assert target.read_text(encoding="utf-8") == "old"


def test_the_input_can_be_the_output(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(document("a") + "\n" + document("b") + "\n", encoding="utf-8")
    assert run("classify", path, "-o", path).exit_code == 0
    assert [answer["id"] for answer in lines_of(path.read_text(encoding="utf-8"))] == ["a", "b"]


def test_a_table_in_csv_gives_what_its_lines_of_json_give(run: Run, tmp_path: Path) -> None:
    lines, table = tmp_path / "cases.jsonl", tmp_path / "cases.dat"
    lines.write_text(document("a") + "\n" + document("b") + "\n", encoding="utf-8")
    with table.open("w", newline="", encoding="utf-16") as out:
        csv.writer(out, delimiter=";").writerows(
            [["id", "store", "text", "client"], ["a", "US", NOTICE, "X"], ["b", "amazon.com", NOTICE, "Y"]]
        )
    result = run("classify", table)
    assert result.stdout == run("classify", lines).stdout
    assert result.stderr == "diagnose classify: columns left out: client\n"


def test_rows_and_parquet_hold_the_same(run: Run, cases: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason='needs "suspension-diagnosis[bulk]"')
    target = tmp_path / "table.parquet"
    assert run("classify", cases, "-o", target).exit_code == 1
    rows = lines_of(run("classify", cases, "--format", "rows").stdout)
    assert parquet.read_table(target).to_pylist() == rows
    assert {row["case_id"] for row in rows} >= {"a", "b", "c", "typo", "line-3"}


def test_parquet_in_gives_what_json_lines_in_give(run: Run, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason='needs "suspension-diagnosis[bulk]"')
    from pyarrow import parquet

    path, lines = tmp_path / "cases", tmp_path / "cases.jsonl"
    documents = [json.loads(document(name)) for name in ("a", "b", "c")]
    parquet.write_table(pyarrow.Table.from_pylist(documents), path)
    lines.write_text("".join(json.dumps(item) + "\n" for item in documents), encoding="utf-8")
    assert run("classify", path).stdout == run("classify", lines).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "parquet"], "name a file with -o"),
        (["--resume"], "--resume needs a file to read and a file to write"),
        (["--format", "parkuet"], 'Did you mean "parquet"?'),
    ],
)
def test_what_cannot_be_asked_is_a_teaching_error(run: Run, cases: Path, words: list[str], said: str) -> None:
    result = run("classify", cases, *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_half_a_character_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "\\ud800a", "notice": "x \\udfff"}\n' + document("b"), encoding="utf-8")
    assert [answer["id"] for answer in lines_of(run("classify", path).stdout)] == ["?a", "b"]
