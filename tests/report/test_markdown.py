"""The report as Markdown, judged by a Markdown parser."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from diagnose.report import report, to_markdown
from diagnose.report.blocks import Entry, Heading, Paragraph
from diagnose.report.markdown import escaped
from facts_schema import Diagnosis

AWKWARD = ["# no heading", "1. no list", "- no list", "> no quote", "*no* _emphasis_", "<b>no html</b>"]
AWKWARD += ["[no](link)", "`no code`", "a | b", "&amp; no entity", "back\\slash", "~~no~~", "2.3 % of 1,000"]


@pytest.mark.parametrize("text", AWKWARD)
def test_text_of_a_notice_is_shown_as_it_is(text: str) -> None:
    (block,) = (token for token in MarkdownIt().parse(escaped(text)) if token.type == "inline")
    assert {child.type for child in block.children or ()} <= {"text", "text_special"}
    assert "".join(child.content for child in block.children or ()) == text


def test_sections_are_headings(diagnosis: Diagnosis) -> None:
    text = to_markdown(report(diagnosis))
    assert text.startswith("# Diagnosis of case-17")
    assert "## Grounds and root causes" in text
    assert "### 1. Root cause" in text


def test_boxes_are_task_lists(diagnosis: Diagnosis) -> None:
    text = to_markdown(report(diagnosis))
    assert "- [ ] **Table of the late orders**\n" in text
    assert "- [x] On 20 Nov 2026 we raised the handling time" in text


def test_a_list_is_one_list() -> None:
    assert to_markdown([Heading("A"), Entry("one"), Entry("two", depth=1), Paragraph("end")]) == (
        "## A\n\n- one\n  - two\n\nend\n"
    )


def test_a_list_that_begins_indented_is_not_indented_in_markdown() -> None:
    assert (
        to_markdown([Paragraph("A"), Entry("one", depth=1), Entry("two", depth=2)]) == "A\n\n- one\n  - two\n"
    )
