"""A firm's own rules, at the command line and in the library: each reason names the pack behind it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from diagnose import Diagnoser, KnowledgeError, read_case
from diagnose.cli import main

FIRM = Path(__file__).parent.parent / "examples" / "firm-rules"
PACK = FIRM / "acme-appeals"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def test_the_library_takes_a_pack_and_names_it_behind_each_reason() -> None:
    diagnoser = Diagnoser(rules=[PACK])
    case = read_case(FIRM / "case.yaml", knowledge=diagnoser.knowledge)
    diagnosis = diagnoser.diagnose(case)
    ground = diagnosis.grounds[0]
    assert (ground.id, ground.pack, diagnosis.packs) == ("late-shipment", "built-in", ("acme-appeals",))
    assert [(cause.id, cause.pack, cause.because[0].pack) for cause in ground.root_causes] == [
        ("nobody-packs-at-the-weekend", "acme-appeals", "acme-appeals")
    ]
    behind = {
        observation.fact: observation.pack for reason in ground.because for observation in reason.observations
    }
    assert behind == {
        "notice-says-late-shipment": "acme-appeals",
        "late-shipment-rate-is-breached": "acme-appeals",
    }
    checks = {check.id: check.pack for item in diagnosis.evidence for check in item.checks}
    assert checks["weekday-of-each-order"] == "acme-appeals"
    assert [item.pack for item in diagnosis.actions] == ["acme-appeals", "built-in"]


def test_the_report_marks_what_the_pack_says() -> None:
    text = run("case", str(FIRM / "case.yaml"), "--rules", str(PACK))
    assert "nobody-packs-at-the-weekend · rules\n    of acme-appeals" in text
    assert "against a target of 2 %" in text
    assert "with the rules of acme-appeals." in text


def test_without_the_pack_its_question_is_unknown_and_the_command_says_so() -> None:
    done = CliRunner().invoke(main, ["case", str(FIRM / "case.yaml")])
    assert done.exit_code == 2
    assert '"ask-who-packs-at-the-weekend" under answers is neither a fact nor a question' in done.output


def test_many_cases_are_classified_with_a_pack(tmp_path: Path) -> None:
    line = {"id": "1", "notice": "Your account has been deactivated. The dispatch score of your shop fell."}
    (tmp_path / "cases.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    diagnosis = json.loads(run("classify", str(tmp_path / "cases.jsonl"), "--rules", str(PACK)))
    assert [ground["id"] for ground in diagnosis["grounds"]] == ["late-shipment"]
    assert diagnosis["packs"] == ["acme-appeals"]


def test_rules_are_listed_shown_and_checked_with_a_pack() -> None:
    assert "ask-who-packs-at-the-weekend" in run("rules", "list", "--questions", "--rules", str(PACK))
    assert "Nobody packs at the weekend" in run("rules", "show", "late-shipment", "--rules", str(PACK))
    assert "no problems" in run("rules", "check", str(PACK))
    assert "no problems" in run("rules", "check", "--rules", str(PACK))


def test_a_pack_given_twice_is_one_pack() -> None:
    twice = Diagnoser(rules=[PACK, PACK.parent / "acme-appeals" / "."])
    assert twice.knowledge.version == Diagnoser(rules=[PACK]).knowledge.version


def test_a_file_that_the_manifest_of_a_pack_lists_is_missed(tmp_path: Path) -> None:
    manifest = (PACK / "manifest.yaml").read_text("utf-8")
    (tmp_path / "manifest.yaml").write_text(manifest, "utf-8")
    with pytest.raises(KnowledgeError, match=r"facts/warehouse\.yaml"):
        Diagnoser(rules=[tmp_path])
