"""RTF, as WordPad, TextEdit and Outlook write it."""

from __future__ import annotations

from diagnose.intake.content import Content
from diagnose.intake.files.extras import needed
from diagnose.intake.files.paper import Paper

LARGEST_RTF = 10_000_000


def read_rich(content: Content) -> Paper:
    """The text of a rich text file."""
    return Paper(rich_text(content, content.raw(LARGEST_RTF)))


def rich_text(content: Content, raw: bytes) -> str:
    """The text of rich text; characters are written in ASCII or in the code page that it names."""
    striprtf = needed(content, "striprtf.striprtf", "documents", "Rich text")
    try:
        text: str = striprtf.rtf_to_text(raw.decode("latin-1"), errors="replace")
    except (
        ValueError,
        IndexError,
        KeyError,
        LookupError,
        AttributeError,
        RecursionError,
        TypeError,
    ) as error:
        raise content.error(
            "The rich text is damaged.", "A whole .rtf file was expected.", "Open it and save it again."
        ) from error
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
