"""A glance may let a text pass that says nothing, but never stops one that says something."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.intake.glance import Glance
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.phrases import parse_phrase, word_lists
from diagnose.knowledge.wording import Phrasebook


@pytest.fixture(scope="module")
def phrasebook(knowledge: KnowledgeBase) -> Phrasebook:
    entries = knowledge.wordings["en"]
    return Phrasebook([entry for entry in entries if entry.theme or entry.words or entry.guard == "negated"])


@pytest.fixture(scope="module")
def glance(knowledge: KnowledgeBase) -> Glance:
    themes = {entry.theme for entry in knowledge.wordings["en"] if entry.theme}
    return Glance(themes, {"en": knowledge.wordings["en"]})


@pytest.fixture(scope="module")
def samples(knowledge: KnowledgeBase) -> list[str]:
    """One text for every phrase of every theme, and how else its parts can be written."""
    entries = knowledge.wordings["en"]
    words = word_lists({entry.words: entry.phrases for entry in entries if entry.words})
    phrases = [parse_phrase(text, words) for entry in entries if entry.theme for text in entry.phrases]
    plain = [" ".join(part[-1].text for part in phrase.parts) for phrase in phrases]
    return [*plain, *map(str.upper, plain), *(text.replace(" ", "  ") for text in plain)]


def test_every_phrase_of_every_theme_passes(phrasebook, glance, samples):
    saying = [text for text in samples if phrasebook.themes(text)]
    assert saying
    assert [text for text in saying if not glance.passes(text)] == []


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_other_widths_accents_and_neighbours_pass_too(phrasebook, glance, samples, data):
    text = data.draw(st.sampled_from(samples))
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    around = data.draw(st.text(max_size=10))
    for written in (f"{around} {text}", f"{text} {around}", wide, f"{text}\u0301"):
        assert glance.passes(written) or not phrasebook.themes(written)


def test_a_text_of_nothing_in_particular_is_stopped(glance):
    assert not glance.passes("Zinc jug")
