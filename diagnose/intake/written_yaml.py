"""YAML texts read strictly, and the lines of places in YAML and JSON."""

from __future__ import annotations

from typing import Any

import yaml

from diagnose.intake.content import LARGEST_JSON, LARGEST_TEXT, Content
from diagnose.intake.documents import Place
from diagnose.knowledge.strict_yaml import line_of, parse

_DEEPEST = 60


def read(content: Content) -> Any:
    """The YAML value of an input: ``no`` stays a word and a doubled key is refused."""
    text = content.text(LARGEST_TEXT)
    _refuse_depth(content, text)
    document = parse(text, content.source)
    if document.problems:
        problem = min(document.problems)
        said = problem.text[:1].upper() + problem.text[1:] + "."
        raise content.error(said, "A case document in YAML was expected.", "Correct the line.", problem.line)
    return document.value


def line(content: Content, place: Place) -> int:
    """The line of a place in a JSON or YAML input, or 0 where that cannot be told."""
    try:
        return line_of(content.text(LARGEST_JSON).replace("\t", " "), place)
    except (yaml.YAMLError, RecursionError, AttributeError):
        return 0


def _refuse_depth(content: Content, text: str) -> None:
    """Refuse nesting that no case document has before the parser meets it."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise content.too_deep()
    except (yaml.YAMLError, RecursionError):
        return
