"""What holds cases is told apart by content."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.bulk import opened, streamed
from diagnose.bulk.entries import Entry
from diagnose.bulk.sources import recognised
from diagnose.intake import InputError
from diagnose.intake.content import Content

NOTICE = 'First line, with a comma\nand a second; "quoted" | line\tTabbed'


def entries(raw: bytes) -> list[Entry]:
    """What is read from these bytes as a file."""
    return list(recognised(Content("cases", len(raw), lambda: io.BytesIO(raw))).entries)


def table(delimiter: str, *rows: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["id", "notice"], *rows])
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_dialects_and_encodings_of_a_table(delimiter: str, encoding: str) -> None:
    found = entries(table(delimiter, ["a", NOTICE], ["b", "Grüße"]).encode(encoding))
    assert [entry.given for entry in found] == [{"id": "a", "notice": NOTICE}, {"id": "b", "notice": "Grüße"}]
    assert [entry.number for entry in found] == [2, 4]


def test_a_spreadsheets_own_first_line_is_no_header() -> None:
    assert [entry.number for entry in entries(b"sep=;\r\nid;notice\r\n\r\na;x\r\n;;\r\n")] == [4]


def test_packed_tables_and_lines() -> None:
    assert entries(gzip.compress(b"id,notice\na,x\n"))[0].given == {"id": "a", "notice": "x"}
    assert entries(gzip.compress(b'{"id": "a"}\n'))[0].given == b'{"id": "a"}\n'


def test_json_lines_in_utf_16() -> None:
    assert entries('{"id": "ä"}\r\n'.encode("utf-16"))[0].given == '{"id": "ä"}'.encode()


def test_a_bad_first_line_does_not_hide_json_lines() -> None:
    assert len(entries(b'oops\n{"id": "a"}\n')) == 2


def test_a_forgotten_quotation_mark_costs_its_row_only() -> None:
    raw = b'id,notice\na,"never closed\nb,"second"\nc,third\nd,one,too many\ne,fifth\n'
    found = entries(raw)
    assert [entry.given["id"] for entry in found if not entry.problem] == ["c", "e"]  # type: ignore[index,call-overload]
    assert "from line 2 to 3" in found[0].problem
    assert "3 cells, the header has 2" in found[2].problem


def test_the_sizes_of_entries_add_up_to_the_file() -> None:
    raw = table(",", ["a", NOTICE], ["b", "Grüße"]).replace("\r\n", "\n").encode()
    header = len(b"id,notice\n")
    assert sum(entry.size for entry in entries(raw)) == len(raw) - header


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1), min_size=1
    )
)
def test_what_a_table_holds_is_what_was_written(cells: list[str]) -> None:
    raw = table(",", *([f"case {number}", cell] for number, cell in enumerate(cells))).encode()
    assert [entry.given["notice"] for entry in entries(raw)] == cells  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"Hello,\nyour account\n", 'It begins with "Hello,". One of these was expected: JSON lines'),
        (b"id,notise,orders\n1,x,\n", 'cases:1: The column "notise" is not known. Did you mean "notice"?'),
        (b"PK\x03\x04rest", "This is a binary file."),
        (b"PAR1 and no more", "The Parquet file cannot be read"),
        (gzip.compress(b"PAR1"), "Parquet inside gzip"),
    ],
)
def test_what_holds_no_cases_is_a_teaching_error(raw: bytes, said: str) -> None:
    if raw.startswith(b"PAR1"):
        pytest.importorskip("pyarrow", reason='needs "suspension-diagnosis[bulk]"')
    with pytest.raises(InputError) as caught:
        entries(raw)
    assert said in str(caught.value)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"), opened(tmp_path / "none"):
        pass


def test_a_stream_can_hold_a_table_too() -> None:
    with streamed(io.BufferedReader(io.BytesIO(b"id,notice\na,x\n"))) as source:  # type: ignore[arg-type]
        assert [entry.given for entry in source.entries] == [{"id": "a", "notice": "x"}]
        assert source.digest == ""
