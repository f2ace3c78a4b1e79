"""From a document's tree to what is retrieved: one khoản a passage, its path in front."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from knowledge.locators import locator_text
from knowledge.model import Document, Level, Metadata, Passage, Provision, Span

WHOLE_ARTICLE = 400
"""An article of at most so many characters stays one passage."""
LONGEST = 1500
"""A longer khoản is split at its điểm; the embedding model reads about 1,900 characters."""
_LEAD_IN = 200


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text that becomes a passage: where it starts and the unit it belongs to."""

    start: int
    unit: Provision


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The passages of a document; joined in order, their spans restore its text.

    A khoản is one passage; short articles stay whole; a long khoản is split at its điểm, and text
    without units at line ends. Headings of phần, chương, mục go in front of what they head.
    """
    tree = _Tree(document.provisions)
    pieces = [piece for unit in tree.tops for piece in _pieces(document.text, tree, unit)]
    bounds = [piece.start for piece in pieces] + [len(document.text)]
    spans = [Span(start, end) for start, end in pairwise(bounds)]
    kept = [(piece.unit, span) for piece, span in zip(pieces, spans, strict=True) if _filled(span)]
    seen: dict[str, int] = {}
    return tuple(_passage(document, tree, unit, span, seen) for unit, span in kept)


class _Tree:
    """The units of a document with quick ways up and down."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.by_key = {unit.key: unit for unit in provisions}
        self.children: dict[str | None, list[Provision]] = {}
        for unit in provisions:
            self.children.setdefault(unit.parent, []).append(unit)

    @property
    def tops(self) -> list[Provision]:
        return self.children.get(None, [])

    def below(self, unit: Provision) -> list[Provision]:
        return self.children.get(unit.key, [])

    def path(self, unit: Provision) -> list[Provision]:
        """From the top unit down to `unit`."""
        above = self.by_key.get(unit.parent) if unit.parent else None
        return [*(self.path(above) if above else []), unit]


def _filled(span: Span) -> bool:
    return span.end > span.start


def _pieces(text: str, tree: _Tree, unit: Provision) -> Iterator[_Piece]:
    children = tree.below(unit)
    size = unit.span.end - unit.span.start
    if not children:
        yield from _lines_of(text, unit, unit.span)
    elif (unit.level is Level.ARTICLE and size <= WHOLE_ARTICLE) or (
        unit.level is Level.CLAUSE and size <= LONGEST
    ):
        yield _Piece(unit.span.start, unit)
    else:
        yield from _parts(text, tree, unit, children)


def _parts(
    text: str, tree: _Tree, unit: Provision, children: Sequence[Provision]
) -> Iterator[_Piece]:
    """A unit's own text, then its children; a bare heading joins the first of them."""
    own = Span(unit.span.start, children[0].span.start)
    below = [piece for child in children for piece in _pieces(text, tree, child)]
    if len(_without_heading(text, unit, own)) > _LEAD_IN:
        yield from _lines_of(text, unit, own)
    else:
        below[0] = _Piece(unit.span.start, below[0].unit)
    if unit.level is Level.CLAUSE:
        below = _merged(below, unit)
    yield from below


def _merged(pieces: list[_Piece], clause: Provision) -> list[_Piece]:
    """Neighbouring short điểm of a long khoản share a passage, which then belongs to the khoản."""
    merged = [pieces[0]]
    for piece, following in zip_longest(pieces[1:], pieces[2:]):
        end = following.start if following else clause.span.end
        if end - merged[-1].start <= LONGEST * 2 // 3:
            merged[-1] = _Piece(merged[-1].start, clause)
        else:
            merged.append(piece)
    return merged


def _lines_of(text: str, unit: Provision, span: Span) -> Iterator[_Piece]:
    """Text without units in it, cut at line ends (or sentence ends of an endless line)."""
    start = span.start
    yield _Piece(start, unit)
    limit = (
        LONGEST if unit.level in (Level.ARTICLE, Level.CLAUSE, Level.POINT) else LONGEST * 2 // 3
    )
    while span.end - start > limit:
        start += _cut(text[start : start + limit])
        yield _Piece(start, unit)


