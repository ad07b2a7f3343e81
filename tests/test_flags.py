"""Flags and lacks from a case to the diagnosis: what stops, shifts, orders, and is missing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diagnose import Diagnoser, diagnose, how
from diagnose.conclusions import Ranked, Witnessed
from diagnose.flags import FlagRaiser, Raised, answer_order, shifted_outlook
from diagnose.knowledge import default
from diagnose.knowledge.models import FlagKind
from facts_schema import Case

GROUNDS = tuple(default().grounds)
AUTHENTICITY = (
    "Your account has been deactivated because we have concerns about the authenticity of your products."
)


def shown(*grounds: str) -> list[Ranked]:
    """These grounds as shown, best first."""
    return [Ranked(default().grounds[name], 1.0, "stated", (), ()) for name in grounds]


def test_a_stop_state_leaves_no_action_and_names_its_flag() -> None:
    free = diagnose(Case(notice=AUTHENTICITY))
    stopped = diagnose(Case(notice=AUTHENTICITY, answers={"asked-to-alter-papers": True}))
    assert free.actions and not free.drafting_stopped
    assert stopped.drafting_stopped == ("stop-papers-to-be-changed",)
    assert not stopped.actions
    assert [item.id for item in stopped.evidence] == [item.id for item in free.evidence]


def test_an_outlook_shifts_with_its_reason() -> None:
    before = diagnose(Case(notice=AUTHENTICITY)).grounds[0]
    after = diagnose(Case(notice=AUTHENTICITY, answers={"earlier-appeal-refused": True})).grounds[0]
    assert (before.outlook, after.outlook) == ("fair", "hard")
    assert after.outlook_because.endswith(
        "A submission was refused before, and each further one counts less."
    )


def test_an_outlook_never_leaves_its_scale() -> None:
    ground = default().grounds["deceptive-activity"]
    harder = FlagKind(id="harder", kind="outlook", shifts="harder", because="It is so.")
    raised = [Raised(harder, (ground.id,), Witnessed())] * 5
    assert shifted_outlook(ground, raised)[0] == "very-hard"
    easier = harder.model_copy(update={"shifts": "easier"})
    assert shifted_outlook(ground, [Raised(easier, (ground.id,), Witnessed())] * 9)[0] == "easy"


@given(st.lists(st.sampled_from(GROUNDS), unique=True, max_size=12))
def test_the_order_of_answering_holds_every_shown_ground_once(grounds: list[str]) -> None:
    ranked = shown(*grounds)
    order = answer_order(FlagRaiser(default()).raised({}, ranked), ranked)
    assert sorted(order) == (sorted(grounds) if len(grounds) > 1 else [])


@given(st.permutations(["late-shipment", "related-account", "court-order", "order-defect-rate"]))
def test_the_order_of_answering_follows_the_priorities_whatever_the_ranking(grounds: list[str]) -> None:
    ranked = shown(*grounds)
    order = answer_order(FlagRaiser(default()).raised({}, ranked), ranked)
    assert order == ("court-order", "related-account", "late-shipment", "order-defect-rate")


def test_priorities_that_contradict_each_other_leave_the_best_ranked_first() -> None:
    ranked = shown("late-shipment", "counterfeit")
    flag = FlagKind(id="one", kind="priority", because="It is so.")
    raised = [Raised(flag, (ground,), Witnessed()) for ground in ("late-shipment", "counterfeit")]
    assert answer_order(raised, ranked) == ("late-shipment", "counterfeit")


def test_a_flag_names_the_words_and_answers_that_raised_it() -> None:
    case = Case(
        notice="We reviewed your appeal and decided not to reinstate your account.",
        answers={"nothing-submitted-yet": True},
    )
    flag = next(f for f in diagnose(case).flags if f.id == "nothing-sent-but-answered")
    assert {item.origin for item in flag.observations} == {"notice", "reply"}


def test_what_a_reply_finds_missing_names_part_evidence_and_words() -> None:
    reply = (
        "We have reviewed the documents you sent. We were unable to verify the invoices with your supplier. "
        "Your listing remains inactive."
    )
    diagnosis = diagnose(Case(notice=reply))
    lack = next(item for item in diagnosis.missing_from_appeal if item.id == "lack-verifiable-invoice")
    assert lack.part == "documents"
    assert lack.observations[0].quote
    asked = {item.id: item for item in diagnosis.evidence}
    assert asked["supplier-confirmation"].need == "asked-for"
    assert asked["supplier-confirmation"].because[0].startswith("Amazon's answer: The invoices")


def test_short_detail_keeps_flags_without_their_observations() -> None:
    case = Case(notice=AUTHENTICITY, answers={"earlier-appeal-refused": True})
    short = Diagnoser(knowledge=default()).diagnose(case, detail="short")
    assert short.flags and not any(flag.observations for flag in short.flags)


def test_how_a_flag_rose_is_explained_down_to_words_and_replies() -> None:
    case = Case(
        notice="We reviewed your appeal and decided not to reinstate your account.",
        answers={"nothing-submitted-yet": True},
    )
    tree = how(diagnose(case), "nothing-sent-but-answered")
    assert tree.text.endswith("(contradiction) [nothing-sent-but-answered]")
    assert {child.text.split(":")[0] for child in tree.children} == {
        "enforcement-is-appeal-rejected",
        "nothing-submitted-yet",
    }


def test_a_shared_root_cause_is_ranked_under_each_ground_that_shares_it() -> None:
    notice = (
        "Your account has been deactivated because your order defect rate exceeds our target of 1%. "
        "We also removed your selling privileges because you manipulated customer reviews."
    )
    with Diagnoser().settled(Case(notice=notice)) as settled:
        supposed = settled.suppose({"burst-was-reported": True})
    ranked = Diagnoser().ranking(Case(notice=notice, answers={"burst-was-reported": True}))
    owners = [g.item.id for g in ranked if any(c.item.id == "third-party-attack" for c in g.root_causes)]
    assert {"order-defect-rate", "review-manipulation"} <= set(owners)
    assert supposed == ranked


def test_what_could_stop_the_draft_is_asked_after_all_else_and_delicate_questions_last() -> None:
    knowledge = default()
    asked = diagnose(Case(notice=AUTHENTICITY)).open_facts
    about_flags = [not set(item.matters_to) - knowledge.flags.keys() for item in asked]
    delicate = [
        knowledge.questions[item.question].effort == "delicate"
        for item, for_flags in zip(asked, about_flags, strict=True)
        if for_flags
    ]
    assert about_flags == sorted(about_flags)
    assert delicate == sorted(delicate)
    assert {"asked-to-alter-papers", "fakes-admitted"} <= {item.fact for item in asked}


def test_nothing_more_is_asked_about_a_flag_that_is_raised_or_can_no_longer_be() -> None:
    refused = {"earlier-appeal-refused": True}
    before, raised, past = (
        {
            flag
            for item in diagnose(Case(notice=AUTHENTICITY, answers=answers)).open_facts
            for flag in item.matters_to
        }
        for answers in ({}, refused, {**refused, "something-new-to-send": True})
    )
    assert {"no-empty-appeal-again", "nothing-new-to-send"} <= before
    assert "no-empty-appeal-again" not in raised and "nothing-new-to-send" in raised
    assert "nothing-new-to-send" not in past


def test_where_no_ground_is_shown_no_flag_asks_anything() -> None:
    assert not diagnose(Case(notice="Your weekly newsletter: new features for sellers.")).open_facts
