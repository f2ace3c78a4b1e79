"""Vietnamese without and with marks: fold text, and restore marks from a library's own language."""

from __future__ import annotations

import gzip
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

WORD = re.compile(r"\w+")
_TONE_IN_FRONT = {
    late: early
    for spellings in (
        "oà òa oá óa oả ỏa oã õa oạ ọa",
        "oè òe oé óe oẻ ỏe oẽ õe oẹ ọe",
        "uỳ ùy uý úy uỷ ủy uỹ ũy uỵ ụy",
    )
    for late, early in zip(spellings.split()[::2], spellings.split()[1::2], strict=True)
}
"""Both 'hoà' and 'hòa' are written; they are one word (domain.md §6.5)."""
_TONE_AT_END = re.compile(rf"(?<!q)(?:{'|'.join(_TONE_IN_FRONT)})\b")
_EVERYDAY = """đúng hay sai. là gì. là bao nhiêu. mất bao nhiêu tiền. bị phạt bao nhiêu. bao lâu.
như thế nào. thế nào là. khi nào. ở đâu. ai có quyền. có được không. có phải không. phải làm gì.
phải làm sao. làm thế nào. quy định ra sao. nói gì. gồm những gì. thì sao. còn hiệu lực không. hết
hiệu lực chưa. theo văn bản nào. điều mấy. khoản mấy. số mấy. ngày mấy. mấy ngày. cho em hỏi. cho
tôi hỏi. anh chị cho hỏi. xin hỏi. đồng chí. sếp bắt làm. chốt số liệu. soạn báo cáo. viết mục."""
"""How people ask; laws hardly use these words, so a library alone would restore them wrongly."""
_EVERYDAY_TIMES = 20
_BEGINNING = "^"
_UNSEEN = 1e-7
_BIGRAM_WEIGHT = 0.9


def fold(text: str) -> str:
    """Lower case without marks: 'Điều' and 'dieu' both give 'dieu'."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def syllables(text: str) -> list[str]:
    """The words of a text in lower case, marks kept, the tone in its official place ('hòa')."""
    words = unicodedata.normalize("NFC", text).lower()
    return WORD.findall(_TONE_AT_END.sub(lambda tone: _TONE_IN_FRONT[tone.group()], words))


def lexical_terms(text: str) -> list[str]:
    """What the lexical index knows of a text: folded syllables, pairs of them, marked syllables.

    The folded terms find a text however it is typed; the marked ones ('lề', not 'lệ') decide
    between texts that only look alike without marks.
    """
    bare = WORD.findall(fold(text))
    pairs = [f"{a}_{b}" for a, b in pairwise(bare)]
    marked = [f"={word}" for word in syllables(text) if fold(word) != word]
    return [*bare, *pairs, *marked]


@dataclass
class Language:
    """Counts of syllables and neighbouring syllables in a body of text; counts can be added up."""

    singles: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def learn(self, text: str) -> None:
        """Add a text's syllables; line ends and punctuation part neighbours."""
        for sentence in re.split(r"[\n.;:!?()“”\"|]+", text):
            words = syllables(sentence)
            self.singles.update(words)
            self.pairs.update(zip([_BEGINNING, *words], words, strict=False))

    @cached_property
    def _folded(self) -> Counter[str]:
        folded: Counter[str] = Counter()
        for word, count in self.singles.items():
            folded[fold(word)] += count
        return folded

    @cached_property
    def _total(self) -> int:
        return self._folded.total()

    def surprise(self, bare: str) -> float:
        """How much a folded syllable tells, in nats: 'của' little, a rare name much."""
        return math.log((self._total + 1) / (self._folded.get(bare, 0) + 1))

    def coverage(self, words: Iterable[str], text: str) -> float:
        """The share (0..1) of what `words` tell that stands in `text`.

        A word typed with marks that stands there with other marks ('lề' and 'lệ') counts half.
        """
        marked = set(syllables(text))
        bare = set(WORD.findall(fold(text)))
        told = held = 0.0
        for word in dict.fromkeys(words):
            folded = fold(word)
            weight = self.surprise(folded)
            told += weight
            if word in marked or (folded == word and word in bare):
                held += weight
            elif folded in bare:
                held += weight / 2
        return held / told if told else 0.0

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
                    language.pairs[first, second] = int(count)
                elif first:
                    language.singles[first] = int(count)
        return language


