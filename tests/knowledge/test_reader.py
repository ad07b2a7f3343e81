"""Files become items; what is wrong in them becomes problems, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.knowledge import KnowledgeError, check, load, survey
from tests.knowledge.small import edit, small_rules

GROUND = "grounds/performance/late-orders.yaml"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return small_rules(tmp_path)


def problems(root: Path) -> list[str]:
    return [str(problem) for problem in check(root)]


def test_the_small_rules_are_sound(rules: Path) -> None:
    assert problems(rules) == []


def test_the_base_holds_everything_by_id_and_in_order(rules: Path) -> None:
    base = load(root=rules)
    assert list(base.grounds) == ["cancelled-orders", "late-orders"]
    assert list(base.facts) == sorted(base.facts)
    assert base.grounds["late-orders"].family == "performance"
    assert base.root_causes["no-stock"][0] == "cancelled-orders"
    assert set(base.rules_by_id) >= {"told-short", "notice-states-cancelled"}
    assert [question.id for question in base.questions_for("software-failed")] == ["ask-why-late"]
    assert base.questions_for("notice-says-late") == ()
    assert len(base.version) == 12


def test_every_item_remembers_where_it_is_written(rules: Path) -> None:
    base = load(root=rules)
    rule = base.rules_by_id["told-short"]
    assert (rule.file, rule.line, rule.when.line) == (f"rules/{GROUND}", 23, 24)
    caution = base.grounds["cancelled-orders"].cautions[0]
    assert (caution.line, caution.say) == (31, "Do not cancel more orders.")


def test_the_version_changes_with_a_remark(rules: Path) -> None:
    before = load(root=rules).version
    edit(rules, "weights.yaml", "priors", "# a remark\npriors")
    assert load(root=rules).version != before


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (
            GROUND,
            "frequency: common",
            "freqency: common",
            f'rules/{GROUND}:5: ground "late-orders" has the key "freqency", which is unknown. '
            'Did you mean "frequency"?',
        ),
        (
            GROUND,
            "means: Orders were late.\n",
            "",
            f'rules/{GROUND}:1: ground "late-orders" has no "means", which is required.',
        ),
        (
            GROUND,
            "strength: strong",
            "strength: strongish",
            f"rules/{GROUND}:17: ground \"late-orders\" (rules > no. 2 > strength): expected 'decisive', "
            "'strong', 'moderate' or 'slight'; found 'strongish'. Did you mean \"strong\"?",
        ),
        (
            "facts/all.yaml",
            "heard: true",
            "heard: yes",
            "rules/facts/all.yaml:3: fact \"notice-says-late\" (heard): expected true or false; found 'yes'.",
        ),
        (
            "facts/all.yaml",
            "id: software-failed",
            "id: Software failed",
            'rules/facts/all.yaml:12: fact "Software failed" (id): expected an id: lower-case words with '
            "hyphens, such as late-shipment; found 'Software failed'.",
        ),
        (
            "limits.yaml",
            "value: 0.04",
            "value: four",
            "rules/limits.yaml:3: limit \"late-limit\" (value): expected a number; found 'four'.",
        ),
        (
            "limits.yaml",
            "verified: 2026-11-22",
            "verified: last week",
            'rules/limits.yaml:7: limit "late-limit" (verified): expected a date such as 2026-11-22; '
            "found 'last week'.",
        ),
        (
            "limits.yaml",
            "sources: [help-page]",
            "sources: []",
            'rules/limits.yaml:6: limit "late-limit" (sources): expected at least one entry; found a list.',
        ),
        (
            "sources.yaml",
            "title: A help page",
            "title: 12",
            'rules/sources.yaml:2: source "help-page" (title): expected text; put numbers and dates that are '
            "meant as text in quotes; found 12.",
        ),
        (
            "marketplaces.yaml",
            "code: DE",
            "code: Germany",
            'rules/marketplaces.yaml:1: marketplace "Germany" (code): expected a store\'s code: two '
            "capitals, "
            "such as DE; found 'Germany'.",
        ),
        (
            GROUND,
            "when: {all: [notice-says-late]}",
            "when: {}",
            f'rules/{GROUND}:12: ground "late-orders" (rules > no. 1 > when): a condition needs at least one '
            "fact under all, any or denied.",
        ),
        (
            "wording/en/all.yaml",
            "- fact: notice-says-late\n",
            "- fact: notice-says-late\n  theme: came-late\n",
            'rules/wording/en/all.yaml:3: wording "notice-says-late": name exactly one of fact, enforcement, '
            "theme, section, guard, words, clock; found fact, theme.",
        ),
        (
            "facts/all.yaml",
            "- id: notice-says-late\n",
            "- id: notice-says-late\n  line: 4\n",
            'rules/facts/all.yaml:1: fact "notice-says-late": the key "line" is filled in by the reader; '
            "remove it.",
        ),
        (
            "questions/all.yaml",
            "- id: ask-why-late",
            "ask-why-late: {}\nother:\n- id: ask-why-late",
            'rules/questions/all.yaml:1: expected a list here: each entry begins with "- ".',
        ),
    ],
)
def test_one_fault_is_one_teaching_sentence(rules: Path, name: str, old: str, new: str, problem: str) -> None:
    edit(rules, name, old, new)
    assert problem in problems(rules)


def test_a_misspelt_key_does_not_hide_what_else_is_wrong_in_its_item(rules: Path) -> None:
    edit(rules, GROUND, "frequency: common", "freqency: common")
    edit(rules, GROUND, "all: [software-failed]", "all: [software-faild]")
    assert len(problems(rules)) == 3
    assert any('Did you mean "software-failed"?' in problem for problem in problems(rules))


def test_a_fault_of_syntax_in_a_list_leaves_its_other_entries(rules: Path) -> None:
    edit(rules, "facts/all.yaml", "means: The software failed.", "means: It failed: badly")
    assert problems(rules) == [
        'rules/facts/all.yaml:13: this is not YAML: a ": " stands inside a value; put it in quotes, or check '
        "the indentation"
    ]


def test_a_missing_file_and_a_missing_folder_are_problems(rules: Path) -> None:
    (rules / "weights.yaml").unlink()
    (rules / "questions" / "all.yaml").unlink()
    found = problems(rules)
    assert "rules/weights.yaml: there is no such file, and it is needed." in found
    assert "rules/questions/*.yaml: there is no such file, and it is needed." in found


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"there is no such folder of rules\."):
        load(root=tmp_path / "nowhere")


def test_a_file_at_a_wrong_place_is_a_problem(rules: Path) -> None:
    (rules / "limit.yaml").write_text("[]\n")
    (rules / "facts" / "more.yml").write_text("[]\n")
    found = "\n".join(problems(rules))
    assert 'rules/limit.yaml: nothing is read from here. Did you mean "limits.yaml"?' in found
    assert "rules/facts/more.yml: a file's name ends in .yaml here; rename it." in found


def test_a_file_that_is_not_utf_8_is_a_problem(rules: Path) -> None:
    (rules / "facts" / "all.yaml").write_bytes(b"- id: \xff\n")
    assert "rules/facts/all.yaml: the file is not UTF-8; save it as UTF-8." in problems(rules)


def test_loading_lists_every_problem_one_a_line(rules: Path) -> None:
    edit(rules, GROUND, "all: [notice-says-late]", "all: [notice-say-late]")
    edit(rules, GROUND, "{late-rate.target}", "{late-rate.aim}")
    with pytest.raises(KnowledgeError) as caught:
        load(root=rules)
    assert len(str(caught.value).splitlines()) == len(caught.value.problems) == 2


def test_knowledge_that_is_merely_unfinished_loads(rules: Path) -> None:
    edit(rules, GROUND, "often_confused_with: [cancelled-orders]\n", "")
    assert check(rules)
    assert load(root=rules).grounds["late-orders"].often_confused_with == ()


def test_the_sound_part_of_broken_knowledge_refers_to_nothing_unknown(rules: Path) -> None:
    edit(rules, GROUND, "all: [notice-says-late]", "all: [notice-say-late]")
    edit(rules, GROUND, "need: order-table", "need: order-list")
    edit(rules, "wording/en/all.yaml", "<orders> ... late", "<order> ... late")
    base, _ = survey(root=rules)
    ground = base.grounds["late-orders"]
    assert [rule.id for rule in ground.rules] == ["late-twice-over"]
    assert ground.evidence == ()
    assert "notice-says-late" not in [entry.fact for entry in base.wordings["en"]]


PACK_FACT = "- {id: firm-fact, means: Something of the firm., sources: []}\n"
PACK_RULE = """\
id: firm-ground
title: A ground of the firm
means: It is the firm's.
frequency: rare
remedy: wait
outlook: easy
outlook_because: It passes.
sources: [help-page]
rules:
  - {id: firm-rule, when: {all: [notice-says-late, firm-fact]}, strength: slight, because: The firm says so.}
