"""What the commands of an interview share: the session, the question that stands, and where words go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagnose.cli.interview import views
from diagnose.cli.interview.terminal import Terminal
from diagnose.cli.output import Screen, say
from diagnose.explain import Tree
from diagnose.interview import Ask
from diagnose.interview.kept import KeptSession
from diagnose.interview.standing import changes
from diagnose.interview.steps import Answered, Step
from diagnose.redaction import Drawing, Redactor
from diagnose.report import in_language, to_text, tree_to_text
from diagnose.report.blocks import Block, Entry, Paragraph


@dataclass
class Desk:
    """One interview on one screen.

    ``trusting``: notices are taken for Amazon's own. ``redacting``: names, addresses, orders and bank data
    are replaced in what is shown and written, never in what is kept. ``going_on``: questions are wanted
    though none would change what is to be done. ``again``: the name of an answer that is to be given once
    more. ``left``: the person wants to leave.
    """

    session: KeptSession
    terminal: Terminal
    page: Screen
    trusting: bool = False
    redacting: bool = False
    going_on: bool = False
    again: str = ""
    left: bool = False

    def show(self, blocks: Sequence[Block] | str) -> None:
        """Print blocks, or a sentence."""
        told = self.redacted([Paragraph(blocks)] if isinstance(blocks, str) else list(blocks))
        drawn = in_language(told, self.session.knowledge.speech)
        page = self.page
        say(to_text(drawn, page.width, page.colour, page.ascii_only), page.colour)

    def show_first(self, blocks: Sequence[Block]) -> None:
        """Print blocks, and give time to read them before they leave the screen."""
        self.show(blocks)
        page = self.page
        self.terminal.pause(to_text(blocks, page.width, page.colour, page.ascii_only).count("\n"))

    def show_tree(self, tree: Tree) -> None:
        """Print what something rests on."""
        page, tree = self.page, self.redacted(tree)
        say(tree_to_text(tree, page.width, page.colour, page.ascii_only), page.colour)

    def redacted(self, drawing: Drawing) -> Drawing:
        """What is to be shown or written, redacted if that is wanted."""
        return Redactor(self.session.case).drawing(drawing) if self.redacting else drawing

    def warn(self, text: str) -> None:
        """Say what went wrong, or is odd."""
        self.show([Entry(line, "warning") for line in text.splitlines()])

    def take(self, step: Step) -> None:
        """Take a step, which saves it, and say what it changed."""
        before = self.session.standing
        self.session.take(step)
        self.show(views.changed(changes(before, self.session.standing)))

    def question(self) -> Ask | None:
        """The question that stands: one to be answered once more, the next, or one more if that is wanted."""
        if self.again:
            return self.session.ask(self.again)
        ask = self.session.next_question()
        if ask is None and self.going_on:
            left = (*self.session.stopping_questions(), *self.session.open_questions())
            return next(iter(left), None)
        return ask

    def answered(self) -> tuple[str, ...]:
        """The names of what was answered; their places are the numbers that ``change`` takes."""
        steps = [step.name for step in self.session.steps if isinstance(step, Answered)]
        names = dict.fromkeys((*self.session.first.answers, *steps))
        return tuple(name for name in names if name in self.session.case.answers)
