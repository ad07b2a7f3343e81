"""A firm's packs add to the knowledge below, replace what they name, and otherwise are told why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.knowledge import KnowledgeError, check, load
from tests.knowledge.small import small_rules

LATE = "grounds/performance/late-orders.yaml"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return small_rules(tmp_path)


def pack(folder: Path, name: str, files: dict[str, str]) -> Path:
    for file, text in files.items():
        path = folder / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / name


def problem(rules: Path, *packs: Path) -> str:
    with pytest.raises(KnowledgeError) as caught:
        load(packs, rules)
    return str(caught.value)


STRICTER = """\
- id: late-limit
  replaces: late-limit
  means: Our clients stay below half of it.
  value: 0.02
  unit: fraction
  confidence: C
  sources: [help-page]
  verified: 2026-11-22
"""
RULE = """\
- id: our-own
  {replaces}
  when: {{all: [late-rate-is-breached]}}
  strength: slight
  because: The firm says so.
"""


def test_a_limit_takes_the_place_of_the_one_it_names(rules: Path, tmp_path: Path) -> None:
    base = load([pack(tmp_path, "acme", {"limits.yaml": STRICTER})], rules)
    own = [(limit.value, limit.pack) for limit in base.limits if limit.id != "late-answer"]
    assert own == [(0.02, "acme")]


def test_the_order_of_precedence_is_kept_when_an_enforcement_is_replaced(rules: Path, tmp_path: Path) -> None:
    more = "- {id: at-risk, means: It may be, title: At risk, next_step: Answer.}\n"
    with (rules / "enforcement.yaml").open("a") as file:
        file.write(more)
    own = "- {id: account-deactivated, replaces: account-deactivated, means: X, title: Off, next_step: Go}\n"
    base = load([pack(tmp_path, "acme", {"enforcement.yaml": own})], rules)
    assert [(item.id, item.title) for item in base.enforcement] == [
        ("account-deactivated", "Off"),
        ("at-risk", "At risk"),
    ]


def test_wording_of_a_pack_adds_phrases_or_takes_the_place_of_all(rules: Path, tmp_path: Path) -> None:
    own = "- fact: notice-says-late\n  {replaces}phrases: [tardy parcels]\n"
    added = load([pack(tmp_path, "a", {"wording/en/own.yaml": own.format(replaces="")})], rules)
    place = own.format(replaces="replaces: notice-says-late\n  ")
    replaced = load([pack(tmp_path, "b", {"wording/en/own.yaml": place})], rules)
    late = [
        [entry.phrases for entry in base.wordings["en"] if entry.fact == "notice-says-late"]
        for base in (added, replaced)
    ]
    assert late == [[("<orders> ... late",), ("tardy parcels",)], [("tardy parcels",)]]


def test_weights_are_replaced_only_by_saying_so(rules: Path, tmp_path: Path) -> None:
    weights = (rules / "weights.yaml").read_text("utf-8").replace("show_at: 0.35", "show_at: 0.5")
    silent = pack(tmp_path, "silent", {"weights.yaml": weights})
    said = pack(tmp_path, "said", {"weights.yaml": "replaces: weights\n" + weights})
    assert load([said], rules).weights.show_at == 0.5
    assert problem(rules, silent) == (
        'silent/weights.yaml:1: there are weights already; to put these in their place, write "replaces: '
        'weights".'
    )


SHARED = """\
id: error-of-others
replaces: error-of-others
title: Our words for it
rules: [{id: told-error, when: {all: [late-rate-is-breached]}, strength: slight, because: We say so.}]
"""
FLAG = """\
- id: late-twice
  replaces: late-twice
  kind: do-not
  when: {all: [notice-says-late]}
  because: The firm says so.
  do: Wait.
"""
LACK = """\
- id: lack-table
  replaces: lack-table
  title: Our table is missing.
  when: {all: [notice-says-late]}
  part: documents
  do: Send ours.
"""
USE = """\
extends: late-orders
shared_root_causes:
  - use: error-of-others
    replaces: error-of-others
    frequency: rare
    actions: [{id: told-others, corrective: {do: 'Tell them.', done: 'We told them.'}}]
