"""How something was concluded, as a tree: drawn, as a nested list, or as JSON."""

from __future__ import annotations

import json
from typing import Any

from rich.text import Text
from rich.tree import Tree as Drawn

from diagnose.explain import Tree
from diagnose.report.markdown import escaped
from diagnose.report.text import draw
from diagnose.report.words import clean


def tree_to_text(tree: Tree, width: int = 80, colour: bool = False, ascii_only: bool = False) -> str:
    """Draw the tree with lines from each conclusion to what it rests on."""
    return draw(
        _drawn(tree, Drawn(Text(clean(tree.text), "bold"), guide_style="dim")), width, colour, ascii_only
    )


def _drawn(tree: Tree, node: Drawn) -> Drawn:
    for child in tree.children:
        _drawn(child, node.add(Text(clean(child.text))))
    return node


def tree_to_markdown(tree: Tree) -> str:
    """The tree as a nested list."""
    return "\n".join(_listed(tree, 0)) + "\n"


def _listed(tree: Tree, depth: int) -> list[str]:
    below = [line for child in tree.children for line in _listed(child, depth + 1)]
    return [f"{'  ' * depth}- {escaped(tree.text)}", *below]


def tree_to_json(tree: Tree) -> str:
    """The tree as objects with ``text`` and ``children``."""
    return json.dumps(_plain(tree), ensure_ascii=False, indent=2) + "\n"


def _plain(tree: Tree) -> dict[str, Any]:
    return {"text": tree.text, "children": [_plain(child) for child in tree.children]}
