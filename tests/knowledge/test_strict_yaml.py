"""YAML means what is written, and what cannot be read is explained with its line."""

from __future__ import annotations

import datetime as dt

import pytest

from diagnose.knowledge.strict_yaml import Written, line_of, parse


def value_of(text: str) -> object:
    document = parse(text, "a.yaml")
    assert not document.problems
    return document.value


def said(text: str) -> str:
    return "\n".join(str(problem) for problem in parse(text, "a.yaml").problems)


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "Yes", "NO", "True", "y", "null1", "1.2.3", "012", "1_000"]
)
def test_words_stay_words(word: str) -> None:
    assert value_of(f"a: {word}") == {"a": word}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("4", 4),
        ("-3.5", -3.5),
        ("1e3", 1000.0),
        ("2.3%", "2.3%"),
        ("15:00", "15:00"),
        ("2026-11-22", dt.date(2026, 11, 22)),
        ("'2026-11-22'", "2026-11-22"),
        ('"true"', "true"),
        ("'4'", "4"),
    ],
)
def test_plain_scalars_are_read_and_quoted_ones_are_text(text: str, value: object) -> None:
    assert value_of(f"a: {text}") == {"a": value}


def test_every_mapping_knows_its_line_and_file() -> None:
    value = value_of("- a: 1\n- b:\n    c: 2\n")
    assert isinstance(value, list)
    inner = value[1]["b"]
    assert isinstance(inner, Written)
    assert (value[0].line, value[1].line, inner.line, inner.file) == (1, 2, 3, "a.yaml")


def test_the_line_of_a_path_is_that_of_its_key() -> None:
    text = "a:\n  - b: 1\n    c: 2\n  - d: 3\n"
    assert line_of(text, ("a", 0, "c")) == 3
    assert line_of(text, ("a", 1)) == 4
    assert line_of(text, ("a", 0, "gone")) == 2


def test_an_empty_file_is_nothing() -> None:
    assert value_of("# only a remark\n") is None


def test_two_doubled_keys_are_two_problems() -> None:
    assert said("a: 1\nb: 2\na: 3\nb: 4\n") == (
        'a.yaml:3: the key "a" stands twice in one mapping; keep one of them\n'
        'a.yaml:4: the key "b" stands twice in one mapping; keep one of them'
    )


def test_a_phrase_with_an_ampersand_or_a_star_is_no_anchor() -> None:
    assert value_of("- a & b\n- violat*\n- x|y & z*\n") == ["a & b", "violat*", "x|y & z*"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1\nb: *x\n", "a.yaml:1: no anchors or aliases here (x); repeat the text instead"),
        (
            "a: !!python/name:os.system x\n",
            "a.yaml:1: the tag tag:yaml.org,2002:python/name:os.system is not used",
        ),
        ("a: !b c\n", "a.yaml:1: the tag !b is not used here"),
        ("a: 2026-02-30\n", "a.yaml:1: 2026-02-30 is not a day of the calendar"),
        ("a:\n\tb: 1\n", "a.yaml:2: a tab stands in the indentation; use spaces"),
        ("a: b: c\n", 'a.yaml:1: this is not YAML: a ": " stands inside a value; put it in quotes'),
        ("a: 'b\n", "this is not YAML: a quote is opened and never closed"),
        ("a: [b, c\n", "a list in brackets is not closed"),
        ("a: {b: c\nd: e\n", "a mapping in braces is not closed"),
        ("a: 1\n b: 2\n", "a.yaml:2: this is not YAML"),
        (
            "a: @b\n",
            "a.yaml:1: this is not YAML: this character cannot begin a value; put the value in quotes",
        ),
        ("a: 1\n---\nb: 2\n", "a second document begins here"),
        ("a: 1\nb\n", 'a.yaml:3: this is not YAML: a key without ":" after it'),
        ("? [a, b]\n: c\n", "a.yaml:1: a key must be one word"),
        ('a: "\\q"\n', 'a "\\" in double quotes begins an escape'),
        ("a: \x07\n", "a control character stands in the file"),
    ],
)
def test_what_cannot_be_read_is_explained(text: str, problem: str) -> None:
    assert problem in said(text)