"""


def test_a_pack_adds_to_the_built_in_rules(rules: Path, tmp_path: Path) -> None:
    pack = tmp_path / "acme"
    (pack / "facts").mkdir(parents=True)
    (pack / "grounds" / "firm").mkdir(parents=True)
    (pack / "facts" / "own.yaml").write_text(PACK_FACT)
    (pack / "grounds" / "firm" / "firm-ground.yaml").write_text(PACK_RULE)
    base = load([pack], rules)
    assert base.facts["firm-fact"].pack == "acme"
    assert base.rules_by_id["firm-rule"].file == "acme/grounds/firm/firm-ground.yaml"
    assert base.facts["software-failed"].pack == "built-in"
    assert base.version != load(root=rules).version


def test_a_pack_may_not_define_an_id_again(rules: Path, tmp_path: Path) -> None:
    pack = tmp_path / "acme"
    (pack / "facts").mkdir(parents=True)
    (pack / "facts" / "own.yaml").write_text("- {id: software-failed, means: Again., heard: false}\n")
    with pytest.raises(KnowledgeError) as caught:
        load([pack], rules)
    assert str(caught.value) == (
        'acme/facts/own.yaml:1: fact "software-failed" is defined at rules/facts/all.yaml:12 already, '
        "outside "
        'of the pack acme. Choose another id, or write "replaces: software-failed" to put this in its place.'
    )
