"""The text of a letter in the forms that its rules search: folded, without line breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.identity.signer import find_signature
from knowledge.model import Span
from knowledge.references.folding import fold_in_place
from knowledge.request_parser.request import Stated

_RECIPIENTS = re.compile(r"^[\s*_|]*noi nhan\s*:", re.MULTILINE)
_ADDRESSED = re.compile(r"^[\s*_|]*kinh (?:gui|trinh)\b", re.MULTILINE)
_ITEM = r"\n\s*(?:[-+•]|\d{1,2}(?:\.\d{1,2})*[.)/]\s|[a-z]\)|[ivx]{1,4}[.\-]\s)"
_SENTENCE_END = re.compile(
    rf"(?<!\btp)(?<!\bs)[.!?](?=\s)|\./\.?|;\s*(?=\n)|:\s*(?={_ITEM})|(?={_ITEM})"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """`folded` has small letters without marks, `flat` blanks for line breaks as well; all three
    are of the same length, so a span holds in each."""

    text: str
    folded: str
    flat: str
    start: int
    """Where the body begins: behind 'Kính gửi'."""
    end: int
    """Where it ends: before 'Nơi nhận' and the signature."""

    def stated(self, start: int, end: int) -> Stated:
        """The words of a range, without blanks and marks at its edges."""
        raw = self.text[start:end]
        left = len(raw) - len(raw.lstrip(' \n\t,;:.-–()*“”"'))
        right = len(raw.rstrip(' \n\t,;:.-–(/*“”"'))
        span = Span(start + left, start + max(left, right))
        return Stated(" ".join(span.of(self.text).split()), span)

    def sentence(self, position: int) -> Span:
        """The sentence or list item that holds a position."""
        ends = [match.end() for match in _SENTENCE_END.finditer(self.folded, self.start, self.end)]
        before = max((end for end in ends if end <= position), default=self.start)
        after = min((end for end in ends if end > position), default=self.end)
        return Span(before, after)


def letter_of(text: str) -> Letter:
    """The body of a letter lies between 'Kính gửi' and 'Nơi nhận'."""
    folded = fold_in_place(text)
    addressed = _ADDRESSED.search(folded)
    start = addressed.end() if addressed else 0
    recipients = _RECIPIENTS.search(folded, start)
    signed = find_signature(text)
    ends = [recipients.start() if recipients else len(text), signed[1] if signed else len(text)]
    return Letter(text, folded, folded.replace("\n", " "), start, max(start, min(ends)))
