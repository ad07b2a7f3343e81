"""Everything that cannot be read gives one line that says where, what, what was expected and what to do."""

from __future__ import annotations

import gzip
import json
import pickle
from pathlib import Path

import pytest

from diagnose.intake import InputError

NOTICE = "Hello,\n\nYour Amazon seller account has been deactivated.\n"


def said(read, *paths, **options):
    with pytest.raises(InputError) as caught:
        read(*paths, **options)
    message = str(caught.value)
    assert "Traceback" not in message
    assert len(message.splitlines()) == 1
    return message


def test_an_empty_file_is_named(read, write):
    assert said(read, write("a.txt", "")) == (
        "a.txt: The file is empty. A notice as text, a report, or a case document was expected. "
        "Check that it was saved completely."
    )
    assert "is empty" in said(read, write("blank.txt", " \n\t\n"))


def test_a_binary_file_is_named(read, write):
    assert "binary file" in said(read, write("a.txt", bytes(range(256)) * 20))
    assert "PDF" in said(read, write("notice.txt", b"%PDF-1.7 ..."))
    assert "zip archive" in said(read, write("notice.docx", b"PK\x03\x04...."))


def test_a_text_of_50_megabytes_is_refused(read, write):
    message = said(read, write("long.txt", "Your account was deactivated. \n" * 1_700_000))
    assert message.startswith("long.txt: The text is larger than 5 MB.")


def test_json_cut_in_half_names_the_line(read, write):
    whole = json.dumps(
        {"accountStatuses": [{"marketplaceId": "ATVPDKIKX0DER", "status": "NORMAL"}]}, indent=1
    )
    message = said(read, write("report.json", whole[: len(whole) // 2]))
    assert message.startswith("report.json:4: The JSON ends too early. A whole JSON document was expected.")


def test_yaml_with_a_doubled_key_names_key_and_line(read, write):
    message = said(read, write("case.yaml", "id: a\nnotice: Hello\nid: b\n"))
    assert message.startswith('case.yaml:3: The key "id" stands twice in one mapping')


def test_json_with_a_doubled_key_names_key_and_line(read, write):
    message = said(read, write("case.json", '{"id": "a",\n "notice": "Hello",\n "id": "b"}'))
    assert message.startswith('case.json:3: The key "id" stands twice in one object.')


def test_a_table_with_no_known_header_names_its_columns(read, write):
    message = said(read, write("odd.tsv", "colour\tweight\tshape\nred\t3\tround\nblue\t4\tsquare\n"))
    what = "This is a table, but no report that is known has the columns"
    assert message.startswith(f'odd.tsv:1: {what} "colour, weight, shape".')
    assert "all listings" in message


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("case.yaml", "id: a\nnotise: Hello\n", 2),
        ("case.json", '{"id": "a",\n\t"notise": "Hello"}', 2),
        ("only.yaml", "notise: Hello\n", 1),
        ("only.json", '{"notise": "Hello"}', 1),
    ],
)
def test_a_misspelt_field_gets_a_line_and_a_guess(read, write, name, content, line):
    message = said(read, write(name, content))
    assert message.startswith(f'{name}:{line}: The field "notise" is not known. Did you mean "notice"?')


def test_a_misspelt_field_deep_inside_is_found(read, write):
    text = "notice: Hello\nlistings:\n  - asin: B012345678\n  - asin: B012345679\n    titel: x\n"
    message = said(read, write("case.yaml", text))
    assert message.startswith(
        'case.yaml:5: The field "listings[1].titel" is not known. Did you mean "title"?'
    )


def test_every_problem_of_a_document_is_said_at_once(read, write):
    message = said(read, write("case.yaml", "notise: Hello\nlistings: 7\nas_of: soon\n"))
    assert 'field "notise"' in message
    assert 'field "listings"' in message
    assert 'field "as_of"' in message


def test_an_unknown_marketplace_gets_a_guess(read, write):
    path = write("n.txt", NOTICE)
    assert 'marketplace: The marketplace "amazon.dee" is not known. Did you mean "amazon.de"?' in said(
        read, path, marketplace="amazon.dee"
    )
    message = said(read, write("case.yaml", "notice: Hello\nmarketplace: Germny\n"))
    assert message.startswith('case.yaml:2: The marketplace "Germny" is not known. Did you mean "Germany"?')


def test_unknown_facts_and_metrics_get_a_guess(read, write):
    message = said(read, write("case.yaml", "notice: Hello\nanswers:\n  listed-as-knew: yes\n"))
    assert message.startswith('case.yaml:3: "listed-as-knew" under answers is neither a fact nor a question.')
    assert 'Did you mean "listed-as-new"?' in message
    message = said(read, write("case.yaml", "notice: Hello\nhealth:\n  late_shipment_rat: 4%\n"))
    assert 'The metric "late-shipment-rat" is not known. Did you mean "late-shipment-rate"?' in message


def test_an_unreadable_path_is_named(read, tmp_path: Path):
    assert said(read, tmp_path / "nowhere.txt").startswith("nowhere.txt: It cannot be read: no such file")
    assert "cannot be read" in said(read, "a\0b.txt")
    assert "cannot be read" in said(read, tmp_path / ("x" * 5000))


def test_an_empty_folder_and_nothing_at_all_are_said(read, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert 'The folder "empty" is empty' in said(read, tmp_path / "empty")
    assert "Nothing was given" in said(read)


def test_a_list_of_cases_is_sent_to_classify(read, write):
    assert "diagnose classify" in said(read, write("cases.json", '[{"notice": "a"}, {"notice": "b"}]'))
    assert "diagnose classify" in said(read, write("cases.jsonl", '{"notice": "a"}\n{"notice": "b"}\n'))


def test_xml_is_refused(read, write):
    assert "This is XML" in said(read, write("page.txt", "<?xml version='1.0'?><order>Hello</order>"))


def test_a_cut_gzip_file_is_said(read, write):
    packed = gzip.compress(NOTICE.encode() * 50)
    assert "gzip file is damaged" in said(read, write("notice.txt.gz", packed[: len(packed) // 2]))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        "notice: " + "[" * 100_000,
        "notice:\n " + "- " * 20_000 + "x\n",
        "notice: &a [*a, *a]\n",
    ],
)
def test_deep_nesting_and_anchors_are_no_traceback(read, write, text):
    said(read, write("deep.yaml", text))


def test_one_good_and_one_bad_file_give_a_case_and_say_what_was_not_read(read, write):
    case = read(write("a.txt", NOTICE), write("b.txt", ""))
    assert [notice.source for notice in case.notices] == ["a.txt"]
    assert [(item.source, item.line) for item in case.not_read] == [("b.txt", 0)]
    assert case.not_read[0].reason.startswith("The file is empty.")


def test_two_bad_files_are_both_said(read, write):
    with pytest.raises(InputError) as caught:
        read(write("a.txt", ""), write("b.json", "{"))
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == ["a.txt", "b.json"]


def test_an_error_survives_another_process():
    error = InputError("a.txt", 3, "What.", "Expected.", "Do.")
    assert str(pickle.loads(pickle.dumps(error))) == "a.txt:3: What. Expected. Do."
