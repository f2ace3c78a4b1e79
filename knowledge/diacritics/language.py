"""How a library writes: counts of its syllables and of neighbouring syllables."""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from sys import intern

from knowledge.diacritics.folding import folded_word, syllables

BEGINNING = "^"
"""Stands before the first syllable of a sentence."""
_SENTENCE_END = re.compile(r"[\n.;:!?()“”\"|]+")


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """The different syllables of a text, as marked and without marks, and its neighbours."""

    marked: frozenset[str]
    bare: frozenset[str]
    pairs: frozenset[Pair]


def wording_of(text: str) -> Wording:
    marked = syllables(text)
    bare = [folded_word(word) for word in marked]
    return Wording(frozenset(marked), frozenset(bare), frozenset(pairwise(bare)))


def coverage(told: Mapping[str, float], wording: Wording) -> float:
    """The share (0..1) of what words tell that stands in a text.

    A word typed with marks that stands there with other marks ('lề' and 'lệ') counts half.
    """
    held = 0.0
    for word, weight in told.items():
        if word in wording.marked:
            held += weight
        elif (bare := folded_word(word)) in wording.bare:
            held += weight if bare == word else weight / 2
    return held / whole if (whole := sum(told.values())) else 0.0


@dataclass
class Language:
    """Counts of syllables and neighbouring syllables in a body of text; counts can be added up."""

    singles: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def learn(self, text: str) -> None:
        """Add a text's syllables; line ends and punctuation part neighbours."""
        for sentence in _SENTENCE_END.split(text):
            words = syllables(sentence)
            self.singles.update(words)
            self.pairs.update(pairwise([BEGINNING, *words]))

    @cached_property
    def folded(self) -> Counter[str]:
        """Counts of syllables, however they are marked."""
        folded: Counter[str] = Counter()
        for word, count in self.singles.items():
            folded[folded_word(word)] += count
        return folded

    @cached_property
    def total(self) -> int:
        return self.singles.total()

    def surprise(self, bare: str) -> float:
        """How much a folded syllable tells, in nats: 'của' little, a rare name much."""
        return math.log((self.total + 1) / (self.folded.get(bare, 0) + 1))

    def telling(self, words: Iterable[str]) -> dict[str, float]:
        """The different words with how much each tells, however it is marked."""
        return {word: self.surprise(folded_word(word)) for word in words}

    def save(self, path: Path) -> None:
        """Write the counts, tab-separated and gzipped; a kill leaves the old file."""
        rows = [f"{word}\t{count}" for word, count in self.singles.items() if count > 0]
        pairs = [f"{a} {b}\t{count}" for (a, b), count in self.pairs.items() if count > 0]
        unfinished = path.with_suffix(".new")
        with gzip.open(unfinished, "wt", encoding="utf-8", compresslevel=1) as file:
            file.write("\n".join([*rows, *pairs]))
        unfinished.replace(path)

    @classmethod
    def load(cls, path: Path) -> Language:
        """The counts saved at `path`, or none where there is no such file."""
        language = cls()
        if not path.exists():
            return language
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in file:
                words, _, count = row.rstrip("\n").rpartition("\t")
                first, _, second = words.partition(" ")
                if second:
                    language.pairs[intern(first), intern(second)] = int(count)
                elif first:
                    language.singles[intern(first)] = int(count)
        return language


def language_of(texts: Iterable[str]) -> Language:
    language = Language()
    for text in texts:
        language.learn(text)
    return language
