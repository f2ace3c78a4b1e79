"""From headings in document order to provisions with nested spans, locators and unique keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.model import Level, Locator, Metadata, Provision, Span

_RANK = {
    Level.FRONT: 0,
    Level.TAIL: 0,
    Level.ANNEX: 0,
    Level.PART: 1,
    Level.CHAPTER: 2,
    Level.SECTION: 3,
    Level.SUBSECTION: 4,
    Level.ARTICLE: 5,
    Level.CLAUSE: 6,
    Level.POINT: 7,
}
_LEAVES = (Level.FRONT, Level.TAIL)
_PREFIX = {
    Level.FRONT: "front",
    Level.TAIL: "tail",
    Level.ANNEX: "anx",
    Level.PART: "part",
    Level.CHAPTER: "chp",
    Level.SECTION: "sec",
    Level.SUBSECTION: "sub",
    Level.ARTICLE: "art",
    Level.CLAUSE: "cl",
    Level.POINT: "pt",
}
_ABOVE_ARTICLE = ("part", "chapter", "section", "subsection")


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a unit: `start` is the offset of its first character in the text."""

    level: Level
    number: str
    title: str
    start: int


def build_tree(
    text: str, metadata: Metadata, headings: Sequence[Heading]
) -> tuple[tuple[Provision, ...], tuple[str, ...]]:
    """Provisions in document order, and a warning for every number that occurs twice.

    What stands before the first heading becomes the FRONT unit, so the top-level spans cover the
    whole text without gap.
    """
    if not headings or headings[0].start > 0:
        headings = (Heading(Level.FRONT, "", "", 0), *headings)
    headings = [replace(headings[0], start=0), *headings[1:]]
    own = Locator(annex=metadata.key.rpartition("/anx_")[2]) if metadata.host else Locator()
    keys: dict[str, int] = {}
    open_units: list[Provision] = []
    provisions: list[Provision] = []
    warnings: list[str] = []
    for position, heading in enumerate(headings):
        while open_units and not _may_hold(open_units[-1].level, heading.level):
            open_units.pop()
        key, repeated = _unique(_key(metadata.key, open_units, heading), keys)
        if repeated:
            warnings.append(key)
        unit = Provision(
            key=key,
            level=heading.level,
            number=heading.number,
            heading=heading.title,
            span=Span(heading.start, _end(text, headings, position)),
            locator=_locator(open_units, heading, own),
            parent=open_units[-1].key if open_units else None,
        )
        provisions.append(unit)
        open_units.append(unit)
    return tuple(provisions), tuple(warnings)


def key_part(level: Level, number: str) -> str:
    """'art_8', 'pt_đ', 'anx_I', 'tail': one step of a provision key."""
    return f"{_PREFIX[level]}_{'-'.join(number.split())}" if number else _PREFIX[level]


def _may_hold(upper: Level, lower: Level) -> bool:
    return upper not in _LEAVES and _RANK[upper] < _RANK[lower]


def _end(text: str, headings: Sequence[Heading], position: int) -> int:
    level = headings[position].level
    following = (headings[i] for i in range(position + 1, len(headings)))
    return next((h.start for h in following if not _may_hold(level, h.level)), len(text))


def _key(document: str, open_units: Sequence[Provision], heading: Heading) -> str:
    part = key_part(heading.level, heading.number)
    above: str | None = open_units[-1].key if open_units else None
    if heading.level is Level.ARTICLE:
        above = next((unit.key for unit in open_units if unit.level is Level.ANNEX), None)
    if heading.level is Level.ANNEX and document.endswith("/" + part):
        return document  # the annex is a file of its own, its document key names it already
    return f"{above or document}/{part}"


def _unique(key: str, seen: dict[str, int]) -> tuple[str, bool]:
    seen[key] = seen.get(key, 0) + 1
    return (key, False) if seen[key] == 1 else (f"{key}~{seen[key]}", True)


def _locator(open_units: Sequence[Provision], heading: Heading, own: Locator) -> Locator:
    """`own` is where the whole document stands: an annex in a file of its own is in its host."""
    above = open_units[-1].locator if open_units else own
    if heading.level in _LEAVES:
        return own
    if heading.level is Level.ARTICLE:
        above = replace(above, **dict.fromkeys(_ABOVE_ARTICLE))
    return replace(above, **{heading.level.value: heading.number})
