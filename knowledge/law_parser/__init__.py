"""Legal text to a tree of provisions. Never refuses: what it doubts is a warning."""

from __future__ import annotations

from knowledge.law_parser.doubts import Doubt, DoubtKind, sentences
from knowledge.law_parser.lines import lines_of
from knowledge.law_parser.scanner import Scanner
from knowledge.model import Document, Metadata
from knowledge.tree import build_tree

__all__ = ["Doubt", "DoubtKind", "parse_law", "parse_with_doubts"]


def parse_law(text: str, metadata: Metadata) -> Document:
    """The tree of a legal text: phần, chương, mục, điều, khoản, điểm, and each annex its own.

    Words quoted in “…” over several lines belong to the document that is amended and are never
    units of this one. The units' spans cover the whole text.
    """
    return parse_with_doubts(text, metadata)[0]


def parse_with_doubts(text: str, metadata: Metadata) -> tuple[Document, tuple[Doubt, ...]]:
    """`parse_law`, and each doubt by itself; the document's warnings tell them by kind."""
    scanner = Scanner(lines_of(text), is_annex=metadata.host is not None)
    provisions, repeated = build_tree(text, metadata, list(scanner.headings()))
    starts = {unit.key: unit.span.start for unit in provisions}
    doubts = [*scanner.doubts]
    doubts += [Doubt(DoubtKind.REPEATED_NUMBER, starts[key]) for key in repeated]
    return Document(metadata, text, provisions, sentences(doubts, provisions)), tuple(doubts)
