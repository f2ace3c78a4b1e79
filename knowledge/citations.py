"""Citations that are true: the provision exists, and the quoted words stand in it."""

from __future__ import annotations

from knowledge.locators import locator_text
from knowledge.messages import (
    DOUBTFUL_PAGES,
    QUOTE_NOT_FOUND,
    SCANNED_PAGES,
    SCRAMBLED_TEXT,
    UNIT_NOT_FOUND,
)
from knowledge.model import (
    Citation,
    Document,
    KnowledgeError,
    Metadata,
    Provision,
    Span,
    Status,
)
from knowledge.references import first_mention


def cite(
    document: Document, mentioned: Metadata, key: str, quote: str, *, status: Status
) -> Citation:
    """A verified citation of `quote` at the smallest unit below `key` that holds it.

    `mentioned` is the document that is named: `document` itself, or the one it is an annex of.
    Raises KnowledgeError if there is no such unit, or the words do not stand in it as they are.
    """
    unit = document.provision(key)
    if unit is None:
        raise KnowledgeError(UNIT_NOT_FOUND.format(key=key))
    start = document.text.find(quote, unit.span.start, unit.span.end) if quote.strip() else -1
    if start < 0:
        raise KnowledgeError(QUOTE_NOT_FOUND)
    smallest = smallest_unit(document, Span(start, start + len(quote)))
    return Citation(
        key=smallest.key,
        document=first_mention(mentioned),
        locator=smallest.locator,
        locator_text=locator_text(smallest.locator),
        quote=quote,
        status=status,
        verified=True,
    )


def smallest_unit(document: Document, span: Span) -> Provision:
    """The deepest unit that holds the whole span."""
    holding = [unit for unit in document.provisions if unit.span.holds(span)]
    return min(holding, key=lambda unit: (unit.span.end - unit.span.start, -unit.span.start))


def doubts_of_words(document: Document) -> tuple[str, ...]:
    """The reader's warnings that a quote must carry: its words may differ from the paper's.

    Words recognised from a picture stand in the stored text, but a figure may be misread there.
    """
    told = [text.partition("{pages}") for text in (SCANNED_PAGES, DOUBTFUL_PAGES, SCRAMBLED_TEXT)]
    return tuple(
        warning
        for warning in document.warnings
        if any(warning.startswith(head) and warning.endswith(tail) for head, _, tail in told)
    )


def verify(citation: Citation, document: Document) -> bool:
    """Whether the citation's words stand, unchanged, at the place it names."""
    unit = document.provision(citation.key)
    return (
        unit is not None and bool(citation.quote) and citation.quote in unit.span.of(document.text)
    )