"""


def test_a_flag_a_lack_and_a_shared_root_cause_are_replaced_by_their_ids(rules: Path, tmp_path: Path) -> None:
    files = {"flags/ours.yaml": FLAG, "replies/ours.yaml": LACK, "root_causes/error-of-others.yaml": SHARED}
    base = load([pack(tmp_path, "acme", files)], rules)
    assert (base.flags["late-twice"].kind, base.flags["late-twice"].pack) == ("do-not", "acme")
    assert (base.lacks["lack-table"].do, base.lacks["lack-table"].pack) == ("Send ours.", "acme")
    cause = base.grounds["late-orders"].root_causes[-1]
    assert (cause.title, cause.pack) == ("Our words for it", "acme")


def test_how_a_ground_uses_a_shared_root_cause_is_replaced(rules: Path, tmp_path: Path) -> None:
    base = load([pack(tmp_path, "acme", {"grounds/performance/ours.yaml": USE})], rules)
    cause = base.grounds["late-orders"].root_causes[-1]
    assert (cause.frequency, [action.id for action in cause.actions]) == ("rare", ["told-others"])


def test_a_flag_with_the_id_of_another_says_that_it_replaces_it(rules: Path, tmp_path: Path) -> None:
    clash = pack(tmp_path, "acme", {"flags/ours.yaml": FLAG.replace("  replaces: late-twice\n", "")})
    assert 'flag "late-twice" is defined at ' in problem(rules, clash)


def test_a_rule_of_a_shared_root_cause_is_replaced_only_with_the_whole(rules: Path, tmp_path: Path) -> None:
    files = {
        "root_causes/error-of-others.yaml": SHARED.replace(
            "{id: told-error,", "{id: t, replaces: told-error,"
        )
    }
    assert '"t" says that it replaces "told-error": replace the whole root cause.' in problem(
        rules, pack(tmp_path, "acme", files)
    )


def test_a_pack_adds_to_a_ground_and_replaces_a_rule_and_a_root_cause_of_it(
    rules: Path, tmp_path: Path
) -> None:
    extension = """\
extends: late-orders
rules:
  - id: notice-states-late
    replaces: notice-states-late
    when: {all: [notice-says-late]}
    strength: strong
    because: The firm trusts it less.
root_causes:
  - id: software-failed-us
    replaces: software-broke
    title: Our software
    rules: [{id: ours, when: {all: [software-failed]}, strength: slight, because: We saw it.}]
actions:
  - {id: weekly-review, preventive: {do: 'Review it.', done: 'We review it.'}}
