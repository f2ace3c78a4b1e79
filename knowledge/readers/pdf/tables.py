"""Tables by their ruling lines: which words stand in one cell, and which cells in one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.readers.pdf.page import Line, Ruling, Word
from knowledge.readers.table_lines import table_lines

_TOUCH = 4.0
"""Points by which lines of a table may miss each other."""
_FEWEST_EDGES = 3
"""Upright edges of a table of two columns; fewer make a frame."""
_MOST_RULINGS = 4000
"""A page with more is a drawing."""

_Cell = tuple[float, float]
"""The upper and the left edge of a cell; cells that span rows or columns have one of each too."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The ruling lines of a table, apart by direction, and the places of its edges."""

    level: tuple[Ruling, ...]
    upright: tuple[Ruling, ...]
    tops: tuple[float, ...]
    """From the top down."""
    lefts: tuple[float, ...]

    def holds(self, word: Word) -> bool:
        is_beside = self.lefts[0] - _TOUCH < word.centre < self.lefts[-1] + _TOUCH
        return is_beside and self.tops[-1] < word.middle < self.tops[0] + _TOUCH

    def row_lines(self, words: Iterable[Word]) -> list[Line]:
        """One line a row, top down; the words of a cell stay in the order given."""
        texts: dict[_Cell, list[str]] = defaultdict(list)
        for word in words:
            texts[self._cell(word)].append(word.text)
        lines = []
        for top, bottom in zip(self.tops, self.tops[1:], strict=False):
            cells = {left for left in self.lefts[:-1] if self._starts(top, left)}
            cells |= {left for above, left in texts if above == top}
            row = [[" ".join(texts.get((top, left), ()))] for left in sorted(cells)]
            lines += [
                Line(text, self.lefts[0], self.lefts[-1], bottom, 0, is_row=True)
                for text in table_lines([row], bordered=True)
            ]
        return lines

    def _cell(self, word: Word) -> _Cell:
        tops = [r.top for r in self.level if r.top > word.middle and _spans(r, word.centre)]
        lefts = [r.left for r in self.upright if r.left < word.centre and _stands(r, word.middle)]
        return (
            _nearest(self.tops, min(tops, default=self.tops[0])),
            _nearest(self.lefts, max(lefts, default=self.lefts[0])),
        )

    def _starts(self, top: float, left: float) -> bool:
        """Whether a cell has its upper left corner here."""
        above = any(abs(r.top - top) < _TOUCH and _spans(r, left + _TOUCH) for r in self.level)
        return above and any(
            abs(r.left - left) < _TOUCH and _stands(r, top - _TOUCH) for r in self.upright
        )


def tables_of(rulings: Sequence[Ruling]) -> tuple[Table, ...]:
    """The tables that ruling lines make on a page, from the top down."""
    if len(rulings) > _MOST_RULINGS:
        return ()
    level = [ruling for ruling in rulings if not ruling.is_upright]
    return tuple(table for band in _bands(rulings) if (table := _table(level, band)) is not None)


def _bands(rulings: Iterable[Ruling]) -> Iterator[list[Ruling]]:
    """Upright lines in groups that overlap in height."""
    band: list[Ruling] = []
    bottom = 0.0
    for ruling in sorted((r for r in rulings if r.is_upright), key=lambda r: -r.top):
        if band and ruling.top < bottom - _TOUCH:
            yield band
            band = []
        bottom = min(bottom, ruling.bottom) if band else ruling.bottom
        band.append(ruling)
    if band:
        yield band


def _table(level: Sequence[Ruling], upright: Sequence[Ruling]) -> Table | None:
    bottom, top = min(r.bottom for r in upright), max(r.top for r in upright)
    level = [r for r in level if bottom - _TOUCH <= r.top <= top + _TOUCH]
    tops, lefts = _distinct(r.top for r in level), _distinct(r.left for r in upright)
    if len(tops) < 2 or len(lefts) < _FEWEST_EDGES:
        return None
    return Table(tuple(level), tuple(upright), tuple(reversed(tops)), tuple(lefts))


def _distinct(places: Iterable[float]) -> list[float]:
    """Places in order; those that touch are one."""
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > _TOUCH:
            distinct.append(place)
    return distinct


def _nearest(places: Sequence[float], place: float) -> float:
    return min(places, key=lambda known: abs(known - place))


def _spans(ruling: Ruling, x: float) -> bool:
    return ruling.left - _TOUCH <= x <= ruling.right + _TOUCH


def _stands(ruling: Ruling, y: float) -> bool:
    return ruling.bottom - _TOUCH <= y <= ruling.top + _TOUCH
