"""Give back to a question the marks, and for retrieval the letters, that its typist left out."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from knowledge.diacritics.folding import WORD, folded_word, official
from knowledge.diacritics.language import BEGINNING, Language, language_of

_EVERYDAY = """đúng hay sai. là gì. là bao nhiêu. mất bao nhiêu tiền. bị phạt bao nhiêu. bao lâu.
như thế nào. thế nào là. khi nào. ở đâu. ai có quyền. có được không. có phải không. phải làm gì.
phải làm sao. làm thế nào. quy định ra sao. nói gì. gồm những gì. thì sao. còn hiệu lực không. hết
hiệu lực chưa. theo văn bản nào. điều mấy. khoản mấy. số mấy. ngày mấy. mấy ngày. cho em hỏi. cho
tôi hỏi. anh chị cho hỏi. xin hỏi. đồng chí. sếp bắt làm. chốt số liệu. soạn báo cáo. viết mục.
cho em hỏi chút. cho em hỏi xíu. bây giờ. hiện nay. em cảm ơn. em cám ơn. đúng không nhỉ. nhờ tư
vấn giúp em. mọi người ơi. nhé. luôn."""
"""How people ask; laws hardly use these words, so a library alone would restore them wrongly."""
_EVERYDAY_TIMES = 20
_MOST_SPELLINGS = 12
_RAREST_PAIR = 2
_BARE_SHARE = 0.05
"""A syllable that is written without marks so rarely was typed without them."""
_UNSEEN = 1e-7
_UNKNOWN = 0.01
"""How likely a word is that the library does not hold: an error is one if its neighbours say so."""
_PAIR_WEIGHT = 0.9
_FREQUENT = 5
_TIMES_MORE_FREQUENT = 1000
"""A syllable is a typing error only of one that is so much more frequent in the library."""
_SYLLABLE_LENGTH = range(3, 9)
"""Letters of what may be a mistyped syllable: the longest is 'nghiêng', with one too many."""

Spellings = Callable[[str], Sequence[str]]
"""A typed syllable, in lower case, to what may have been meant."""


class Restorer:
    """Knows how a library writes what people type in a hurry."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._everyday = language_of([_EVERYDAY] * _EVERYDAY_TIMES)
        self._singles = language.singles + self._everyday.singles
        self._total = self._singles.total()
        self._spellings = _spellings(self._singles)

    def restore(self, question: str) -> str:
        """The question with marks restored; a question that is typed with marks stays as it is.

        Only syllables typed without any mark are candidates, so what the user marked is kept.
        """
        typed = unicodedata.normalize("NFC", question)
        if not any(self._is_bare(word) for word in _words(typed)):
            return question
        return self._rewritten(typed, self._marked)

    def correct(self, question: str) -> str:
        """The question with marks restored and typing errors of one letter repaired.

        For retrieval alone: a syllable that the library never writes may be a name after all.
        """
        typed = unicodedata.normalize("NFC", question)
        lacks_marks = any(self._is_bare(word) for word in _words(typed))
        known = self._marked if lacks_marks else _as_typed
        abbreviations = {word.lower() for word in WORD.findall(typed) if word.isupper()}

        def meant_by(word: str) -> Sequence[str]:
            return (word not in abbreviations and self._mistyped(word)) or known(word)

        return self._rewritten(typed, meant_by)

    def _is_bare(self, word: str) -> bool:
        """True of a syllable without marks that the library nearly always writes with them."""
        if folded_word(word) != word or word.isdigit():
            return False
        total = self._folded[word]
        return bool(total) and self._singles[word] / total < _BARE_SHARE

    def _marked(self, word: str) -> Sequence[str]:
        if folded_word(word) != word or not word.isalpha():
            return (word,)
        return self._spellings.get(word, (word,))

    def _mistyped(self, word: str) -> tuple[str, ...]:
        """The word and what may have been meant, if the library does not know it; else ()."""
        bare = folded_word(word)
        if not bare.isalpha() or not bare.isascii() or len(bare) not in _SYLLABLE_LENGTH:
            return ()
        held = self._folded if word == bare else self._singles
        least = max(_FREQUENT, _TIMES_MORE_FREQUENT * held[word])
        if held[word] >= _FREQUENT:
            return ()
        near = [other for other in _one_edit_away(word, self._letters) if held[other] >= least]
        if word == bare:
            near = [spelling for other in near for spelling in self._spellings[other]]
        return (word, *sorted(near)) if near else ()

    @cached_property
    def _letters(self) -> str:
        """The letters of frequent syllables."""
        frequent = (word for word, count in self._singles.items() if count >= _FREQUENT)
        return "".join(sorted({letter for word in frequent for letter in word if word.isalpha()}))

    @cached_property
    def _folded(self) -> Counter[str]:
        folded: Counter[str] = Counter()
        for word, count in self._singles.items():
            folded[folded_word(word)] += count
        return folded

    def _rewritten(self, typed: str, meant_by: Spellings) -> str:
        words = list(WORD.finditer(typed))
        best = self._likeliest([meant_by(official(word.group().lower())) for word in words])
        restored, position = [], 0
        for word, spelling in zip(words, best, strict=True):
            restored.append(typed[position : word.start()])
            restored.append(_with_case_of(word.group(), spelling))
            position = word.end()
        return "".join([*restored, typed[position:]])

    def _likeliest(self, candidates: Sequence[Sequence[str]]) -> list[str]:
        """Viterbi over pairs of neighbours."""
        scores: dict[str, tuple[float, tuple[str, ...]]] = {BEGINNING: (0.0, ())}
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
        count = self._singles.get(word, 0)
        single = count / self._total if count else _UNKNOWN
        seen = self._singles.get(before, 0) or self._total / 20
        pair = self._times_together(before, word) / seen
        return math.log(_PAIR_WEIGHT * pair + (1 - _PAIR_WEIGHT) * single + _UNSEEN)

    def _times_together(self, before: str, word: str) -> int:
        times = self.language.pairs[before, word] + self._everyday.pairs[before, word]
        return times if times >= _RAREST_PAIR else 0


def _words(text: str) -> Iterator[str]:
    return (official(word.group().lower()) for word in WORD.finditer(text))


def _as_typed(word: str) -> tuple[str, ...]:
    return (word,)


def _one_edit_away(word: str, letters: str) -> set[str]:
    """The words with one letter more, less, another, or two letters swapped."""
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return {
        *(front + back[1:] for front, back in splits if back),
        *(front + back[1] + back[0] + back[2:] for front, back in splits if len(back) > 1),
        *(front + letter + back for front, back in splits for letter in letters),
        *(front + letter + back[1:] for front, back in splits if back for letter in letters),
    } - {word}


def _spellings(singles: Counter[str]) -> dict[str, tuple[str, ...]]:
    """For each folded syllable the ways to write it, the frequent ones first."""
    found: dict[str, list[str]] = {}
    for word, count in singles.most_common():
        if count > 0 and word.isalpha():
            found.setdefault(folded_word(word), []).append(word)
    return {bare: tuple(words[:_MOST_SPELLINGS]) for bare, words in found.items()}


def _with_case_of(typed: str, spelling: str) -> str:
    if official(typed.lower()) == spelling:
        return typed
    if typed.isupper() and len(typed) > 1:
        return spelling.upper()
    return spelling.capitalize() if typed[:1].isupper() else spelling