def _cut(window: str) -> int:
    """The best place to cut inside `window`: after a line, else a sentence, else a word."""
    for border in ("\n", ". ", "; ", " "):
        found = window.rfind(border)
        if found > 0:
            return found + len(border)
    return len(window)


def _passage(
    document: Document, tree: _Tree, unit: Provision, span: Span, seen: dict[str, int]
) -> Passage:
    path = tree.path(unit)
    text = _without_headings(document.text, path, span)
    context = _context(document, path, span)
    seen[unit.key] = seen.get(unit.key, 0) + 1
    digest = hashlib.sha256(f"{context}\n{text}".encode()).hexdigest()[:12]
    return Passage(
        id=f"{unit.key}#{seen[unit.key]}@{digest}",
        document=document.key,
        provision=unit.key,
        article=_gathering_unit(path).key,
        span=span,
        context=context,
        text=text,
    )


def _gathering_unit(path: Sequence[Provision]) -> Provision:
    """The unit that evidence is gathered on: the article, else the mục, else the top unit."""
    for level in (Level.ARTICLE, Level.SUBSECTION, Level.SECTION, Level.CLAUSE):
        found = next((unit for unit in path if unit.level is level), None)
        if found is not None:
            return found
    return path[0]


def document_line(metadata: Metadata) -> str:
    """How a document is named in front of its passages: type, number, subject."""
    parts = (metadata.type_name, metadata.number, metadata.title)
    return " ".join(part for part in parts if part)


def _context(document: Document, path: Sequence[Provision], span: Span) -> str:
    lines = [document_line(document.metadata)]
    for unit in _named(path):
        if unit.level in (Level.CLAUSE, Level.POINT):
            if unit.span.start < span.start:
                lines.append(_lead_in(document.text, unit, span))
        elif unit.level in (Level.ARTICLE, Level.ANNEX) or unit.heading:
            lines.append(_unit_line(unit))
    return "\n".join(line for line in lines if line)


def _named(path: Sequence[Provision]) -> Sequence[Provision]:
    """The units worth naming: an article is known by its number, its chương adds only noise."""
    articles = [position for position, unit in enumerate(path) if unit.level is Level.ARTICLE]
    if not articles:
        return path
    annexes = [unit for unit in path if unit.level is Level.ANNEX]
    return [*annexes, *path[articles[0] :]]


def _unit_line(unit: Provision) -> str:
    label = (
        locator_text(type(unit.locator)(**{unit.level.value: unit.number})) if unit.number else ""
    )
    return f"{label}. {unit.heading}" if label and unit.heading else label or unit.heading


def _lead_in(text: str, unit: Provision, passage: Span) -> str:
    """The line that introduces what follows: 'Phạt tiền từ ... đối với các hành vi sau đây:'."""
    words = text[unit.span.start : min(passage.start, unit.span.start + 2 * _LEAD_IN)]
    return words.split("\n")[0].strip()


def _without_heading(text: str, unit: Provision, span: Span) -> str:
    own = span.of(text)
    if not unit.heading:
        return own.strip()
    last_word = re.escape(unit.heading.split()[-1])
    words = re.search(last_word + r"[ \t]*(?:\n|$)", own)
    return own[words.end() :].strip() if words else own.strip()


def _without_headings(text: str, path: Sequence[Provision], span: Span) -> str:
    """The passage without the heading lines that `context` already says."""
    start = span.start
    inner = [unit for unit in path if span.start <= unit.span.start < span.end]
    for unit in inner:
        start = max(start, unit.span.start)
    body = Span(start, span.end)
    last = path[-1]
    if inner and last is inner[-1] and last.level not in (Level.CLAUSE, Level.POINT):
        return _without_heading(text, last, body) or body.of(text).strip()
    return body.of(text).strip()
