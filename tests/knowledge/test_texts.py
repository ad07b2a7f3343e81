"""Translations beside the rules: what is wrong is told, what is missing or stale is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.knowledge import KnowledgeError, default
from diagnose.knowledge.folder import Folder, folders
from diagnose.knowledge.speech import Speech
from diagnose.knowledge.texts import speech_of
from diagnose.knowledge.translated import in_language, texts_of
from diagnose.knowledge.translations import progress, text_problems

LATE = "grounds/performance/late-shipment.yaml"
TITLE = "- en: Late shipment rate above target\n  says: Zu spät\n"


def laid(root: Path, files: dict[str, str]) -> list[Folder]:
    """The built-in rules with a folder of translations on top."""
    for name, text in files.items():
        (root / "texts" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "texts" / name).write_text(text, "utf-8")
    return [folders((), None)[0], Folder(root, "firm", "firm")]


def problems_of(root: Path, files: dict[str, str]) -> list[str]:
    return [str(p) for p in text_problems(laid(root, files), default()) if p.file.startswith("firm")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "de/grounds/performance/late-shipmant.yaml",
            TITLE,
            "firm/texts/de/grounds/performance/late-shipmant.yaml: there is no "
            "grounds/performance/late-shipmant.yaml with texts to translate. "
            'Did you mean "grounds/performance/late-shipment.yaml"?',
        ),
        (
            f"de/{LATE}",
            TITLE + TITLE,
            f"firm/texts/de/{LATE}:3: this English stands here already, at line 1; remove one of them.",
        ),
        (
            f"de/{LATE}",
            "- en: Buy {units}.\n  says: Kaufen.\n",
            f"firm/texts/de/{LATE}:1: the gaps differ from the English ones: {{units}}.",
        ),
        (
            f"de/{LATE}",
            "- en: Late\n  sais: Zu spät\n",
            f'firm/texts/de/{LATE}:1: this text has the key "sais", which is unknown. Did you mean "says"?',
        ),
        (
            f"de/{LATE}",
            "en: Late\n",
            f'firm/texts/de/{LATE}:1: expected a list here: each entry begins with "- en: ".',
        ),
        (
            f"xx/{LATE}",
            TITLE,
            'rules/texts/xx: the folder is named "xx", which is no language of languages.yaml.',
        ),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    found = [str(problem) for problem in text_problems(laid(tmp_path, {name: text}), default())]
    assert said in found


def test_one_english_text_has_one_translation(tmp_path: Path) -> None:
    found = problems_of(tmp_path, {f"de/{LATE}": TITLE})
    assert len(found) == 1
    assert "the same English is translated otherwise at rules/texts/de/" in found[0]


def test_english_that_has_changed_is_stale_and_no_fault(tmp_path: Path) -> None:
    old = "- en: Late shipment rate over target\n  says: Zu spät\n"
    at = laid(tmp_path, {f"it/{LATE}": old})
    assert list(text_problems(at, default())) == []
    (file,) = [item for item in progress(at, default(), "it") if item.file == LATE]
    assert "Late shipment rate above target" in file.missing
    assert (file.stale[0].line, file.stale[0].now) == (1, "Late shipment rate above target")


def test_a_pack_brings_translations_that_come_first(tmp_path: Path) -> None:
    speech = speech_of(laid(tmp_path, {f"de/{LATE}": TITLE}), "de")
    assert speech.text("Late shipment rate above target") == "Zu spät"


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"late-shipment.yaml:1: expected a list here"):
        speech_of(laid(tmp_path, {f"de/{LATE}": "en: Late\n"}), "de")


def test_a_translation_changes_texts_and_nothing_else() -> None:
    told = in_language(default(), Speech("de"))
    assert [text + " (en)" for _, text in texts_of(default())] == [text for _, text in texts_of(told)]
    assert told.version == default().version
    assert [rule.when for rule in told.rules_by_id.values()] == [
        rule.when for rule in default().rules_by_id.values()
    ]


def test_no_translation_is_read_for_english() -> None:
    assert not any(file.name.startswith("texts/") for file in folders((), None)[0].files)
