"""A diagnosis is told in German, French and Chinese; ids, figures and quotes stay, and a gap is seen."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import diagnoser, knowledge

from diagnose import Case, Diagnoser, Session, diagnose
from diagnose.casebook.entries import read_entries
from diagnose.cli import main
from diagnose.interview.forms import filled_form, form_as
from diagnose.interview.questionnaire import questionnaire, take_back
from diagnose.knowledge import LanguageError, Speech, default
from diagnose.knowledge.folder import folders
from diagnose.knowledge.speech import MARK, Phrase
from diagnose.knowledge.texts import speech_of
from diagnose.knowledge.translated import in_language as told_by
from diagnose.report import in_language, report, to_html, to_text
from diagnose.report.due import PASSED, RUNS
from diagnose.report.tongue import speaking
from facts_schema import Diagnosis

LANGUAGES = ("de", "fr", "zh")
NOTICE = (
    "Your Amazon seller account has been deactivated. Your late shipment rate of 12% exceeds our target of 4%. "
    "Send us a plan of action. Please reply within 3 days."
)
CASE = Case.model_validate({"notice": NOTICE, "marketplace": "US", "as_of": "2026-11-22"})
SAMPLE = read_entries(Path(__file__).parent / "cases")[0][::40]


@pytest.fixture(scope="module", params=LANGUAGES)
def other(request: pytest.FixtureRequest) -> Diagnoser:
    return Diagnoser(language=request.param)


def bones(diagnosis: Diagnosis) -> object:
    """Everything of a diagnosis but its words."""
    return (
        diagnosis.enforcement,
        diagnosis.knowledge_version,
        [item.id for item in diagnosis.requests],
        [(g.id, g.probability, g.confidence, g.remedy, g.outlook, g.listings) for g in diagnosis.grounds],
        [[(c.id, c.probability, c.missing) for c in g.root_causes] for g in diagnosis.grounds],
        [[(r.rule, r.weight, len(r.observations)) for r in g.because] for g in diagnosis.grounds],
        [(item.id, item.need, [check.id for check in item.checks]) for item in diagnosis.evidence],
        [(item.id, item.part, item.state) for item in diagnosis.actions],
        [(flag.id, flag.kind, flag.grounds) for flag in diagnosis.flags],
        [(item.fact, item.question) for item in diagnosis.open_facts],
        diagnosis.answer_order,
        diagnosis.thread.next_submission if diagnosis.thread else None,
        [item.id for item in diagnosis.thread.owed] if diagnosis.thread else [],
        sorted((o.fact, o.answer, o.listing, o.origin) for o in diagnosis.observations),
    )


@pytest.mark.parametrize("entry", SAMPLE, ids=lambda entry: entry.name[:60])
def test_ids_figures_and_order_are_the_same_in_every_language(other: Diagnoser, entry: object) -> None:
    case = entry.read(knowledge())  # type: ignore[attr-defined]
    assert bones(other.diagnose(case)) == bones(diagnoser().diagnose(case))


def test_the_output_language_is_said_beside_that_of_the_notice() -> None:
    told = diagnose(CASE, language="de")
    assert (told.language, told.output_language) == ("en", "de")
    assert diagnose(CASE).output_language == "en"


def test_titles_and_the_summary_are_told_in_the_language() -> None:
    told = diagnose(CASE, language="de")
    assert told.grounds[0].title == "Rate verspäteter Lieferungen über dem Zielwert"
    assert "Der wahrscheinlichste Grund" in told.summary
    assert "迟发率超标" in diagnose(CASE, language="zh").summary


def test_what_is_not_translated_stays_english_and_is_marked() -> None:
    told = Diagnoser(knowledge=told_by(default(), Speech("de")))
    diagnosis = told.diagnose(CASE)
    assert diagnosis.grounds[0].title == "Late shipment rate above target (en)"
    assert all(item.text.endswith(MARK) for item in diagnosis.cautions)
    assert [ground.id for ground in diagnosis.grounds] == [g.id for g in diagnose(CASE).grounds]


def test_english_is_untouched_by_the_translations() -> None:
    english = diagnoser().diagnose(CASE)
    assert Diagnoser(language="en").diagnose(CASE) == english
    blocks = report(english, knowledge().questions)
    assert in_language(blocks, None) == blocks
    assert MARK not in to_text(blocks)


def test_quotes_of_the_notice_are_never_translated(other: Diagnoser) -> None:
    text = to_text(in_language(report(other.diagnose(CASE)), other.knowledge.speech), width=200)
    assert "“Your Amazon seller account has been deactivated.”" in text


def test_words_of_a_client_are_left_alone() -> None:
    speech = Speech(
        "de", phrases=(Phrase("documents", "Dokumente"), Phrase("For {listings}", "Für {listings}"))
    )
    assert speech.say("“For documents”") == "“For documents”"
    assert speech.say("For B0TESTAA11") == "Für B0TESTAA11"
    assert speech.say("The papers, documents and all.") == "The papers, documents and all."


def test_words_before_a_quote_are_said_and_the_quote_is_not_cut() -> None:
    speech = Speech(
        "de", phrases=(Phrase("To get it", "So bekommt man es"), Phrase("documents", "Dokumente"))
    )
    assert (
        speech.say("To get it: open “Tax: documents” twice")
        == "So bekommt man es: open “Tax: documents” twice"
    )


def test_chinese_marks_stand_between_our_words_and_not_in_those_of_a_client() -> None:
    marks = (Phrase(":", "："), Phrase(",", "，"), Phrase(".", "。"))
    words = (Phrase("Fair", "一般"), Phrase("practice", "经验"), Phrase("{number} days", "{number} 天"))
    speech = Speech("zh", {"Late shipment": "迟发"}, marks + words)
    told = speech.text("Late shipment")
    assert speech.say("17 days, practice") == "17 天，经验"
    assert speech.say("Fair. So it is.") == "一般。So it is."
    assert speech.say(f"{told}: 7 %") == "迟发：7 %"
    assert speech.say("深圳, 广州: practice") == "深圳, 广州: 经验"


def test_a_phrase_with_gaps_says_what_stands_in_them() -> None:
    phrases = (
        Phrase("{number} days", "{number} Tage"),
        Phrase("{span} from the notice ({date})", "{span} ab der Mitteilung ({date})"),
        Phrase("{day} Nov {year}", "{day}. November {year}"),
    )
    said = Speech("de", phrases=phrases).say("60 days from the notice (5 Nov 2026)")
    assert said == "60 Tage ab der Mitteilung (5. November 2026)"


def test_pieces_are_joined_as_the_language_writes_it() -> None:
    phrases = (Phrase("Not accepted", "Non accepté"), Phrase(":", " :"))
    assert Speech("fr", phrases=phrases).say("Not accepted: Kbis") == "Non accepté : Kbis"
    assert Speech("fr", {}, phrases).say("Kbis : original") == "Kbis : original"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_of_every_kind_of_clock_is_said(language: str) -> None:
    speech = speech_of(folders((), None), language)
    for kind, run in RUNS.items():
        for english in (f"{run} 12 Nov 2026 ({PASSED[kind]})", f"{run} a day that is not known"):
            said = speech.say(english)
            assert not re.search(rf"\b({run}|known|{PASSED[kind]}|en)\b", said), said


def test_an_unknown_language_is_refused_with_the_list() -> None:
    with pytest.raises(LanguageError) as error:
        Diagnoser(language="da")
    assert str(error.value) == (
        'rules/texts: there are no texts in the language "da"; there are: de, en, fr, zh.'
    )


def test_html_says_its_language_and_its_own_words_in_it() -> None:
    told = Diagnoser(language="de")
    with speaking(told.knowledge.speech):
        page = to_html(in_language(report(told.diagnose(CASE)), told.knowledge.speech))
    assert '<html lang="de">' in page
    assert "Zum Bericht springen" in page
    assert "Sperrgründe und Ursachen" in page
    assert "Skip to the report" not in page


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Sperrgründe und Ursachen"), ("zh", "停用理由与根本原因")]
)
@pytest.mark.parametrize("form", ["docx", "pdf", "html", "markdown"])
def test_the_command_writes_every_format_in_the_language(
    tmp_path: Path, language: str, words: str, form: str
) -> None:
    notice, out = tmp_path / "notice.txt", tmp_path / f"report.{form}"
    notice.write_text(NOTICE, "utf-8")
    done = CliRunner().invoke(
        main, ["case", str(notice), "--language", language, "--format", form, "-o", str(out)]
    )
    if "no typeface" in done.output:
        pytest.skip(done.output)
    assert done.exit_code == 0, done.output
    assert words in read(out, form)


def read(path: Path, form: str) -> str:
    if form == "docx":
        import docx

        return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    if form == "pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        return re.sub(r"\s+", " ", " ".join(pages))
    return path.read_text("utf-8")


def test_json_keeps_ids_and_tells_the_texts(tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, "utf-8")
    done = CliRunner().invoke(main, ["case", str(notice), "--language", "fr", "--format", "json"])
    told = Diagnosis.model_validate_json(done.stdout)
    assert told.grounds[0].id == "late-shipment"
    assert told.grounds[0].title == "Taux d'expéditions en retard supérieur à l'objectif"


def test_the_command_refuses_an_unknown_language(tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, "utf-8")
    done = CliRunner().invoke(main, ["case", str(notice), "--language", "xx"])
    assert done.exit_code == 2
    assert "there are: de, en, fr, zh." in done.output


@pytest.mark.parametrize("suffix", [".html", ".docx", ".csv"])
def test_a_questionnaire_in_chinese_is_read_back(tmp_path: Path, suffix: str) -> None:
    session = Session.start(CASE, Diagnoser(language="zh"))
    form = questionnaire(session)
    data = form_as(form, suffix)
    assert form.items
    assert filled_form(data) is not None
    assert "请" in form.introduction
    assert not take_back(session, dict.fromkeys((item.name for item in form.items), "?")).problems


def test_the_report_is_worded_whole_in_each_language() -> None:
    done = CliRunner().invoke(main, ["rules", "texts", "de"])
    assert re.search(r"report\.yaml: (\d+) of \1 texts translated \(100%\), 0 stale", done.output)


def test_what_is_missing_is_listed_with_its_file() -> None:
    done = CliRunner().invoke(main, ["rules", "texts", "fr", "--missing"])
    assert all(len(line.split("\t")) == 2 for line in io.StringIO(done.output))
