"""From levels in a row to places: 'điểm a khoản 1, điểm b khoản 2 Điều 5' names two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from knowledge.model import Locator, Span
from knowledge.references.locator_units import LEVELS, MOST_EXPANDED, Unit, expand, find_units

_GAP = re.compile(
    r"""\)?\s{0,2}(?P<joint>[,;:(]|-|\.|va\b|hoac\b|den\b)?\s{0,2}(?P<also>va\b|hoac\b|den\b)?\s{0,2}
        (?:(?:cua|thuoc|tai|trong)\s{1,2})?(?:(?:cac|tu)\s{1,2})?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """An expression that names one or several places; `short` needs a document to be believed."""

    span: Span
    locators: tuple[Locator, ...]
    short: bool
    chat: bool
    """Written in the short forms of a chat, so the document is the one talked about."""


@dataclass(slots=True)
class _Chain:
    """Levels that are nested in each other, narrow to broad or broad to narrow."""

    units: list[Unit] = field(default_factory=list)

    @property
    def goes_up(self) -> bool:
        return len(self.units) > 1 and self.units[0].rank > self.units[-1].rank

    @property
    def goes_down(self) -> bool:
        return len(self.units) > 1 and self.units[0].rank < self.units[-1].rank

    @property
    def broadest(self) -> int:
        return min(unit.rank for unit in self.units)


def find_places(text: str, folded: str) -> Iterator[Place]:
    """Every expression that points into a document, in order."""
    run: list[tuple[Unit, str]] = []
    for unit in find_units(text, folded):
        joint = _joint(folded, run[-1][0].span.end, unit.span.start) if run else ""
        if joint is None:
            yield from _place(run)
            run, joint = [], ""
        run.append((unit, joint))
    yield from _place(run)


def _joint(folded: str, start: int, end: int) -> str | None:
    """What connects two units: '' nested, ',' and '-' either, 'va', 'den'; None if nothing."""
    if end - start > 24:
        return None
    gap = _GAP.fullmatch(folded, start, end)
    if gap is None or (gap["joint"] == "." and end - start > 1):
        return None  # 'đ5.k2' is one place, 'khoản 2. Điều 5' are two sentences
    joint = gap["also"] or gap["joint"] or ""
    return "" if joint in ("(", ".") else joint


def _place(run: Sequence[tuple[Unit, str]]) -> Iterator[Place]:
    if not run:
        return
    units = [unit for unit, _ in run]
    if len(units) == 1 and _is_too_weak(units[0]):
        return
    chains = _chains(run)
    _inherit(chains)
    locators = [locator for chain in chains for locator in _locators(chain)]
    yield Place(
        span=Span(units[0].span.start, units[-1].span.end),
        locators=tuple(dict.fromkeys(locators))[:MOST_EXPANDED],
        short=len(units) == 1 and units[0].short,
        chat=any(unit.short for unit in units),
    )


def _is_too_weak(unit: Unit) -> bool:
    """'phần 2' alone is mostly no place; 'điểm a' and 'Phần II' are."""
    return unit.level == "part" and unit.values[0].isdigit()


def _chains(run: Sequence[tuple[Unit, str]]) -> list[_Chain]:
    chains: list[_Chain] = []
    for position, (unit, joint) in enumerate(run):
        following = run[position + 1] if position + 1 < len(run) else None
        if not chains or not _joins(chains[-1], unit, joint, following):
            chains.append(_Chain([unit]))
        elif unit.level == chains[-1].units[-1].level:
            chains[-1].units[-1] = _merged(chains[-1].units[-1], unit, joint)
        else:
            chains[-1].units.append(unit)
    return chains


def _joins(chain: _Chain, unit: Unit, joint: str, following: tuple[Unit, str] | None) -> bool:
    """Whether `unit` continues the chain: the same level listed on, or one level further."""
    last = chain.units[-1]
    if unit.level == last.level:
        return joint != "" and not chain.goes_up
    if joint in ("va", "hoac", "den", ";"):
        return False
    if unit.rank < last.rank:
        return not chain.goes_down
    looks_up = following is not None and following[1] == "" and following[0].rank < unit.rank
    return not chain.goes_up and not looks_up


def _merged(first: Unit, second: Unit, joint: str) -> Unit:
    values = first.values + second.values
    if joint in ("den", "-"):
        values = first.values[:-1] + expand(first.values[-1], second.values[0], first.level)
        values += second.values[1:]
    return Unit(
        first.level, values[:MOST_EXPANDED], Span(first.span.start, second.span.end), first.short
    )


def _inherit(chains: list[_Chain]) -> None:
    """Levels said once for a whole list: behind it if it goes up, before it if it goes down."""
    for before, after in zip(chains[-2::-1], chains[:0:-1], strict=False):
        if not before.goes_down and before.broadest in {unit.rank for unit in after.units}:
            before.units += [unit for unit in after.units if unit.rank < before.broadest]
    for before, after in pairwise(chains):
        if before.goes_down and not after.goes_up and after.broadest > before.broadest:
            broader = [unit for unit in before.units if unit.rank < after.broadest]
            after.units[:0] = broader


def _locators(chain: _Chain) -> Iterator[Locator]:
    levels = {unit.level: unit.values for unit in chain.units}
    for values in product(*(levels.get(level, (None,)) for level in LEVELS)):
        yield Locator(*values)
