"""A letter against what was told before, the record of the case, other letters, and its own last version."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from review.written import given, hearer, reviewed, text_of

from diagnose.review import Given
from facts_schema import Action, Document, Metric, Notice, Statement

LATE = "late-shipment"


def rules_found(text: str, against: Given) -> dict[str, str]:
    return {finding.rule: f"{finding.line} {finding.says}" for finding in reviewed(text, against).findings}


def with_case(name: str, **update: object) -> Given:
    base = given(name)
    return replace(base, case=base.case.model_copy(update=update))


def letter(text: str, source: str = "appeal-1.txt"):  # type: ignore[no-untyped-def]
    return hearer().hear(Notice(text=text, source=source))


def test_a_statement_with_another_number_is_a_contradiction() -> None:
    told = Statement(
        date=dt.date(2026, 11, 11), text="Between October and November 48 of 750 orders were confirmed late."
    )
    against = with_case(LATE, statements=(told,))
    text = text_of(LATE).replace(
        "confirmed after their ship-by date", "confirmed late in October and November"
    )
    found = rules_found(text, against)
    assert "48" in found["review-contradicts-statement"]
    assert found["review-contradicts-statement"].startswith("6 ")


def test_a_statement_that_denies_what_the_letter_says_is_a_contradiction() -> None:
    told = Statement(text="Our packing table was never changed and no second packing table is in service.")
    found = rules_found(text_of(LATE), with_case(LATE, statements=(told,)))
    assert found["review-contradicts-statement"].startswith("15 ")


def test_a_statement_that_says_the_same_is_none() -> None:
    told = Statement(text="Our handling time was set to one day. We put a second packing table into service.")
    assert rules_found(text_of(LATE), with_case(LATE, statements=(told,))) == {}


def test_an_earlier_submission_with_another_figure_is_a_contradiction() -> None:
    earlier = (
        text_of(LATE)
        .replace("71 orders a day", "95 orders a day")
        .replace("40 orders a day", "30 orders a day")
    )
    found = rules_found(text_of(LATE), replace(given(LATE), earlier=[letter(earlier)]))
    assert "appeal-1.txt" in found["review-contradicts-earlier"]


def test_the_same_letter_again_has_nothing_new() -> None:
    found = rules_found(text_of(LATE), replace(given(LATE), earlier=[letter(text_of(LATE))]))
    assert "100%" in found["review-nothing-new"]


def test_a_second_letter_with_new_facts_is_new() -> None:
    earlier = (
        "Root cause: we were late because of many orders. Actions: we shipped all orders. "
        "Prevention: the manager checks the orders each day."
    )
    assert rules_found(text_of(LATE), replace(given(LATE), earlier=[letter(earlier)])) == {}


def test_a_letter_made_from_another_of_the_firm_is_told_where_it_is_most_alike() -> None:
    other = text_of(LATE).replace("Lantern Home Trading", "Acme").replace("63", "81")
    found = rules_found(text_of(LATE), replace(given(LATE), own={"acme.docx": other}))
    assert "acme.docx" in found["review-same-as-own"]


def test_letters_of_one_firm_about_other_things_are_no_copies() -> None:
    others = {f"{name}.txt": text_of(name) for name in ("restricted", "first-person", "german-english-mix")}
    assert rules_found(text_of(LATE), replace(given(LATE), own=others)) == {}


def test_an_action_recorded_as_planned_cannot_be_told_as_done() -> None:
    name = "used-sold-as-new"
    item = next(item for item in given(name).diagnosis.actions if item.part == "corrective")
    text = text_of(name).replace("On 16 October we switched", f"On 16 October: {item.text} We switched")
    found = rules_found(text, with_case(name, actions=(Action(action=item.id, state="planned"),)))
    assert "planned" in found["review-action-not-recorded"]


def test_a_document_that_is_not_at_hand_cannot_be_attached() -> None:
    missing = Document(kind="inspection-report", state="not-available")
    found = rules_found(text_of("used-sold-as-new"), with_case("used-sold-as-new", documents=(missing,)))
    assert "not available" in found["review-document-not-at-hand"]


def test_units_of_an_asin_are_those_of_the_reports() -> None:
    base = given("inauthentic")
    totals = base.case.totals.model_copy(update={"units_sold": {"B01AAAA111": 512}})
    found = rules_found(text_of("inauthentic"), with_case("inauthentic", totals=totals))
    assert "512" in found["review-figure-differs"]


def test_without_reports_the_figure_of_the_notice_counts() -> None:
    against = with_case(LATE, health=())
    text = text_of(LATE).replace(
        "63 of 750 orders (8.4%)", "Our late shipment rate was 5.1%: 38 of 750 orders"
    )
    assert "review-figure-differs" in rules_found(text, against)
    assert "review-figure-differs" not in rules_found(text_of(LATE), against)


def test_a_limit_named_in_the_plan_is_no_wrong_figure() -> None:
    store = (
        given(LATE).case.health[0].model_copy(update={"metrics": {"late-shipment-rate": Metric(value=0.084)}})
    )
    assert rules_found(text_of(LATE), with_case(LATE, health=(store,))) == {}


def test_a_new_version_tells_what_is_gone_and_what_is_new() -> None:
    before = text_of(LATE) + "\nWe beg you!\n"
    after = text_of(LATE) + "\nPlease give us one more chance.\n"
    compared = reviewed(after, given(LATE), previous=before).compared
    assert compared is not None
    assert {finding.rule for finding in compared.gone} == {"review-begs", "review-exclamation"}
    assert [finding.rule for finding in compared.new] == ["review-begs"]
    assert compared.still == 0


def test_a_part_that_does_not_fit_the_form_is_a_hint() -> None:
    findings = reviewed(text_of(LATE), replace(given(LATE), form_length=200)).findings
    assert {(finding.rule, finding.severity) for finding in findings} == {("review-part-over-form", "hint")}


def test_a_letter_in_another_language_is_told_and_only_its_forms_are_judged() -> None:
    text = (
        "Sehr geehrte Damen und Herren, wir schreiben zu Ihrer Nachricht wegen verspäteter Lieferungen. "
        "Die Ursache war, dass unser Lager zu klein war und wir die Bestellungen nicht rechtzeitig verpackt haben. "
    )
    review = reviewed(text, given("used-sold-as-new"))
    assert not review.heard
    assert "de" in review.warnings[0]
    assert {finding.rule for finding in review.findings} == {"review-listing-not-named"}
