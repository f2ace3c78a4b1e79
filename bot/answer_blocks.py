"""A quoted provision of an answer as blocks: heading, quote, source, status."""

from __future__ import annotations

from bot.quotes import doubt_blocks, source_block, status_block
from bot.quoting import Quotation
from bot.reply import Block, BlockKind, Run, Style, title
from knowledge.model import Citation, Document, Provision


def answer_blocks(
    document: Document, unit: Provision, quoted: Quotation, citation: Citation, number: int
) -> tuple[Block, ...]:
    """The blocks of the `number`-th citation of an answer; all words are cut from `document`."""
    return (
        title(_heading(document, unit)),
        _quote_block(document.text, quoted),
        source_block(citation, number),
        status_block(citation.status),
        *doubt_blocks(document),
    )


def _heading(document: Document, unit: Provision) -> str:
    """The nearest heading above the quote, else the document's own title."""
    by_key = {provision.key: provision for provision in document.provisions}
    above: Provision | None = unit
    while above is not None and not above.heading:
        above = by_key.get(above.parent) if above.parent else None
    return above.heading if above else document.metadata.title or document.metadata.type_name


def _quote_block(text: str, quoted: Quotation) -> Block:
    runs = [Run("“")]
    if quoted.lead is not None:
        runs += [Run(quoted.lead.of(text) + "\n")]
        if text[quoted.lead.end : quoted.span.start].strip():
            runs += [Run("[…]\n")]
    span, bold = quoted.span, quoted.bold
    if bold is None:
        runs += [Run(span.of(text))]
    else:
        runs += [
            Run(text[span.start : bold.start]),
            Run(bold.of(text), Style.BOLD),
            Run(text[bold.end : span.end]),
        ]
    return Block(BlockKind.QUOTE, (*(run for run in runs if run.text), Run("”")))
