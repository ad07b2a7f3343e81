"""YAML without surprises: what is written is what is meant, and every mapping knows its line.

Against plain YAML: only ``true`` and ``false`` are booleans (``no`` and ``on`` stay words), a key stands
once, and there are no anchors, no aliases, no tags. Parsing is libyaml's where it is installed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from diagnose.knowledge.problems import Problem
from diagnose.knowledge.written import Written, WrittenList

__all__ = ["Document", "Written", "WrittenList", "line_of", "parse"]

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_STARTS_A_NUMBER = frozenset("-+0123456789")
_MAYBE_ANCHOR = re.compile(r"[&*](?<![^\s\[,:{][&*])[\w-]")


class _Loader(_Parser):  # type: ignore[misc]
    """libyaml's composer; the resolver is left out, for scalars are read by :func:`_scalar`."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Nothing: paths do not decide on types here."""

    def ascend_resolver(self) -> None:
        """Nothing, as above."""


@dataclass
class Document:
    """One parsed file: its value, or what is wrong with it."""

    value: Any = None
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _Builder:
    """Turns composed nodes into Python values and gathers what is refused."""

    file: str
    pack: str
    problems: list[Problem] = field(default_factory=list)

    def build(self, node: Any) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if node.tag:
            self._refuse(node, f"the tag {node.tag} is not used here; write the plain value")
        return self._mapping(node) if isinstance(node, yaml.MappingNode) else self._sequence(node)

    def _mapping(self, node: Any) -> Written:
        out = Written(self.file, node.start_mark.line + 1, self.pack)
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self._refuse(key_node, "a key must be one word; put text with brackets or braces in quotes")
            elif key in out:
                self._refuse(key_node, f'the key "{key}" stands twice in one mapping; keep one of them')
            else:
                out[key] = self.build(value_node)
        return out

    def _sequence(self, node: Any) -> WrittenList:
        items = [self.build(item) for item in node.value]
        lines = [item.start_mark.line + 1 for item in node.value]
        return WrittenList(items, lines, self.file, self.pack)

    def _scalar(self, node: Any) -> Any:
        if node.tag:
            self._refuse(node, f"the tag {node.tag} is not used here; write the plain value")
        text = node.value
        if node.style:
            return text
        if text[:1] in _STARTS_A_NUMBER:
            return self._number(node, text)
        return _WORDS.get(text, text)

    def _number(self, node: Any, text: str) -> Any:
        number = _NUMBER.match(text)
        if number:
            return float(text) if number[2] or number[3] else int(text)
        if _DATE.match(text):
            try:
                return dt.date.fromisoformat(text)
            except ValueError:
                self._refuse(node, f"{text} is not a day of the calendar")
        return text

    def _refuse(self, node: Any, text: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, text))


def parse(text: str, file: str = "", pack: str = "built-in") -> Document:
    """Read one YAML document (``None`` if empty); what is wrong becomes a problem, never an exception."""
    refused = _anchors(text, file)
    if refused:
        return Document(None, refused)
    try:
        node = _compose(text)
    except yaml.YAMLError as error:
        return Document(None, [_syntax_problem(error, text, file)])
    if node is None:
        return Document()
    builder = _Builder(file, pack)
    value = builder.build(node)
    return Document(value, builder.problems)


def line_of(text: str, path: Sequence[object]) -> int:
    """The line at which the value at ``path`` (keys and positions) is written, as near as it can be told."""
    node = _compose(text)
    line: int = node.start_mark.line + 1
    for step in path:
        found = _step(node, step)
        if found is not None:
            mark, node = found
            line = mark.line + 1
    return line


def _step(node: Any, step: object) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark, value
    return None


def _compose(text: str) -> Any:
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _anchors(text: str, file: str) -> list[Problem]:
    """Anchors and aliases, looked for only where the text can hold any: a second pass costs time."""
    if not _MAYBE_ANCHOR.search(text):
        return []
    try:
        events: list[Any] = list(yaml.parse(text, Loader=_Parser))
    except yaml.YAMLError:
        return []
    advice = "repeat the text instead, or put it in quotes if it begins with & or *"
    return [
        Problem(
            file,
            event.start_mark.line + 1,
            f"no anchors or aliases here ({event.anchor}); {advice}",
        )
        for event in events
        if getattr(event, "anchor", None)
    ]


_TEACHING = (
    ("character that cannot start any token", "this character cannot begin a value; put the value in quotes"),
    (
        "mapping values are not allowed",
        'a ": " stands inside a value; put it in quotes, or check the indentation',
    ),
    ("could not find expected ':'", 'a key without ":" after it; write key: value'),
    ("did not find expected key", "the indentation does not fit, or a quote or bracket closed too early"),
    (
        "did not find expected '-' indicator",
        'the indentation does not fit; a list has its "- " in one column',
    ),
    ("did not find expected ',' or ']'", 'a list in brackets is not closed, or a "," is missing'),
    ("did not find expected ',' or '}'", 'a mapping in braces is not closed, or a "," is missing'),
    ("unexpected end of stream", "a quote is opened and never closed"),
    (
        "block sequence entries are not allowed",
        'a "- " stands where a value was expected; begin a line with it',
    ),
    ("found another document", 'a second document begins here; remove the "---"'),
    ("found undefined tag handle", 'a value may not begin with "!"; put it in quotes'),
    ("control characters are not allowed", "a control character stands in the file; remove it"),
    ("found unknown escape character", 'a "\\" in double quotes begins an escape; use single quotes'),
)


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 0
    lines = text.splitlines()
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return Problem(file, line, "a tab stands in the indentation; use spaces")
    said = str(getattr(error, "problem", "") or error)
    for sign, teaching in _TEACHING:
        if sign in said:
            return Problem(file, line, f"this is not YAML: {teaching}")
    return Problem(file, line, f"this is not YAML: {said}")
