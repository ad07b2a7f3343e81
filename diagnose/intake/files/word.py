"""Word documents: paragraphs and tables in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from diagnose.intake.content import Content
from diagnose.intake.files.archive import check_bomb
from diagnose.intake.files.extras import needed
from diagnose.intake.files.paper import Paper
from facts_schema import Link

LARGEST_WORD = 50_000_000
_DEEPEST = 20


def read_word(content: Content) -> Paper:
    """The text of a document, a paragraph a line."""
    docx = needed(content, "docx", "documents", "A Word document")
    raw = content.raw(LARGEST_WORD)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as zipped:
            check_bomb(content, zipped.infolist())
        document = docx.Document(io.BytesIO(raw))
        text = "\n".join(_lines(document.element.body, 0))
        links = tuple(_links(document))
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        NotImplementedError,
        SyntaxError,
        AttributeError,
    ) as error:
        raise content.error(
            "The Word document is damaged.", "A whole document was expected.", "Open it and save it again."
        ) from error
    return Paper(text, links=links)


def _lines(parent: Any, depth: int) -> Iterator[str]:
    for child in parent.iterchildren():
        name = str(child.tag).rpartition("}")[2]
        if name == "p":
            yield _paragraph(child)
        elif name == "tr":
            yield "\t".join(
                " ".join(_lines(cell, depth + 1)) for cell in child if str(cell.tag).endswith("}tc")
            )
        elif name in ("tbl", "sdt", "sdtContent", "txbxContent", "ins") and depth < _DEEPEST:
            yield from _lines(child, depth + 1)


_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _paragraph(paragraph: Any) -> str:
    """The words of a paragraph as they stand: insertions in, deletions out."""
    pieces: list[str] = []
    for node in paragraph.iter():
        name = str(node.tag).rpartition("}")[2]
        if name == "t":
            pieces.append(node.text or "")
        elif name in _TEXT and node.getparent() is not None and str(node.getparent().tag).endswith("}r"):
            pieces.append(_TEXT[name])
    return "".join(pieces)


def _links(document: Any) -> Iterator[Link]:
    for relation in document.part.rels.values():
        if relation.is_external and relation.target_ref.lower().startswith(("http:", "https:")):
            yield Link(target=relation.target_ref[:2000])
