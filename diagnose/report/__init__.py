"""A diagnosis for people: one structure of blocks, drawn as text, Markdown, HTML, DOCX or PDF."""

from diagnose.report.document import document
from diagnose.report.html import to_html
from diagnose.report.markdown import to_markdown
from diagnose.report.sections import report
from diagnose.report.text import to_text
from diagnose.report.tongue import in_language, speaking
from diagnose.report.tree import tree_to_json, tree_to_markdown, tree_to_text

__all__ = [
    "document",
    "in_language",
    "report",
    "speaking",
    "to_html",
    "to_markdown",
    "to_text",
    "tree_to_json",
    "tree_to_markdown",
    "tree_to_text",
]