class Restorer:
    """Gives unmarked syllables of a question the marks they most likely have in the library."""

    def __init__(self, language: Language, *, rarest_pair: int = 2) -> None:
        self.language = language
        everyday = language_of([_EVERYDAY] * _EVERYDAY_TIMES)
        self._singles = language.singles + everyday.singles
        pairs = language.pairs + everyday.pairs
        self._pairs = {pair: n for pair, n in pairs.items() if n >= rarest_pair}
        self._total = self._singles.total()
        self._spellings = _spellings(self._singles)

    def restore(self, question: str) -> str:
        """The question with marks restored; a question that is typed with marks stays as it is.

        Only syllables typed without any mark are candidates, so what the user marked is kept.
        """
        words = list(WORD.finditer(unicodedata.normalize("NFC", question)))
        if not words:
            return question
        candidates = [self._candidates(word.group()) for word in words]
        if not self._needs_marks(words):
            return question
        best = self._likeliest(candidates)
        restored, position = [], 0
        text = unicodedata.normalize("NFC", question)
        for word, spelling in zip(words, best, strict=True):
            restored.append(text[position : word.start()])
            restored.append(_with_case_of(word.group(), spelling))
            position = word.end()
        return "".join([*restored, text[position:]])

    def _needs_marks(self, words: Sequence[re.Match[str]]) -> bool:
        """True if a syllable stands unmarked that the library nearly always writes marked."""
        return any(self._is_bare(word.group().lower()) for word in words)

    def _is_bare(self, word: str) -> bool:
        if fold(word) != word or word.isdigit():
            return False
        spellings = self._spellings.get(word, ())
        total = sum(self._singles[spelling] for spelling in spellings)
        return bool(total) and self._singles[word] / total < 0.05

    def _candidates(self, word: str) -> tuple[str, ...]:
        lower = word.lower()
        if fold(lower) != lower or not lower.isalpha():
            return (lower,)
        return self._spellings.get(lower, (lower,))

    def _likeliest(self, candidates: Sequence[Sequence[str]]) -> list[str]:
        """Viterbi over pairs of neighbours."""
        scores = {_BEGINNING: (0.0, ())}  # type: dict[str, tuple[float, tuple[str, ...]]]
        for spellings in candidates:
            scores = {
                spelling: max(
                    (score + self._log_likelihood(before, spelling), (*way, spelling))
                    for before, (score, way) in scores.items()
                )
                for spelling in spellings
            }
        return list(max(scores.values())[1])

    def _log_likelihood(self, before: str, word: str) -> float:
        single = self._singles.get(word, 0) / self._total
        seen = self._singles.get(before, 0) or self._total / 20
        pair = self._pairs.get((before, word), 0) / seen
        return math.log(_BIGRAM_WEIGHT * pair + (1 - _BIGRAM_WEIGHT) * single + _UNSEEN)


def _spellings(singles: Counter[str]) -> dict[str, tuple[str, ...]]:
    """For each folded syllable the ways to write it, the frequent ones first."""
    found: dict[str, list[str]] = {}
    for word, count in singles.most_common():
        if count > 0 and word.isalpha():
            found.setdefault(fold(word), []).append(word)
    return {bare: tuple(words[:12]) for bare, words in found.items()}


def _with_case_of(typed: str, spelling: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return spelling.upper()
    return spelling.capitalize() if typed[:1].isupper() else spelling


def language_of(texts: Iterable[str]) -> Language:
    language = Language()
    for text in texts:
        language.learn(text)
    return language
