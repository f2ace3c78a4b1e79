"""What speaks for a passage as the answer to a question, and how much each of it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from knowledge.diacritics import (
    Language,
    Wording,
    coverage,
    fold,
    folded_word,
    syllables,
    wording_of,
)
from knowledge.model import DocumentKind, Metadata, Passage
from knowledge.question import asked_words, subject_words

_LEAST_NAME = 2
"""Syllables of a title that names a document: 'Luật' alone names none."""
_FIRST_NUMBER = re.compile(r"\d+")


class Evidence(NamedTuple):
    """What speaks for one passage, each from 0 to 1."""

    lexical: float
    """BM25 of the passage: the best of those found is 1, the last 0."""
    meaning: float
    """Cosine of question and passage, scaled likewise."""
    words: float
    """The share of what the question's own words tell that stands in the passage."""
    pairs: float
    """The same of pairs of neighbours: 'giấy phép' is not 'phép' and 'giấy'."""
    heading: float
    """The share of what the article's heading tells that stands in the question."""
    named: float
    """1 where the question names the document by its title or number."""
    report: float
    """1 for a past report: it is never a legal basis (domain.md §3.4)."""


WEIGHTS = Evidence(
    lexical=0.20, meaning=0.24, words=0.18, pairs=0.20, heading=0.18, named=0.06, report=-0.08
)
"""`python -m bench.calibration` fits them on some question sets and measures on the others; all
between a half and twice these do as well (docs/benchmarks.md)."""


def weighed(evidence: Evidence, weights: Evidence = WEIGHTS) -> float:
    """One number for all that speaks for a passage; comparable within one question only."""
    return sum(value * weight for value, weight in zip(evidence, weights, strict=True))


@dataclass(frozen=True)
class Asked:
    """A question, as the library would write it, that passages are weighed against."""

    text: str
    language: Language

    def words_in(self, wording: Wording) -> float:
        return coverage(self._words, wording)

    def pairs_in(self, wording: Wording) -> float:
        held = sum(self._pairs[pair] for pair in self._pairs.keys() & wording.pairs)
        return held / whole if (whole := sum(self._pairs.values())) else 0.0

    def says(self, heading: str) -> float:
        """The share of what a heading tells that the question says."""
        if heading not in self._said:
            told = self.language.telling(subject_words(heading))
            self._said[heading] = coverage(told, self._wording)
        return self._said[heading]

    def names(self, metadata: Metadata) -> bool:
        """Whether the question names the document: by title, or by type and number."""
        if metadata.key not in self._named:
            titled = _plain(_with_type(metadata))
            is_name = titled.count(" ") >= _LEAST_NAME + 1
            numbers = any(f" {name} " in self._plain for name in _numbered(metadata))
            self._named[metadata.key] = numbers or (is_name and titled in self._plain)
        return self._named[metadata.key]

    @cached_property
    def _words(self) -> dict[str, float]:
        return self.language.telling(asked_words(self.text))

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], float]:
        surprise = self.language.surprise
        return {pair: surprise(pair[0]) + surprise(pair[1]) for pair in self._wording.pairs}

    @cached_property
    def _wording(self) -> Wording:
        return wording_of(self.text)

    @cached_property
    def _plain(self) -> str:
        return _plain(self.text)

    @cached_property
    def _said(self) -> dict[str, float]:
        """By heading: the passages of an article share one."""
        return {}

    @cached_property
    def _named(self) -> dict[str, bool]:
        """By key of the document."""
        return {}


def evidence_for(
    asked: Asked, passage: Passage, metadata: Metadata, lexical: float, meaning: float
) -> Evidence:
    """`lexical` and `meaning` come from the two searches, scaled to 0..1."""
    wording = wording_of(passage.indexed_text)
    return Evidence(
        lexical=lexical,
        meaning=meaning,
        words=asked.words_in(wording),
        pairs=asked.pairs_in(wording),
        heading=asked.says(heading_of(passage)),
        named=float(asked.names(metadata)),
        report=float(metadata.kind is DocumentKind.REPORT),
    )


def heading_of(passage: Passage) -> str:
    """The heading of the article, without 'Điều 5.': the line below the document's own."""
    line = "".join(passage.context.split("\n")[1:2])
    return line.partition(". ")[2]


def _with_type(metadata: Metadata) -> str:
    """'Luật Đất đai'; titles of some sources begin with the type themselves."""
    if fold(metadata.title).startswith(fold(metadata.type_name)):
        return metadata.title
    return f"{metadata.type_name} {metadata.title}"


def _numbered(metadata: Metadata) -> list[str]:
    """'30 2020' and 'nghi dinh 30' of Nghị định 30/2020/NĐ-CP, in plain words."""
    parts = [part for part in metadata.number.split("/") if part]
    first = parts[0] if parts and _FIRST_NUMBER.fullmatch(parts[0]) else ""
    named = [f"{fold(metadata.type_name)} {first}"] if first and metadata.type_name else []
    has_year = len(parts) > 1 and _FIRST_NUMBER.fullmatch(parts[1])
    return [*named, f"{first} {parts[1]}"] if first and has_year else named


def _plain(text: str) -> str:
    """Words without marks between single blanks, a blank at both ends."""
    return f" {' '.join(folded_word(word) for word in syllables(text))} "