cautions: [Do not send it on a Friday.]
"""
    base = load([pack(tmp_path, "acme", {"grounds/performance/ours.yaml": extension})], rules)
    ground = base.grounds["late-orders"]
    assert ground.pack == "built-in"
    assert [(rule.id, rule.strength, rule.pack) for rule in ground.rules] == [
        ("notice-states-late", "strong", "acme"),
        ("late-twice-over", "strong", "built-in"),
    ]
    assert [cause.id for cause in ground.root_causes] == [
        "time-too-short",
        "software-failed-us",
        "error-of-others",
    ]
    assert [(item.id, item.pack) for item in ground.actions] == [("weekly-review", "acme")]
    assert [item.say for item in ground.cautions] == ["Do not send it on a Friday."]


def test_a_pack_adds_checks_to_a_kind_of_evidence(rules: Path, tmp_path: Path) -> None:
    ours = "extends: order-table\nchecks: [{id: signed, text: We signed it., basis: practice}]\n"
    base = load([pack(tmp_path, "acme", {"evidence/ours.yaml": ours})], rules)
    checks = [(item.id, item.pack) for item in base.evidence["order-table"].checks]
    assert checks == [("lists-every-order", "built-in"), ("signed", "acme")]


def test_a_sound_pack_has_nothing_to_mend_and_is_not_blamed_for_what_it_left_without_use(
    rules: Path, tmp_path: Path
) -> None:
    ground = (
        (rules / LATE)
        .read_text("utf-8")
        .replace("id: late-orders", "id: late-orders\nreplaces: late-orders", 1)
    )
    ground = ground.replace(", late-rate-is-breached]", "]").replace("{late-rate}", "high")
    ground = ground.replace("{late-rate.target}", "4 %")
    assert check(rules, [pack(tmp_path, "acme", {LATE: ground})]) == ()


WRONG = [
    (
        "an unknown id",
        {"facts/own.yaml": "- {id: x, replaces: software-faild, means: X.}\n"},
        'acme/facts/own.yaml:1: fact "x" replaces "software-faild", which is no fact. Did you mean '
        '"software-failed"?',
    ),
    (
        "an item of the pack itself",
        {"facts/own.yaml": "- {id: x, means: X.}\n- {id: y, replaces: x, means: Y.}\n"},
        'acme/facts/own.yaml:2: fact "y" replaces "x", which this pack itself defines. Without replaces it '
        'is '
        "added.",
    ),
    (
        "an item that others need",
        {"questions/own.yaml": "- {id: ask-late, replaces: ask-why-late, asks: Late?, why: So., fact: "
         "software-failed}\n"
         "- {id: ask-it, asks: It?, why: So., fact: quick}\n",
         "facts/own.yaml": "- {id: quick, replaces: handling-time-too-short, means: Quick.}\n"},
        f'rules/{LATE}:24: rule "told-short" asks for the fact "handling-time-too-short", which no file '
        f'under '
        "rules/facts/ defines. acme/facts/own.yaml:1 replaces it (rules/facts/all.yaml:10) under another "
        "id: let "
        'it keep the id "handling-time-too-short", or replace this, too.',
    ),
    (
        "twice",
        {"facts/own.yaml": "- {id: software-failed, replaces: software-failed, means: X.}\n"
         "- {id: y, replaces: software-failed, means: Y.}\n"},
        'acme/facts/own.yaml:2: fact "y" replaces "software-failed" a second time; first at '
        "acme/facts/own.yaml:1.",
    ),
    (
        "a ground that is not there",
        {"grounds/performance/ours.yaml": "extends: late-order\ncautions: [Wait.]\n"},
        'acme/grounds/performance/ours.yaml:1: extends "late-order", which is no ground. Did you mean '
        '"late-orders"?',
    ),
    (
        "a rule of another ground",
        {"grounds/performance/ours.yaml": "extends: late-orders\nrules:\n  - {id: x, replaces: "
         "notice-states-cancelled, when: {all: [notice-says-late]}, strength: slight, because: So.}\n"},
        'acme/grounds/performance/ours.yaml:3: rule "x" replaces "notice-states-cancelled", which is no '
        'rule of '
        '"late-orders". Did you mean "notice-states-late"?',
    ),
    (
        "a file with nothing in its place",
        {"notes.yaml": "- {id: x}\n"},
        "acme/notes.yaml: nothing is read from here.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "said"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_pack_that_cannot_be_laid_over_is_told_why(
    rules: Path, tmp_path: Path, files: dict[str, str], said: str
) -> None:
    assert said in problem(rules, pack(tmp_path, "acme", files))


def test_two_packs_may_not_replace_the_same(rules: Path, tmp_path: Path) -> None:
    one, two = (pack(tmp_path, name, {"limits.yaml": STRICTER}) for name in ("acme", "branch"))
    assert problem(rules, one, two) == (
        'branch/limits.yaml:1: limit "late-limit" replaces "late-limit", and so does acme/limits.yaml:1. '
        "Keep one "
        "of them, or give only one of the packs with --rules."
    )


def test_two_packs_of_one_name_are_told_apart_by_the_folders_around_them(rules: Path, tmp_path: Path) -> None:
    text = "- {id: %s, means: Ours.}\n"
    one, two = (pack(tmp_path / who, "rules", {"facts/own.yaml": text % who}) for who in ("acme", "branch"))
    base = load([one, two], rules)
    assert (base.facts["acme"].pack, base.facts["branch"].file) == (
        "acme/rules",
        "branch/rules/facts/own.yaml",
    )


def test_the_built_in_knowledge_replaces_nothing(rules: Path) -> None:
    with (rules / "facts" / "all.yaml").open("a") as file:
        file.write("- {id: other, replaces: software-failed, means: X.}\n")
    assert 'says that it replaces "software-failed", which is for packs; change the item itself.' in problem(
        rules
    )


def test_a_part_of_a_new_ground_replaces_nothing(rules: Path, tmp_path: Path) -> None:
    text = (
        (rules / LATE)
        .read_text("utf-8")
        .replace("- id: notice-states-late", "- id: ours\n    replaces: told-short")
    )
    said = problem(
        rules, pack(tmp_path, "acme", {LATE: text.replace("\nmeans", "\nreplaces: late-orders\nmeans", 1)})
    )
    assert '"ours" says that it replaces "told-short": only a file that "extends" a ground can; or' in said


def test_a_pack_without_rules_is_an_error_and_no_silence(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no rules stand in it. Files stand at: manifest.yaml" in problem(rules, tmp_path / "empty")
