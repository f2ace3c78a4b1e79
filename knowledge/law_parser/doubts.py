"""What the parser of laws is not sure of: a kind and a place, told in one sentence a kind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge import messages
from knowledge.locators import locator_text
from knowledge.model import Locator, Provision

_MOST_PLACES = 8


class DoubtKind(StrEnum):
    """What is doubted, with the sentence that tells it."""

    REPEATED_NUMBER = messages.NUMBERING_REPEATED
    ARTICLES_SKIPPED = messages.ARTICLES_SKIPPED
    CLAUSES_SKIPPED = messages.CLAUSES_SKIPPED
    FOREIGN_ARTICLE = messages.FOREIGN_ARTICLE
    UNCLOSED_QUOTE = messages.UNCLOSED_QUOTE
    UNNAMED_ATTACHMENT = messages.UNNAMED_ATTACHMENT


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt at a character of the text; a gap also says the number before it."""

    kind: DoubtKind
    offset: int
    before: str = ""


def sentences(doubts: Iterable[Doubt], provisions: Sequence[Provision]) -> tuple[str, ...]:
    """One Vietnamese sentence for each kind of doubt, with its first places."""
    places = _Places(provisions)
    by_kind: dict[DoubtKind, dict[str, None]] = {}
    for doubt in sorted(doubts, key=lambda one: one.offset):
        if place := places.of(doubt):
            by_kind.setdefault(doubt.kind, {})[place] = None
    return tuple(kind.value.format(place=_listed([*found])) for kind, found in by_kind.items())


def _listed(places: Sequence[str]) -> str:
    if len(places) <= _MOST_PLACES:
        return "; ".join(places)
    shown = "; ".join(places[:_MOST_PLACES])
    return messages.AND_MORE_PLACES.format(places=shown, count=len(places) - _MOST_PLACES)


class _Places:
    """Where in the tree an offset lies, in official words."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._units = provisions
        self._starts = [unit.span.start for unit in provisions]

    def of(self, doubt: Doubt) -> str:
        unit = self._units[bisect_right(self._starts, doubt.offset) - 1]
        place = locator_text(unit.locator) or messages.PLACES[unit.level.value]
        if not doubt.before:
            return place
        if doubt.before == "0":
            return messages.GAP_AT_START.format(place=place)
        word = locator_text(Locator(**{unit.level.value: doubt.before}))
        return messages.GAP_BEFORE.format(word=word, place=place)
