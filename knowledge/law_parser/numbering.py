"""Which article lines are the document's own: its numbers run 1, 2, 3, and anew in an attachment.

Lines that only look like articles stand in every corpus: references cut by a line break, replaced
text without quotation marks, forms with a 'Điều 1' of their own. The run of numbers tells them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

LATEST_FIRST = 3
"""An attachment whose Điều 1 or 2 cannot be read still begins with Điều 2 or 3."""
_FEW = 10
"""So many missing numbers are more likely lost or repealed than the sign of a foreign text."""
_TRIES = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that reads 'Điều 15a. ...' outside quotation marks."""

    position: int
    number: int
    suffix: str = ""
    cut: bool = False
    """Most likely a reference: the line above goes on in this one, or it has no full stop."""
    announced: bool = False
    """The line above says that replaced text follows: '... được sửa đổi như sau:'."""
    headed: bool = False
    """Not far above stands '(Ban hành kèm theo Quyết định số ...)'."""


@dataclass(slots=True)
class Numbering:
    """`segments`: position of each own article -> 0 for the document itself, 1, 2 for attachments.

    `skipped` holds own articles in front of which numbers are missing, with the number before;
    `foreign` lines are body text.
    """

    segments: dict[int, int] = field(default_factory=dict)
    skipped: dict[int, int] = field(default_factory=dict)
    foreign: list[int] = field(default_factory=list)


def own_articles(candidates: Sequence[Candidate]) -> Numbering:
    """The document's own articles among `candidates`, which stand in the order of the text."""
    return _Walk(candidates).numbering()


class _Walk:
    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._all = candidates
        self._whole = [index for index, one in enumerate(candidates) if not one.cut]
        self._places: dict[int, list[int]] = defaultdict(list)
        for order, index in enumerate(self._whole):
            one = candidates[index]
            if not one.suffix and not (one.announced and one.number > 1):
                self._places[one.number].append(order)
        self._last = 0
        self._last_position = -1
        self._segment = 0
        self._resumed_at = -1
        self._found = Numbering()

    def numbering(self) -> Numbering:
        order = -1
        for one in self._all:
            order += not one.cut
            row = self._place_in_row(one, order)
            if row is None:
                self._found.foreign.append(one.position)
            else:
                self._accept(one, row)
        return self._found

    def _place_in_row(self, one: Candidate, order: int) -> int | None:
        """The number that an own article has in the row, None for a foreign line.

        `order` is the place among the lines that carry no reference on.
        """
        wanted = self._last + 1
        if order < self._resumed_at:
            return None
        if one.cut or (one.announced and self._last > 0):
            expected = one.number == wanted and not one.suffix
            return wanted if expected and not self._later(wanted, order) else None
        if one.suffix and one.number == self._last:
            return one.number
        if one.number == wanted and not one.suffix:
            return wanted
        starts_anew = self._starts_anew(one, order)
        first_of_row = not self._last and self._goes_on(order)
        if not first_of_row and (place := self._resumption(one, order)) is not None:
            self._resumed_at = place
            return None
        if starts_anew:
            self._segment += bool(self._found.segments)
            self._last = one.number - 1
            return one.number
        return self._odd_number(one, order)

    def _odd_number(self, one: Candidate, order: int) -> int | None:
        """The place of a number out of the row: misprinted, behind a gap, or repeated."""
        wanted = self._last + 1
        following = self._at(order + 1)
        if following and following.number == wanted + 1 != one.number and self._last:
            return wanted
        if one.number > self._last:
            ahead = (following, self._at(order + 2))
            closer = any(other and self._last < other.number < one.number for other in ahead)
            return None if closer else one.number
        directly_above = self._at(order - 1)
        after_own = directly_above and directly_above.position == self._last_position
        repeated = one.number == self._last and after_own and not self._directly_below(one)
        return one.number if repeated else None

    def _accept(self, one: Candidate, row: int) -> None:
        if row > self._last + 1:
            self._found.skipped[one.position] = self._last
        self._found.segments[one.position] = self._segment
        self._last = row
        self._last_position = one.position

    def _goes_on(self, order: int) -> bool:
        one, following = self._at(order), self._at(order + 1)
        return bool(one and following and following.number == one.number + 1)

    def _at(self, order: int) -> Candidate | None:
        return self._all[self._whole[order]] if 0 <= order < len(self._whole) else None

    def _later(self, number: int, order: int) -> bool:
        places = self._places[number]
        return bisect_right(places, order) < len(places)

    def _resumption(self, one: Candidate, order: int) -> int | None:
        """Where the document's own row is taken up below; `one` and all before it are foreign.

        There the wanted number follows another than the one before it, or it would be the row of
        an attachment, and it is followed by the next, unless it is the last.
        """
        wanted = self._last + 1
        few_missing = 0 < one.number - wanted <= _FEW
        places = self._places[wanted]
        first = bisect_right(places, order)
        return next(
            (
                place
                for place in places[first : first + _TRIES]
                if self._takes_up(wanted, place, at_once=few_missing)
            ),
            None,
        )

    def _takes_up(self, wanted: int, place: int, *, at_once: bool) -> bool:
        before, after = self._at(place - 1), self._at(place + 1)
        if before is not None and before.number == wanted - 1:
            return False
        if after is not None and after.number == wanted + 1:
            return True
        return not at_once and (after is None or self._later(wanted + 1, place))

    def _starts_anew(self, one: Candidate, order: int) -> bool:
        if not (one.number < self._last or one.number == self._last == 1):
            return False
        following = (self._at(order + step) for step in range(3))
        numbers = [other.number for other in following if other is not None]
        if one.number == 1:
            return (numbers[1:2] == [2] or one.headed) and not self._directly_below(one)
        row = [one.number, one.number + 1, one.number + 2]
        return one.headed and numbers == row

    def _directly_below(self, one: Candidate) -> bool:
        return one.position == self._last_position + 1
