"""What the program says, said in another language: the texts of the knowledge and the words of the reports.

English is the original. A text is found by its English words, so that a translation of words that have
changed since is never shown as if it still held: then the English is shown, with a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

ENGLISH = "en"
MARK = f" ({ENGLISH})"
"""What stands behind a text that is shown in English for want of a translation."""
RANKS = " · "
"""What stands between pieces that have nothing to do with each other."""
JOINTS = (" - ", ": ", "; ", ", ")
"""What short pieces are joined by; each piece is said by itself. Sentences are cut at the first two only."""
STOP = ". "
"""What stands between two short sentences."""
_WIDE_STOP = re.compile(r"(?<=[。，；：？！）]) ")
QUOTE = re.compile("“[^”]*”")
_GAP = re.compile(r"\{([a-z_]+)\}")
_SHAPES = {
    **dict.fromkeys(("number", "count", "day", "year"), r"[\d.,]*\d"),
    **dict.fromkeys(("asin", "other"), r"[A-Z0-9]{10}"),
    **dict.fromkeys(("start", "end"), r"\d+ [A-Z][a-z]{2} \d{4}"),
    "numbers": r"\d[\d, ]*\d(?: \.\.\.)?",
}
"""What gaps of these names take; all others take any text."""


@dataclass(frozen=True)
class Phrase:
    """Words that the program puts together itself. Gaps such as {title} take any text, {number} a number.

    ``inside`` phrases are also found within a longer text.
    """

    en: str
    says: str = ""
    inside: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the phrase with its gaps filled."""
        parts = _GAP.split(self.en)
        seen: set[str] = set()
        written = [_part(part, place % 2 == 1, seen) for place, part in enumerate(parts)]
        edge = r"(?<!\w)" if self.en[:1].isalnum() else ""
        return re.compile(edge + "".join(written) + (r"(?!\w)" if self.en[-1:].isalnum() else ""))


def _part(part: str, is_gap: bool, seen: set[str]) -> str:
    if not is_gap:
        return re.escape(part)
    if part in seen:
        return f"(?P={part})"
    seen.add(part)
    return rf"(?P<{part}>{_SHAPES.get(part, '.+?')})"


@dataclass(frozen=True)
class Speech:
    """One language: ``known`` translates texts of the knowledge, ``phrases`` what the program puts together.

    >>> Speech("de", {"Late shipment": "Verspäteter Versand"}).text("Late shipment")
    'Verspäteter Versand'
    >>> Speech("de", {}).text("Late shipment")
    'Late shipment (en)'
    """

    language: str
    known: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()

    def text(self, english: str) -> str:
        """A text of the knowledge; in English, with a mark, where there is no translation of it."""
        if not english.strip():
            return english
        self._texts[english] = said = self.known.get(english) or english + MARK
        self._told.add(said)
        return said

    def say(self, text: str) -> str:
        """A text that the program put together: what is known of it is said, quotes and names are left."""
        if not text or text in self._said:
            return self._said.get(text, text)
        # After a full-width stop no space is written.
        self._said[text] = said = _WIDE_STOP.sub("", self._spoken(text))
        return said

    def _spoken(self, text: str) -> str:
        ranks = _pieces(text, RANKS)
        if len(ranks) > 1:
            return self._joined(ranks, RANKS)
        whole = self._whole(text)
        if whole is not None:
            return whole
        head, stop, rest = text.partition(STOP)
        if stop and head in self._exact:
            return self._joined((head, rest), STOP)
        is_english = text.endswith(MARK)
        is_sentence = stop or text.endswith(".")
        said = text if is_english else self._inside(text)
        for joint in JOINTS[:2] if is_english or is_sentence else JOINTS:
            pieces = _pieces(said, joint)
            if len(pieces) > 1:
                return self._joined(pieces, joint)
        return said

    def _joined(self, pieces: Sequence[str], joint: str) -> str:
        """Each piece said by itself, and after words of ours the joint as the language writes it."""
        *before, last = pieces
        said = [self.say(piece) + (self._joint(joint) if self._is_ours(piece) else joint) for piece in before]
        return "".join((*said, self.say(last)))

    def _is_ours(self, piece: str) -> bool:
        """Whether words are the program's own; those of Amazon, a seller or a file stay as they came."""
        return piece in self._told or self.say(piece) != piece

    def _joint(self, joint: str) -> str:
        """A joint as the language writes it: French has a space before a colon, Chinese has wide marks."""
        mark = joint.strip()
        return joint.replace(mark, self._exact.get(mark, mark))

    def _whole(self, text: str) -> str | None:
        exact = self._exact.get(text) or self._texts.get(text)
        if exact is not None or text.endswith(MARK):
            return exact
        for phrase in self._gapped:
            found = phrase.pattern.fullmatch(text)
            if found:
                return self._filled(phrase, found)
        return None

    def _inside(self, text: str) -> str:
        for phrase in self._within:
            if phrase.says:
                text = _outside_quotes(text, phrase, self._filled)
        return text

    def _filled(self, phrase: Phrase, found: re.Match[str]) -> str:
        values = {name: self.say(value) for name, value in found.groupdict().items()}
        said = phrase.says or phrase.en + MARK
        return _GAP.sub(lambda gap: values.get(gap[1], gap[0]), said)

    @cached_property
    def _said(self) -> dict[str, str]:
        return {}

    @cached_property
    def _told(self) -> set[str]:
        """What the texts of the knowledge say: words that are ours, though they come translated."""
        return set()

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The texts of the knowledge that were said, for where the program puts them into a sentence."""
        return {}

    @cached_property
    def _exact(self) -> dict[str, str]:
        plain = (phrase for phrase in self.phrases if not _GAP.search(phrase.en))
        return {phrase.en: phrase.says or phrase.en + MARK for phrase in plain}

    @cached_property
    def _gapped(self) -> tuple[Phrase, ...]:
        """Phrases with gaps, those that say most first."""
        gapped = [phrase for phrase in self.phrases if _GAP.search(phrase.en)]
        return tuple(sorted(gapped, key=lambda phrase: (-len(_GAP.sub("", phrase.en)), phrase.en)))

    @cached_property
    def _within(self) -> tuple[Phrase, ...]:
        within = [phrase for phrase in self.phrases if phrase.inside]
        return tuple(sorted(within, key=lambda phrase: (-len(phrase.en), phrase.en)))


def gaps(text: str) -> frozenset[str]:
    """The names of the gaps of a text: {listings}, {date}."""
    return frozenset(re.findall(r"\{([^{}]*)\}", text))


def _pieces(text: str, joint: str) -> list[str]:
    """A text cut at a joint wherever that stands outside of quotation marks."""
    bare = QUOTE.sub(lambda quote: "”" * len(quote[0]), text)
    ends = [found.span() for found in re.finditer(re.escape(joint), bare)]
    cuts = [0, *(at for span in ends for at in span), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)][::2]


def _outside_quotes(text: str, phrase: Phrase, filled: object) -> str:
    """Replace a phrase wherever it stands outside of quotation marks."""
    assert callable(filled)
    pieces = QUOTE.split(text)
    quotes = [*QUOTE.findall(text), ""]
    said: Iterable[str] = (phrase.pattern.sub(lambda found: filled(phrase, found), piece) for piece in pieces)
    return "".join(piece + quote for piece, quote in zip(said, quotes, strict=True))
