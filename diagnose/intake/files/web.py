"""Web pages and HTML mails as text: one line a block, links with where they really go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from diagnose.intake.content import Content
from diagnose.intake.encoding import decode_declared
from diagnose.intake.files.extras import needed
from diagnose.intake.files.paper import Paper
from facts_schema import Link

LARGEST_PAGE = 10_000_000
_DEEPEST = 2_000
_LINKS = 300
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset((
    "script", "style", "head", "title", "noscript", "template", "svg", "select", "iframe", "object",
    "math",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?![^<>]{0,200}/>)")
_CLOSED_BY_OTHERS = frozenset((
    "a", "area", "base", "body", "br", "col", "dd", "dt", "head", "hr", "html", "img", "input", "li", "link",
    "meta", "option", "p", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
))  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_LINE_SPACES = re.compile(r"[ \t\u00a0]*\n[ \t\u00a0]*")
_MANY_LINES = re.compile(r"\n{3,}")
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""")


def read_web(content: Content) -> Paper:
    """A saved web page."""
    return web_paper(content, decoded_page(content.raw(LARGEST_PAGE)))


def decoded_page(raw: bytes, declared: str = "") -> str:
    """The page as text, in the charset that its mail or else the page itself declares."""
    found = _CHARSET.search(raw[:4096])
    return decode_declared(raw, declared or (found[1].decode() if found else ""))


def web_paper(content: Content, html: str) -> Paper:
    """The text that a reader of the page sees, and its links."""
    parser = needed(content, "selectolax.lexbor", "documents", "A web page")
    _refuse_depth(content, html)
    root = parser.LexborHTMLParser(html.replace("\0", "")).body
    if root is None:
        return Paper("")
    pieces: list[str] = []
    links: dict[tuple[str, str], Link] = {}
    for node, entering in _steps(root):
        _write(node, entering, pieces, links)
    text = _LINE_SPACES.sub("\n", "".join(pieces))
    return Paper(_MANY_LINES.sub("\n\n", text).strip(), links=tuple(links.values()))


def _refuse_depth(content: Content, html: str) -> None:
    """Refuse nesting that no page has: by the rules of HTML each tag looks through all that are open."""
    depth = 0
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if name not in _CLOSED_BY_OTHERS:
            depth = max(0, depth - 1) if found[1] else depth + 1
            if depth > _DEEPEST:
                raise content.error(
                    "The web page is nested too deeply.", "A mail or a saved page was expected.",
                    "Copy its text into a .txt file.",
                )  # fmt: skip


def _steps(root: Any) -> Iterator[tuple[Any, bool]]:
    """Every node that is seen, when it begins and when it ends; without recursion, so depth costs nothing."""
    node, depth = root, 0
    while node is not None:
        seen = _is_seen(node)
        if seen:
            yield node, True
        child = node.child if seen and depth < _DEEPEST else None
        if child is not None:
            node, depth = child, depth + 1
            continue
        while node is not None:
            if _is_seen(node):
                yield node, False
            if depth == 0:
                return
            if node.next is not None:
                node = node.next
                break
            node, depth = node.parent, depth - 1


def _is_seen(node: Any) -> bool:
    tag = node.tag
    if tag == "-text":
        return True
    if tag in _UNSEEN or tag.startswith(("-", "!")):
        return False
    style = node.attributes.get("style") if node.attributes else None
    return not (style and _HIDDEN.search(style))


def _write(node: Any, entering: bool, pieces: list[str], links: dict[tuple[str, str], Link]) -> None:
    tag = node.tag
    if tag == "-text":
        if entering:
            pieces.append(_SPACES.sub(" ", node.text_content or ""))
    elif tag in ("td", "th"):
        pieces.append("" if entering else "\t")
    elif tag in _BLOCKS:
        pieces.append(("\n• " if tag == "li" else "\n") if entering else "\n" * (tag in ("p", "table")))
    elif tag == "a" and entering and len(links) < _LINKS:
        _keep_link(node, links)


def _keep_link(node: Any, links: dict[tuple[str, str], Link]) -> None:
    target = (node.attributes.get("href") or "").strip()
    shown = _SPACES.sub(" ", node.text(deep=True)).strip()[:200]
    if target.lower().startswith(("http:", "https:")):
        links.setdefault((shown, target), Link(shown=shown, target=target[:2000]))
