"""Each law of the knowledge is broken once, and says so where it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.knowledge import check
from diagnose.knowledge.laws import COMPLETE, SOUND
from tests.knowledge.small import edit, small_rules

LATE = "grounds/performance/late-orders.yaml"
CANCELLED = "grounds/performance/cancelled-orders.yaml"
FACTS = "facts/all.yaml"
WORDS = "wording/en/all.yaml"
QUESTIONS = "questions/all.yaml"
FLAGS = "flags/all.yaml"
CLOCKS = "clocks/all.yaml"
DRAFTING = "drafting/all.yaml"

BREAKS = [
    (
        "ids_are_unique",
        (FACTS, "- id: software-failed", "- id: handling-time-too-short"),
        f'rules/{FACTS}:12: fact "handling-time-too-short" is defined twice; first at rules/{FACTS}:10.',
    ),
    (
        "ids_are_unique",
        (CANCELLED, "- id: buyers-tell-late", "- id: told-software"),
        f'rules/{LATE}:40: rule "told-software" is defined twice; first at rules/{CANCELLED}:19.',
    ),
    (
        "retired_ids_stay_retired",
        (FACTS, "- id: software-failed", "- id: old-name"),
        f'rules/{FACTS}:12: fact "old-name" uses a retired id (it meant two things); choose another id.',
    ),
    (
        "file_names_are_ids",
        (LATE, "id: late-orders", "id: late-order"),
        f'rules/{LATE}:1: the file holds ground "late-order"; name it late-order.yaml.',
    ),
    (
        "files_are_listed",
        ("manifest.yaml", "  - questions/all.yaml\n", ""),
        'rules/questions/all.yaml: nobody would miss this file: add "- questions/all.yaml" to '
        "rules/manifest.yaml (diagnose rules manifest).",
    ),
    (
        "names_used_are_defined",
        (LATE, "all: [notice-says-late]", "all: [notice-say-late]"),
        f'rules/{LATE}:12: rule "notice-states-late" asks for the fact "notice-say-late", '
        f"which no file under "
        'rules/facts/ defines. Did you mean "notice-says-late"?',
    ),
    (
        "names_used_are_defined",
        (LATE, "need: order-table", "need: order-tables"),
        f'rules/{LATE}:49: ground "late-orders" needs the evidence "order-tables", which no file under '
        'rules/evidence/ defines. Did you mean "order-table"?',
    ),
    (
        "names_used_are_defined",
        (FACTS, "metric: late-rate", "metric: lateness-rate"),
        f'rules/{FACTS}:9: fact "late-rate-is-breached" is measured by the metric "lateness-rate", which '
        'rules/metrics.yaml does not define. Did you mean "late-rate"?',
    ),
    (
        "names_used_are_defined",
        (FACTS, "says: came-late", "says: came-to-late"),
        f'rules/{FACTS}:17: fact "buyers-say-late" looks for words of the theme '
        f'"came-to-late", which no file '
        'under rules/wording/ defines. Did you mean "came-late"?',
    ),
    (
        "names_used_are_defined",
        (WORDS, "<orders> ... late", "<order> ... late"),
        f'rules/{WORDS}:3: the wording of "notice-says-late" uses the list of words "order", which no file '
        'under rules/wording/en/ defines. Did you mean "orders"?',
    ),
    (
        "names_used_are_defined",
        (WORDS, "phrases: [<orders> ... late]", "phrases: [<orders> ... late]\n  in: [reasons]"),
        f'rules/{WORDS}:3: the wording of "notice-says-late" stands in the section "reasons", which is no '
        "section of a notice (opening, reason, request, appeal, send, policy, "
        "consequence, error, help, next). "
        'Did you mean "reason"?',
    ),
    (
        "names_used_are_defined",
        (WORDS, "phrases: [<orders> ... late]", "phrases: [<orders> ... late]\n  even_if: [negated]"),
        f'rules/{WORDS}:3: the wording of "notice-says-late" sets aside the guard "negated", which no file '
        "under rules/wording/en/ defines.",
    ),
    (
        "names_used_are_defined",
        (WORDS, "enforcement: account-deactivated", "enforcement: account-closed"),
        f'rules/{WORDS}:9: the wording of "account-closed" says the enforcement "account-closed", which '
        'rules/enforcement.yaml does not define. Did you mean "account-deactivated"?',
    ),
    (
        "names_used_are_defined",
        ("metrics.yaml", "limit: late-limit", "limit: late-limits"),
        'rules/metrics.yaml:1: metric "late-rate" is judged by the limit "late-limits", which '
        'rules/limits.yaml does not define. Did you mean "late-limit"?',
    ),
    (
        "names_used_are_defined",
        ("limits.yaml", "confidence: A", "confidence: A\n  stores: [FR]"),
        'rules/limits.yaml:1: limit "late-limit" holds in the store "FR", which rules/marketplaces.yaml does '
        "not define.",
    ),
    (
        "names_used_are_defined",
        (LATE, "sources: [help-page]", "sources: [help-pages]"),
        f'rules/{LATE}:1: ground "late-orders" relies on the source "help-pages", which rules/sources.yaml '
        'does not define. Did you mean "help-page"?',
    ),
    (
        "names_used_are_defined",
        (QUESTIONS, "tells: {software-failed: true", "tells: {software-fails: true"),
        f'rules/{QUESTIONS}:1: question "ask-why-late" tells the fact "software-fails", which no file under '
        'rules/facts/ defines. Did you mean "software-failed"?',
    ),
    (
        "names_defined_are_used",
        (LATE, "all: [software-failed]", "all: [handling-time-too-short]"),
        f'rules/{FACTS}:12: fact "software-failed" is used nowhere; write the rule that '
        f"needs it, or remove it.",
    ),
    (
        "names_defined_are_used",
        (
            "sources.yaml",
            "- id: help-page",
            "- {id: b, title: B, grade: code, read: 2026-01-01}\n- id: help-page",
        ),
        'rules/sources.yaml:1: source "b" is used nowhere; cite it where it is relied on, or remove it.',
    ),
    (
        "names_defined_are_used",
        (WORDS, "- words: orders", "- {words: goods, phrases: [goods]}\n- words: orders"),
        f'rules/{WORDS}:1: words "goods" is used nowhere; use it in a phrase as <name>, or remove it.',
    ),
    (
        "languages_are_known",
        ("languages.yaml", "code: en", "code: de"),
        f'rules/{WORDS}: the folder is named "en", which is no language of languages.yaml.',
    ),
    (
        "facts_can_be_known",
        (QUESTIONS, "tells: {software-failed: true, ", "tells: {"),
        f'rules/{FACTS}:12: fact "software-failed" can never be known: no document and no question tells it. '
        "A rule needs it; add a question under rules/questions/.",
    ),
    (
        "heard_facts_are_worded",
        (WORDS, "- fact: notice-says-cancelled", "- fact: notice-says-late"),
        f'rules/{FACTS}:4: fact "notice-says-cancelled" is heard, but no file under '
        f"rules/wording/en/ says how.",
    ),
    (
        "heard_facts_are_worded",
        (FACTS, "id: software-failed", "id: software-failed\n  heard: true"),
        f'rules/{FACTS}:12: fact "software-failed": ids of heard facts, and no others, begin notice-says- or '
        "notice-asks- or notice-names-.",
    ),
    (
        "denied_facts_can_be_no",
        (QUESTIONS, ", handling-time-too-short: false}", "}"),
        f'rules/{LATE}:29: rule "told-not-short" waits for a no of "handling-time-too-short", which nothing '
        "can ever tell.",
    ),
    (
        "deductions_have_no_circle",
        (FACTS, "all: [notice-says-late, late-rate-is-breached]", "all: [late-in-both]"),
        f'rules/{FACTS}:18: fact "late-in-both" is deduced by way of itself; break the circle.',
    ),
    (
        "measures_are_complete",
        (FACTS, "test: breached", "test: leads, part: no-lable"),
        f'rules/{FACTS}:9: fact "late-rate-is-breached": the test leads needs a part of "late-rate" '
        '(no-label). Did you mean "no-label"?',
    ),
    (
        "measures_are_complete",
        (FACTS, "{metric: late-rate, test: breached}", "{test: any}"),
        f'rules/{FACTS}:9: fact "late-rate-is-breached": the test any needs a metric.',
    ),
    (
        "measures_are_complete",
        (FACTS, "{metric: late-rate, test: breached}", "{test: state, state: CLOSED}"),
        f'rules/{FACTS}:9: fact "late-rate-is-breached": the test state needs state: DEACTIVATED or AT_RISK.',
    ),
    (
        "filters_fit_their_rows",
        (FACTS, "where: {comment:", "where: {coment:"),
        f'rules/{FACTS}:17: fact "buyers-say-late": returns have no column "coment". Did you mean "comment"?',
    ),
    (
        "filters_fit_their_rows",
        (FACTS, "{says: came-late}", "{says: came-late}, quantity: {over: 2}"),
        f'rules/{FACTS}:17: fact "buyers-say-late": the test "over" of quantity is unknown; use says, above, '
        "below or empty.",
    ),
    (
        "filters_fit_their_rows",
        (FACTS, "{says: came-late}", "{says: came-late}, quantity: {above: two}"),
        f'rules/{FACTS}:17: fact "buyers-say-late": the test "above" of quantity needs a number.',
    ),
    (
        "questions_can_be_answered",
        (QUESTIONS, "kind: choice", "kind: yes-no"),
        f'rules/{QUESTIONS}:1: question "ask-why-late": yes-no needs one fact and no choices.',
    ),
    (
        "questions_can_be_answered",
        (QUESTIONS, "kind: choice", "kind: choice\n  about: listing"),
        f'rules/{QUESTIONS}:1: question "ask-why-late" is about the listing, but the fact '
        f'"software-failed" is '
        "about the account.",
    ),
    (
        "questions_can_be_answered",
        (QUESTIONS, "software-failed: true", "notice-says-late: true"),
        f'rules/{QUESTIONS}:1: question "ask-why-late" tells "notice-says-late", which '
        f"only a notice can say.",
    ),
    (
        "grounds_can_win_alone",
        (LATE, "strength: decisive", "strength: slight"),
        f'rules/{LATE}:1: ground "late-orders" has no decisive rule that points to it.',
    ),
    (
        "grounds_have_root_causes",
        (
            CANCELLED,
            "  - id: wrong-price\n    title: The price was wrong\n    rules:\n      - id: late-and",
            "      - id: late-and",
        ),
        f'rules/{CANCELLED}:1: ground "cancelled-orders" has 1 root cause(s); it needs at least two.',
    ),
    (
        "root_causes_can_be_found",
        (LATE, "all: [software-failed]}\n", "all: [software-failed]}\n        points: away\n"),
        f'rules/{LATE}:37: root cause "software-broke" has no rule that points to it.',
    ),
    (
        "remedies_have_what_they_need",
        (CANCELLED, "remedy: edit", "remedy: documents"),
        f'rules/{CANCELLED}:1: ground "cancelled-orders" has the remedy documents and needs no evidence; '
        "name some.",
    ),
    (
        "remedies_have_what_they_need",
        (LATE, "preventive:", "corrective:"),
        f'rules/{LATE}:1: ground "late-orders" has the remedy appeal and no preventive action.',
    ),
    (
        "confusion_is_mutual",
        (LATE, "often_confused_with: [cancelled-orders]\n", ""),
        f'rules/{CANCELLED}:1: ground "cancelled-orders" is often confused with "late-orders", but not the '
        f'other way; add "cancelled-orders" to often_confused_with in rules/{LATE}.',
    ),
    (
        "no_rule_is_a_weaker_copy",
        (LATE, "{any: [late-in-both, late-rate-is-breached]}", "{all: [notice-says-late, late-in-both]}"),
        f'rules/{LATE}:15: rule "late-twice-over" fires only where "notice-states-late" fires and is no '
        "stronger; drop it, make it stronger, or let it ask only for what it adds.",
    ),
    (
        "no_rule_is_a_weaker_copy",
        (LATE, "{any: [late-in-both, late-rate-is-breached]}", "{all: [notice-says-late]}"),
        f'rules/{LATE}:15: rule "late-twice-over" has the same conditions as '
        f'"notice-states-late"; keep one of '
        "them.",
    ),
    (
        "practice_is_modest",
        (LATE, "strength: decisive", "strength: decisive\n    basis: practice"),
        f'rules/{LATE}:11: rule "notice-states-late" rests on practice and is decisive; practice counts '
        "moderate at most.",
    ),
    (
        "checks_cite_a_source",
        ("evidence/order-table.yaml", ", sources: [help-page]}", "}"),
        'rules/evidence/order-table.yaml:5: check "lists-every-order" of evidence "order-table" cites no '
        "source; cite one, or say basis: practice.",
    ),
    (
        "names_used_are_defined",
        (LATE, "- error-of-others", "- error-of-other"),
        f'rules/{LATE}:52: ground "late-orders" shares the root cause "error-of-other", which no file under '
        'rules/root_causes/ defines. Did you mean "error-of-others"?',
    ),
    (
        "names_defined_are_used",
        (LATE, "shared_root_causes:\n  - error-of-others\n", ""),
        'rules/root_causes/error-of-others.yaml:1: root-cause "error-of-others" is used nowhere; '
        "let a ground share it, or remove it.",
    ),
    (
        "names_used_are_defined",
        (FLAGS, "grounds: [late-orders]", "grounds: [late-order]"),
        f'rules/{FLAGS}:6: flag "refused-before" speaks of the ground "late-order", which no file under '
        'rules/grounds/ defines. Did you mean "late-orders"?',
    ),
    (
        "flags_are_complete",
        (FLAGS, "  shifts: harder\n", ""),
        f'rules/{FLAGS}:6: flag "refused-before" needs shifts: harder or easier.',
    ),
    (
        "flags_are_complete",
        (FLAGS, "  do: Check the dates.\n", ""),
        f'rules/{FLAGS}:1: flag "late-twice" is of the kind contradiction and must say what to do instead: '
        "add do.",
    ),
    (
        "flags_are_complete",
        (FLAGS, "  when: {all: [notice-says-late], denied: [late-rate-is-breached]}\n", ""),
        f'rules/{FLAGS}:1: flag "late-twice" would always be raised: give it a condition under when or '
        "shown.",
    ),
    (
        "flags_are_complete",
        (FLAGS, "kind: priority", "kind: do-not"),
        f'rules/{FLAGS}:11: flag "late-first" has before, which is for a priority of grounds that are shown.',
    ),
    (
        "flags_cite_a_source",
        ("replies/all.yaml", "  sources: [help-page]\n", ""),
        'rules/replies/all.yaml:1: lack "lack-table" cites no source; cite one, or say basis: practice.',
    ),
    (
        "names_used_are_defined",
        (CLOCKS, "limit: late-answer", "limit: late-answers"),
        f'rules/{CLOCKS}:1: clock "late-clock" takes its length from the limit "late-answers", which '
        'rules/limits.yaml does not define. Did you mean "late-answer"?',
    ),
    (
        "names_used_are_defined",
        (CLOCKS, "grounds: [late-orders]", "grounds: [late-order]"),
        f'rules/{CLOCKS}:5: clock "late-clock" is for the ground "late-order", which no file under '
        'rules/grounds/ defines. Did you mean "late-orders"?',
    ),
    (
        "names_used_are_defined",
        (CLOCKS, "{grounds: [late-orders]}", "{enforcements: [account-closed]}"),
        f'rules/{CLOCKS}:5: clock "late-clock" is for the enforcement "account-closed", which '
        'rules/enforcement.yaml does not define. Did you mean "account-deactivated"?',
    ),
    (
        "names_used_are_defined",
        ("monitoring/all.yaml", "title: Late,", "title: Late, metrics: [late-rates],"),
        'rules/monitoring/all.yaml:1: watch "watch-late" watches the metric "late-rates", which '
        'rules/metrics.yaml does not define. Did you mean "late-rate"?',
    ),
    (
        "names_used_are_defined",
        ("routes/all.yaml", "attachments: PDF", "attachments: PDF, sources: [help-pages]"),
        'rules/routes/all.yaml:1: route "banner" relies on the source "help-pages", which rules/sources.yaml '
        'does not define. Did you mean "help-page"?',
    ),
    (
        "ids_are_unique",
        (
            "routes/all.yaml",
            "- {id: banner",
            "- {id: banner, title: B, steps: [B], attachments: B}\n- {id: banner",
        ),
        'rules/routes/all.yaml:2: route "banner" is defined twice; first at rules/routes/all.yaml:1.',
    ),
    (
        "clocks_have_a_length",
        (CLOCKS, "limit: late-answer", "limit: late-limit"),
        f'rules/{CLOCKS}:1: clock "late-clock" takes its length from the limit "late-limit", which is no time '
        "but a fraction; name one in hours, days, business-days, months.",
    ),
    (
        "clocks_have_a_length",
        (CLOCKS, "{grounds: [late-orders]}", "{scopes: [acount]}"),
        f'rules/{CLOCKS}:1: clock "late-clock" is for the scope "acount", which is unknown. Did you mean '
        '"account"?',
    ),
    (
        "phrases_are_there",
        (DRAFTING, "id: opening", "id: openings"),
        f'rules/{DRAFTING}:1: phrase "openings" is used by no draft. Did you mean "opening"?',
    ),
    (
        "phrases_are_there",
        (DRAFTING, "- {id: closing, heads: [We answer], tails: [your notice.]}\n", ""),
        'rules/drafting/*.yaml: the phrase "closing" is missing; a draft needs it.',
    ),
    (
        "phrases_are_there",
        (DRAFTING, "tails: [your notice.]", "tails: ['{notices}']"),
        f'rules/{DRAFTING}:1: phrase "opening" has the gap {{notices}}, which nothing fills. Did you mean '
        '"notice"?',
    ),
    (
        "contacts_are_there",
        ("contact/all.yaml", "state: over", "state: refused"),
        'rules/contact/*.yaml: nothing says what to write in the state "over".',
    ),
    (
        "contacts_are_there",
        ("contact/all.yaml", "{day}", "{date}"),
        'rules/contact/all.yaml:1: contact "at-nothing-sent" has the gap {date}, which nothing fills. It may '
        "use {day}.",
    ),
    (
        "handover_cites_a_source",
        ("routes/all.yaml", "attachments: PDF", "attachments: PDF, basis: amazon"),
        'rules/routes/all.yaml:1: route "banner" cites no source; cite one, or say basis: practice.',
    ),
    (
        "nothing_is_left_to_fill_in",
        (LATE, "title: Late orders", "title: 'FILL IN: what it is called'"),
        f'rules/{LATE}:1: ground "late-orders" still says FILL IN 1 times; write these texts.',
    ),
    (
        "gaps_can_be_filled",
        (LATE, "{late-rate.target}", "{late-rate.targets}"),
        f'rules/{LATE}:15: rule "late-twice-over" has the gap {{late-rate.targets}}, '
        f"which nothing fills. Did "
        'you mean "late-rate.target"?',
    ),
    (
        "phrases_can_be_read",
        (WORDS, "<orders> ... late", "<orders> ... l*te"),
        f'rules/{WORDS}:3: the wording of "notice-says-late", phrase "<orders> ... l*te": '
        f'"l*te": a * may only '
        "stand at the end of an alternative.",
    ),
    (
        "phrases_can_be_read",
        (WORDS, "phrases: [orders, shipments]", "phrases: [orders, <orders>]"),
        f'rules/{WORDS}:1: the list of words "orders": "<orders>" is defined by way of itself.',
    ),
    (
        "scopes_are_known",
        (WORDS, "enforcement: account-deactivated", "enforcement: account-deactivated\n  scope: acount"),
        f'rules/{WORDS}:9: the scope "acount" is unknown. Did you mean "account"?',
    ),
    (
        "review_phrases_can_be_read",
        ("review/en/tone.yaml", "i beg|we beg", "i b*g"),
        'rules/review/en/tone.yaml:1: the review wording of "begs", phrase "i b*g": "i b*g": a * may only stand '
        "at the end of an alternative.",
    ),
    (
        "review_rules_can_hear",
        ("review/rules.yaml", "says: begs", "says: beg"),
        'rules/review/rules.yaml:1: review rule "letter-begs" asks about "beg", which no file under '
        'rules/review/<language>/ words. Did you mean "begs"?',
    ),
    (
        "review_words_are_of_something",
        ("review/en/tone.yaml", "- says: begs", "- ground: late-order"),
        'rules/review/en/tone.yaml:1: a review wording names the ground "late-order", which is not defined. Did you '
        'mean "late-orders"?',
    ),
    (
        "review_rules_cite_a_source",
        ("review/rules.yaml", "  because: Begging", "  basis: amazon\n  because: Begging"),
        'rules/review/rules.yaml:1: review rule "letter-begs" cites no source; cite one, or say basis: practice.',
    ),
]


@pytest.mark.parametrize(("law", "change", "problem"), BREAKS, ids=[law for law, *_ in BREAKS])
def test_a_broken_law_says_where_and_what_to_do(
    tmp_path: Path, law: str, change: tuple[str, str, str], problem: str
) -> None:
    root = small_rules(tmp_path)
    edit(root, *change)
    assert problem in [str(found) for found in check(root)]


def test_every_law_is_broken_by_some_test() -> None:
    assert {law.__name__ for law in SOUND + COMPLETE} == {law for law, *_ in BREAKS}
