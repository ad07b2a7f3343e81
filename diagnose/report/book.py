"""The knowledge as Markdown pages: a page a ground and evidence kind, questions, flags, replies, an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import EvidenceKind, FlagKind, LackKind, Question
from diagnose.report.markdown import to_markdown
from diagnose.report.pages import pages
from diagnose.report.words import PARTS, counted, joined


def book(knowledge: KnowledgeBase) -> dict[str, str]:
    """Every page by its name within the folder."""
    made = {f"grounds/{name}.md": to_markdown(pages(name, knowledge)) for name in knowledge.grounds}
    made |= {f"evidence/{name}.md": to_markdown(pages(name, knowledge)) for name in knowledge.evidence}
    lists = {"questions": knowledge.questions, "flags": knowledge.flags, "replies": knowledge.lacks}
    made |= {f"{name}.md": "\n".join(_item(id, knowledge) for id in ids) for name, ids in lists.items()}
    return dict(sorted((made | {"index.md": _index(knowledge)}).items()))


def _item(id: str, knowledge: KnowledgeBase) -> str:
    return f'<a id="{id}"></a>\n\n' + to_markdown(pages(id, knowledge))


def _index(knowledge: KnowledgeBase) -> str:
    """Where everything stands, by ground, by evidence and by question."""
    counts = (
        counted(len(knowledge.grounds), "ground"),
        counted(len(knowledge.root_causes), "root cause"),
        counted(len(knowledge.rules_by_id), "rule"),
        counted(len(knowledge.evidence), "evidence kind"),
        counted(len(knowledge.questions), "question"),
        counted(len(knowledge.flags), "flag"),
    )
    lines = [
        "# Knowledge",
        "",
        ", ".join(counts) + ".",
        "",
        "By [ground](#grounds), by [evidence](#evidence), by [question](#questions), by [flag](#flags), by "
        "[what an answer finds missing](#replies).",
    ]
    lines += ["", "## Grounds", *_grounds(knowledge)]
    lines += ["", "## Evidence", "", *(_evidence(item, knowledge) for item in knowledge.evidence.values())]
    lines += ["", "## Questions", "", *(_asked(item, knowledge) for item in knowledge.questions.values())]
    lines += ["", "## Flags", "", *(_flagged(item) for item in knowledge.flags.values())]
    lines += ["", "## Replies", "", *(_lacking(item) for item in knowledge.lacks.values())]
    return "\n".join(lines) + "\n"


def _grounds(knowledge: KnowledgeBase) -> Iterator[str]:
    for family in sorted({ground.family for ground in knowledge.grounds.values()}):
        yield from ("", f"### {family.replace('-', ' ').capitalize()}", "")
        for ground in knowledge.grounds.values():
            if ground.family == family:
                yield f"- [{ground.title}](grounds/{ground.id}.md): {ground.means}"


def _evidence(item: EvidenceKind, knowledge: KnowledgeBase) -> str:
    needing = [
        ground.id
        for ground in knowledge.grounds.values()
        if any(need.need == item.id for scope in ground.parts for need in scope.evidence)
    ]
    return f"- [{item.title}](evidence/{item.id}.md){_of(needing)}"


def _asked(item: Question, knowledge: KnowledgeBase) -> str:
    told = set(item.tells)
    helped = [
        ground.id
        for ground in knowledge.grounds.values()
        if any(told & set(rule.when.facts) for scope in ground.parts for rule in scope.rules)
    ]
    return f"- [{item.asks}](questions.md#{item.id}){_of(helped)}"


def _flagged(item: FlagKind) -> str:
    kind = item.kind.replace("-", " ")
    return f"- [{item.because}](flags.md#{item.id}): {kind}{_and(item.shown.grounds if item.shown else ())}"


def _lacking(item: LackKind) -> str:
    papers = ", ".join(f"[{name}](evidence/{name}.md)" for name in item.evidence)
    return f"- [{item.title}](replies.md#{item.id}): {joined([PARTS[item.part], papers], ', ')}"


def _and(grounds: Iterable[str]) -> str:
    return "".join(f", [{name}](grounds/{name}.md)" for name in grounds)


def _of(grounds: Iterable[str]) -> str:
    links = ", ".join(f"[{name}](grounds/{name}.md)" for name in grounds)
    return f": {links}" if links else ""
