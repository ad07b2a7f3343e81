"""Vocabularies: what is learned from labelled texts, how it is kept, and how a text is judged by it."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnose.casebook import Example, learn, of_cases, read_entries, read_examples
from diagnose.cli.rules.learn import vocabulary_of
from diagnose.knowledge import default
from diagnose.knowledge.folding import fold
from diagnose.knowledge.learned import checked, read_vocabulary, written
from diagnose.knowledge.sayings import Sayings, Teller
from diagnose.knowledge.terms import terms_of, with_parts
from diagnose.knowledge.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
LATE = "too many of your orders were shipped late"
USED = "buyers received used items that were sold as new"
EXAMPLES = [Example(LATE, ("late-shipment",)), Example(USED, ("used-sold-as-new",))]

TERM = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=6)


def plain(text: str) -> str:
    return fold(text).text


def learned() -> Vocabulary:
    return learn(EXAMPLES, 50, plain)


def likeness(text: str, whole: int = 1) -> dict[str, float]:
    return learned().likeness([learned().told(terms_of(plain(text)))], 10, whole)


def test_a_text_is_most_like_the_examples_whose_words_it_uses() -> None:
    found = likeness("orders that were shipped late")
    assert found["late-shipment"] > found["used-sold-as-new"]
    assert sum(found.values()) == pytest.approx(1, abs=1e-5)


def test_the_typical_terms_are_words_of_the_text_and_none_lies_within_another() -> None:
    text = terms_of("the orders were shipped late again")
    vocabulary = learned()
    terms = vocabulary.typical_terms([vocabulary.told(text)], "late-shipment")
    assert terms
    assert all(f" {term} " in " the orders were shipped late again " for term in terms)
    assert not any(a != b and f" {a} " in f" {b} " for a in terms for b in terms)


def test_a_short_text_tells_less() -> None:
    whole = likeness("shipped late", whole=40)["late-shipment"]
    assert 0.5 < whole < likeness("shipped late")["late-shipment"]


def test_words_are_taken_one_by_one_and_by_twos_and_signs_of_chinese_too() -> None:
    assert set(terms_of("your account")) == {"your", "account", "your account"}
    assert "账 户" in terms_of("账户")


def test_parts_of_long_words_tell_what_a_compound_is_about() -> None:
    examples = [
        Example("die rate verspäteter lieferungen ist zu hoch", ("late-shipment",)),
        Example("gebrauchte artikel wurden als neu verkauft", ("used-sold-as-new",)),
    ]
    vocabulary = learn(examples, 90, plain, parts=5)
    text = "lieferungsverspätungen"
    told = vocabulary.told([text])
    found = vocabulary.likeness([told], 10)
    assert found["late-shipment"] > found["used-sold-as-new"]
    assert vocabulary.typical_terms([told], "late-shipment") == (text,)
    assert not any(term in learn(examples, 90, plain).lines for term in with_parts([text], 5))
    assert read_vocabulary(written(vocabulary).encode()) == vocabulary


@given(st.lists(st.text(max_size=40), max_size=5))
def test_the_terms_of_sentences_together_are_those_of_the_text(sentences: list[str]) -> None:
    folded = [plain(sentence) for sentence in sentences]
    whole = terms_of(" ".join(folded))
    vocabulary = Vocabulary(dict.fromkeys(whole, "1.0"), ())
    told = Sayings(Teller(vocabulary), folded).whole()
    assert Counter(term for piece in told for term in piece.known) == Counter(whole)


TEXTS = st.lists(st.sampled_from([*LATE.split(), *USED.split()]), max_size=30).map(" ".join)


@given(st.lists(TEXTS, max_size=5))
def test_a_text_in_pieces_is_worded_like_the_whole(pieces: list[str]) -> None:
    vocabulary = learned()
    whole = vocabulary.likeness([vocabulary.told(terms_of(" ".join(pieces)))], 10)
    assert vocabulary.likeness(Sayings(Teller(vocabulary), pieces).whole(), 10) == pytest.approx(
        whole, abs=2e-6
    )


@given(TEXTS)
def test_a_term_said_again_counts_by_the_logarithm_of_its_times(text: str) -> None:
    vocabulary = learned()
    heavy = {term: entry for term in {*terms_of(text)} if (entry := vocabulary.entry(term))}
    often = {term: 1 + math.log(terms_of(text).count(term)) for term in heavy}
    length = math.sqrt(sum(often[term] ** 2 * entry.square for term, entry in heavy.items())) or 1.0
    sums = [0.0] * len(vocabulary.labels)
    for term, entry in heavy.items():
        for label, weight in zip(array("H", entry.labels), array("d", entry.weights), strict=True):
            sums[label] += often[term] * weight / length
    odds = [math.exp(10 * value) for value in sums]
    found = vocabulary.likeness([vocabulary.told(terms_of(text))], 10)
    assert list(found.values()) == pytest.approx([part / sum(odds) for part in odds], abs=2e-6)


def test_a_vocabulary_comes_back_as_it_was_written() -> None:
    again = read_vocabulary(written(learned()).encode())
    assert again == learned()


def test_a_term_that_begins_with_the_sign_of_a_number_is_no_remark() -> None:
    vocabulary = learn([Example("# days", ("a",)), Example("other words", ("b",))], 9, plain)
    assert "# days" in read_vocabulary(written(vocabulary).encode()).lines


@given(st.sets(TERM, max_size=60), st.sets(TERM, max_size=20))
def test_of_every_term_its_own_line_is_found_and_of_no_other(terms: set[str], others: set[str]) -> None:
    numbered = {term: f"{number}.0" for number, term in enumerate(sorted(terms))}
    lines = read_vocabulary(written(Vocabulary(numbered, ())).encode()).lines
    assert {term: lines.get(term) for term in terms | others} == {
        term: numbered.get(term) for term in terms | others
    }
    assert dict(lines) == numbered


def test_a_damaged_line_is_told_with_what_to_do() -> None:
    damaged = read_vocabulary(b"# labels a\nterm\t1.00\ta 0.5\nother\tnot a number\n")
    with pytest.raises(ValueError, match=r'the line of "other" .*diagnose rules learn'):
        checked(damaged)


@given(st.permutations(EXAMPLES))
def test_the_order_of_the_examples_does_not_matter(examples: list[Example]) -> None:
    assert written(learn(examples, 50, plain)) == written(learned())


@given(st.text(max_size=300))
def test_any_text_has_a_likeness_to_every_label_between_nought_and_one(text: str) -> None:
    found = likeness(text)
    assert sorted(found) == list(learned().labels)
    assert all(0 <= probability <= 1 for probability in found.values())
    top = learned().most_like([learned().told(terms_of(plain(text)))], 10)
    assert top is not None and top.probability == max(found.values())


def test_the_vocabularies_are_what_the_taught_texts_give() -> None:
    examples, problems = read_examples(ROOT / "tests" / "notices" / "taught")
    assert problems == ()
    examples["en", "grounds"] += of_cases(read_entries(ROOT / "tests" / "cases")[0])
    for (language, name), texts in examples.items():
        made = written(vocabulary_of(default(), language, name, texts))
        kept = (ROOT / "rules" / "vocabulary" / language / f"{name}.tsv").read_text("utf-8")
        assert kept == made, f"{language}/{name} is stale; make it with: diagnose rules learn"
