"""``diagnose interview`` and ``diagnose sessions``: piped, as a script would use them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diagnose.cli import main
from diagnose.interview.store import Store

USED = Path(__file__).parents[2] / "examples" / "used-sold-as-new" / "notice.txt"
Run = Callable[..., Result]


@pytest.fixture
def say(tmp_path: Path) -> Run:
    """Run a command on a store of its own, typing the given lines."""
    store = tmp_path / "store" / "sessions.sqlite3"

    def say_it(*words: str | Path, typed: str = "") -> Result:
        runner = CliRunner(env={"COLUMNS": "80", "DIAGNOSE_SESSIONS": str(store)})
        return runner.invoke(main, [str(word) for word in words], input=typed, prog_name="diagnose")

    return say_it


def lines(*typed: str) -> str:
    return "".join(f"{line}\n" for line in typed)


def test_the_first_screen_is_a_card_and_a_question_follows(say: Run) -> None:
    done = say("interview", USED)
    assert done.exit_code == 0
    head = done.output.splitlines()[:24]
    for words in ("What happened", "Remedy", "Until", "Do not click yet", "Save now"):
        assert any(line.startswith(words) for line in head), words
    assert "Question 1 (to be looked up)" in done.output
    assert 'Saved as "notice"' in done.output


def test_a_reply_says_what_it_changed_and_is_there_after_resuming(say: Run) -> None:
    first = say("interview", USED, "--case", "acme", typed=lines("s", "b"))
    assert "Returned units went back to stock as new: not shown -> 49 %" in first.output
    again = say("sessions", "resume", "acme", typed=lines("answers", "undo", "answers"))
    assert "goes on where it was left, after 2 steps" in again.output
    assert "ask-condition-cause: returns" in again.output
    assert again.output.endswith("Go on with: diagnose interview --case acme\n")
    assert "None yet." in again.output


def test_a_notice_can_be_pasted(say: Run) -> None:
    typed = lines(*USED.read_text().splitlines(), ".", "quit")
    done = say("interview", typed=typed)
    assert "Used goods sold as new" in done.output
    assert 'Saved as "case"' in done.output


def test_every_command_answers_without_a_fault(say: Run, tmp_path: Path) -> None:
    typed = lines(
        "help", "why", "a", "ranking", "facts", "answers", "how used-sold-as-new", "evidence", "plan",
        "compare used-sold-as-new not-as-described", "what-if own-brand-goods=yes", "open", "skip", "unknown",
        "correct notice-names-new-condition", "undo", "change 1 b", "note the brother ships",
        "have plan-of-action draft of May", "requested supplier-invoice",
        "planned inspect-each-delivery 2026-12-01 Ann",
        'told call 2026-11-01 "All new" packaging-arrives-worn=no', "sent 2026-11-02 plan: invoice, letter",
        "outcome 1 refused 2026-11-09", "ledger", f"export {tmp_path / 'acme.json'}", "save",
        f"report {tmp_path / 'acme.md'}", f"questionnaire {tmp_path / 'ask.html'}", "more", "quit",
    )  # fmt: skip
    done = say("interview", USED, "--case", "acme", typed=typed)
    assert done.exit_code == 0, done.output
    for line in done.output.splitlines():
        assert len(line) <= 80 or line.startswith("> "), line
    wrong = [line for line in done.output.splitlines() if line.startswith("! ")]
    assert len(wrong) == 1 + done.output.count("! Statement 1 says no"), wrong
    assert "the brother ships" in done.output
    assert "the brother ships" not in (tmp_path / "acme.md").read_text()
    assert "Attempts: 1" in (tmp_path / "acme.md").read_text()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.md", b"# Diagnosis"),
        ("a.html", b"<!DOCTYPE"),
        ("a.docx", b"PK"),
        ("a.pdf", b"%PDF"),
        ("a", b"# Diag"),
    ],
)
def test_the_report_is_written_in_the_format_of_its_name(
    say: Run, tmp_path: Path, name: str, begins: bytes
) -> None:
    done = say(
        "interview", USED, "--case", "acme", typed=lines(f"report {tmp_path / name} --for-client", "quit")
    )
    assert f"Written: {tmp_path / name}".replace(" ", "") in "".join(done.output.split())
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_report_of_a_kind_that_is_not_known_is_told(say: Run, tmp_path: Path) -> None:
    done = say("interview", USED, "--case", "acme", typed=lines(f"report {tmp_path / 'a.xls'}", "quit"))
    assert "name one that ends in .md, .html, .docx, .pdf, .txt" in " ".join(done.output.split())
    assert not (tmp_path / "a.xls").exists()


def test_what_is_recorded_in_the_session_stands_in_the_draft(say: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    typed = lines(
        "have supplier-invoice B0ABCDEFGH=40 of the wholesaler",
        "done refund-condition-complaints 2026-11-12 refund list",
        "plan",
        f"draft {path}",
        "deadlines",
        "quit",
    )
    done = say("interview", USED, "--case", "acme", typed=typed)
    assert done.exit_code == 0
    exported = tmp_path / "acme.json"
    assert say("sessions", "export", "acme", "-o", exported).exit_code == 0
    case = json.loads(exported.read_text())
    assert case["documents"][0]["covers"] == {"B0ABCDEFGH": 40}
    (record,) = case["actions"]
    assert record["state"] == "done"
    assert "(Proof: refund list)" in path.read_text()
    assert "Supplier invoice" in path.read_text()


def test_what_is_typed_wrongly_is_said_and_nothing_is_lost(say: Run) -> None:
    typed = lines(
        "zzz", "how nothing", "change 9", "correct nothing", "have nothing", "done x", "what-if", 'note "a'
    )
    done = say("interview", USED, "--case", "acme", typed=typed)
    assert done.exit_code == 0
    assert sum(line.startswith("! ") for line in done.output.splitlines()) == 8
    assert "Traceback" not in done.output


def test_an_export_is_a_case_document_and_can_be_imported(say: Run, tmp_path: Path) -> None:
    say("interview", USED, "--case", "acme", typed=lines("a"))
    path = tmp_path / "acme.json"
    assert say("sessions", "export", "acme", "-o", path).exit_code == 0
    assert json.loads(path.read_text())["answers"] == {"ask-units-sent-in": "no-difference"}
    assert say("case", path).exit_code == 0
    assert "Begun" in say("sessions", "import", path, "--case", "copy").output
    listed = say("sessions", "list").output
    assert "acme" in listed and "copy" in listed
    assert "Used goods sold as new" in listed


def test_delete_asks_and_really_deletes(say: Run, tmp_path: Path) -> None:
    say("interview", USED, "--case", "acme")
    assert say("sessions", "delete", "acme", typed="n\n").exit_code != 0
    assert "acme" in say("sessions", "list").output
    assert say("sessions", "delete", "acme", typed="y\n").exit_code == 0
    data = (tmp_path / "store" / "sessions.sqlite3").read_bytes()
    assert b"acme" not in data and b"used item" not in data


def test_a_second_window_is_told(say: Run, tmp_path: Path) -> None:
    say("interview", USED, "--case", "acme")
    with Store(tmp_path / "store" / "sessions.sqlite3").held("acme"):
        done = say("interview", "--case", "acme", typed=lines("a"))
    assert done.exit_code == 2
    assert "open in another window" in done.stderr
    assert "after 0 steps" in say("interview", "--case", "acme").output


def test_what_is_not_there_ends_with_one_clear_line(say: Run) -> None:
    assert "there are no sessions yet" in say("sessions", "show", "nobody").stderr
    say("interview", USED)
    assert 'there is no session "nobody"' in say("sessions", "show", "nobody").stderr
    assert say("interview", "--case", "a/b").exit_code == 2
    assert say("interview", "no-such-file.txt").exit_code == 2


def test_a_file_added_later_joins_the_case(say: Run) -> None:
    returns = USED.parent / "fba-returns.tsv"
    done = say("interview", USED, "--case", "acme", typed=lines(f"add {returns}", "facts"))
    assert "from a report" in done.output
    assert (
        "Taken back: adding fba-returns.tsv" in say("interview", "--case", "acme", typed=lines("undo")).output
    )


def test_a_filled_questionnaire_answers(say: Run, tmp_path: Path) -> None:
    form = tmp_path / "ask.csv"
    assert "Written" in say("interview", USED, "--case", "acme", "--questionnaire", form).output
    head, first, *rest = form.read_text("utf-8-sig").splitlines()
    form.write_text("\n".join([head, f"{first}a", *rest]), "utf-8")
    done = say("interview", form, "--case", "acme")
    assert "1 question answered" in done.output


def test_knowledge_that_has_changed_says_what_that_changes(say: Run, tmp_path: Path) -> None:
    say("interview", USED, "--case", "acme", typed=lines("a"))
    with sqlite3.connect(tmp_path / "store" / "sessions.sqlite3") as db:
        db.execute("DROP TRIGGER log_is_append_only")
        standing = json.loads(db.execute("SELECT standing FROM log WHERE number = 1").fetchone()[0])
        standing["knowledge_version"] = "000000000000"
        standing["rated"][0]["probability"] = 0.5
        db.execute("UPDATE log SET standing = ? WHERE number = 1", (json.dumps(standing),))
    done = say("interview", "--case", "acme")
    assert "The knowledge has changed since it was saved" in done.output
    assert "Used goods sold as new: 50 % -> >99 %" in done.output


def test_what_is_shown_can_be_redacted_and_nothing_is_lost(say: Run) -> None:
    typed = lines(
        "client Acme Trading Ltd",
        'told call 2026-10-02 "Acme Trading Ltd restocks nothing"',
        "ledger",
        "quit",
    )
    done = say("interview", USED, "--case", "acme", "--redact", typed=typed)
    assert "Acme Trading Ltd" not in "".join(
        line for line in done.output.splitlines() if not line.startswith("> ")
    )
    assert "[name 1] restocks nothing" in done.output
    assert "Acme Trading Ltd restocks nothing" in say("sessions", "show", "acme").output
    for way in ("show", "export"):
        assert "Acme" not in say("sessions", way, "acme", "--redact").output


def test_a_notice_of_a_strange_sender_can_be_taken_on_the_consultants_word(say: Run, tmp_path: Path) -> None:
    mail = tmp_path / "notice.eml"
    mail.write_text(f"From: Seller <x@example.org>\nSubject: Notice\n\n{USED.read_text()}")
    say("interview", mail, "--case", "acme", "--trust-sender", typed=lines("quit"))
    document = json.loads(say("sessions", "export", "acme").output)
    assert document["notices"][0]["trusted"] is True


def test_a_letter_that_is_a_reply_is_no_short_form_of_a_command(say: Run) -> None:
    done = say("interview", "--case", "acme", typed=lines(".", "h", "answers", "quit"))
    assert "ask-which-complaints-are-counted: restricted" in done.output


def test_an_answer_can_be_marked_as_seen_on_paper(say: Run) -> None:
    typed = lines("s", "b seen", "answers", "undo", "b", "seen", "facts", "quit")
    done = say("interview", USED, "--case", "acme", typed=typed)
    assert "ask-condition-cause: returns, seen on paper" in done.output
    assert "ask-condition-cause: seen on paper." in done.output


def test_a_reply_that_stops_all_drafting_says_so_and_stands_on_the_card(say: Run) -> None:
    typed = lines("change ask-papers-to-be-changed y", "card", "quit")
    done = say("interview", USED, "--case", "acme", typed=typed)
    assert "! The client asks to change, complete or make a paper for Amazon. Draft nothing." in " ".join(
        done.output.split()
    )
    assert any(line.startswith("Stop ") for line in done.output.splitlines())


def test_help_is_short_and_explains_a_command_on_demand(say: Run) -> None:
    short = say("interview", USED, "--case", "acme", typed=lines("help", "quit")).output.partition("> help")[
        2
    ]
    assert len(short.partition("\n> ")[0].splitlines()) < 15
    assert "have ID [ASIN=UNITS] [REMARK]" in say("interview", "--case", "acme", typed=lines("help have", "quit")).output


def test_the_enter_key_alone_shows_the_question_again(say: Run) -> None:
    done = say("interview", USED, "--case", "acme", typed=lines("ledger", "", "quit"))
    assert done.output.count("Question 1") == 2
