"""The report as text."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from diagnose.knowledge.models import Choice, Question
from diagnose.report import report, to_text
from diagnose.report.blocks import Bar, Command, Entry, Field, Fields, Heading, Paragraph
from facts_schema import Diagnosis, Quote


def drawn(diagnosis: Diagnosis, width: int = 80) -> str:
    return to_text(report(diagnosis), width)


def test_triage_comes_first(diagnosis: Diagnosis) -> None:
    order = ["What happened", "Amazon wants", "Until", "Remedy", "GROUNDS", "EVIDENCE", "PLAN OF ACTION"]
    order += ["TAKE CARE", "NEXT QUESTION", "NOT READ", "No legal advice"]
    text = drawn(diagnosis)
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_a_reason_shows_the_words_the_metric_and_the_rows_it_rests_on(diagnosis: Diagnosis) -> None:
    text = drawn(diagnosis, 130)
    assert "“Your late shipment rate is 7.3%, which exceeds our target” - notice.txt" in text
    assert "Late shipment rate 7.3 %, limit 4 % - health.json" in text
    assert "past their promised ship date - unshipped.tsv, lines 2, 3, 5, 8, 13, 21 ..." in text


def test_the_plan_has_three_parts_and_only_what_is_recorded_is_done(diagnosis: Diagnosis) -> None:
    plan = drawn(diagnosis).partition("PLAN OF ACTION")[2]
    assert "[x] On 20 Nov 2026 we raised" in plan
    assert "[ ] Have [owner] check open orders every day." in plan
    assert plan.index("1. Root cause") < plan.index("2. Corrective") < plan.index("3. Preventive")


def test_a_plan_without_a_root_cause_says_so(diagnosis: Diagnosis) -> None:
    bare = diagnosis.grounds[0].model_copy(update={"root_causes": ()})
    text = drawn(diagnosis.model_copy(update={"grounds": (bare,)}))
    assert "Not established yet for: Late shipment rate above target" in text


def test_only_what_must_be_submitted_is_shown_with_all_its_checks(diagnosis: Diagnosis) -> None:
    needed = diagnosis.evidence[0]
    helps = needed.model_copy(update={"id": "helpful-table", "need": "helps"})
    text = drawn(diagnosis.model_copy(update={"evidence": (helps, needed)}))
    assert text.index("What is needed") < text.index("What helps")
    assert text.count("Every late order of the period is in it.") == 1
    assert "2 checks: diagnose rules show helpful-table" in text


def test_with_several_grounds_each_item_says_which_it_answers(diagnosis: Diagnosis) -> None:
    other = diagnosis.grounds[0].model_copy(update={"id": "other", "title": "Another", "root_causes": ()})
    action = diagnosis.actions[1].model_copy(update={"ground": "other", "text": "Do it."})
    two = {"grounds": (*diagnosis.grounds, other), "actions": (*diagnosis.actions, action)}
    plan = drawn(diagnosis.model_copy(update=two)).partition("PLAN OF ACTION")[2]
    assert "(possible,\n  late-shipment)" in plan
    assert "Not established yet for: Another" in plan
    assert "[ ] Do it.  (other)" in plan


def test_a_deadline_without_a_day_says_that_it_is_not_known(diagnosis: Diagnosis) -> None:
    deadline = diagnosis.deadlines[0].model_copy(update={"falls_on": None})
    assert "25 Nov 2026, 72 hours" in drawn(diagnosis)
    open_end = drawn(diagnosis.model_copy(update={"deadlines": (deadline,)}))
    assert "72 hours, counted from a day that is not known" in open_end


def test_both_sides_of_a_contradiction_are_shown(diagnosis: Diagnosis) -> None:
    text = drawn(diagnosis)
    assert "Open orders are late: taken as yes" in text
    assert "no, the client says: The client says that no order is late" in text


def test_the_next_question_shows_how_it_is_answered(diagnosis: Diagnosis) -> None:
    question = Question(
        id="ask-late-order-times",
        asks="What happened most often?",
        why="Each needs another plan.",
        kind="choice",
        choices=(Choice(id="late-click", says="The parcels left in time"),),
    )
    text = to_text(report(diagnosis, {question.id: question}))
    assert "Each needs another plan." in text
    assert "--answer ask-late-order-times=late-click" in text
    assert "late-click  The parcels left in time" in text


def test_without_a_ground_the_first_notice_is_asked_for(diagnosis: Diagnosis) -> None:
    text = drawn(diagnosis.model_copy(update={"grounds": (), "actions": ()}))
    assert "No ground is supported by what was given." in text
    assert "the first notice" in text
    assert "PLAN OF ACTION" not in text


def test_a_language_that_is_not_supported_is_said(diagnosis: Diagnosis) -> None:
    text = drawn(diagnosis.model_copy(update={"language": "fr", "language_supported": False}))
    assert "The language of the notice (fr) is not supported yet" in text


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal(diagnosis: Diagnosis, width: int) -> None:
    assert max(cell_len(line) for line in drawn(diagnosis, width).splitlines()) <= width


def test_without_colour_there_is_no_escape_sequence(diagnosis: Diagnosis) -> None:
    assert "\x1b" not in drawn(diagnosis)
    assert "\x1b" in to_text(report(diagnosis), colour=True)


def test_a_terminal_that_knows_only_ascii_gets_only_ascii(diagnosis: Diagnosis) -> None:
    ascii_quote = Quote(text="Deactivated", start=0, end=11)
    plain = diagnosis.model_copy(update={"enforcement_quote": ascii_quote, "id": "case-17"})
    text = to_text(report(plain), ascii_only=True).replace("·", "-")
    assert text.isascii()


def test_words_of_a_notice_are_no_markup_and_no_control_codes() -> None:
    text = to_text([Paragraph("[bold]not[/bold] \x1b[31mred :smile:")])
    assert text == "[bold]not[/bold] [31mred :smile:\n"


def test_every_kind_of_block_is_drawn() -> None:
    blocks = (
        Heading("Title", 1),
        Fields((Field("Label", ("one", "two"), ("note",)),)),
        Heading("Section"),
        Bar("Ground", 0.5, "possible"),
        Entry("A reason", "for", "strong", ("where it was read",)),
        Entry("Another", "against", depth=1),
        Command("--answer a=yes", (("yes", "It is so"), ("no", "It is not so"))),
    )
    assert to_text(blocks, 40) == "\n".join(
        [
            "Title",
            "─" * 40,
            "Label  one",
            "       two",
            "       note",
            "",
            "SECTION",
            "Ground",
            "██████████░░░░░░░░░░  50 %  possible",
            "+ A reason  (strong)",
            "  where it was read",
            "    - Another",
            "    --answer a=yes",
            "        yes  It is so",
            "        no   It is not so",
            "",
        ]
    )
