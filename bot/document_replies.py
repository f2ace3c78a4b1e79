"""Documents as replies: the card, the list, what became of a file; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from textwrap import shorten

from bot import texts
from bot.quotes import bold
from bot.reply import Block, BlockKind, Reply, Run, note, paragraph, say, title
from knowledge.ingestion import Outcome
from knowledge.locators import locator_text
from knowledge.model import Document, DocumentKind, Level, Metadata, Provision
from knowledge.references import format_date

OPENED_CHARACTERS = 6000
"""A provision is opened with the article around it, up to about two messages of text."""

TITLE_CHARACTERS = 90
"""As much of a title as tells documents apart in a list."""

_COUNTED = {
    Level.CHAPTER: "{} chương",
    Level.SECTION: "{} mục",
    Level.ARTICLE: "{} điều",
    Level.ANNEX: "{} phụ lục",
}


def short_name(metadata: Metadata) -> str:
    """'Nghị định số 30/2020/NĐ-CP ngày 05/3/2020'; the title where there is no number."""
    number = f"số {metadata.number}" if metadata.number else metadata.title
    day = f"ngày {format_date(metadata.date)}" if metadata.date else ""
    return " ".join(part for part in (metadata.type_name, number, day) if part) or metadata.key


def card_blocks(document: Document) -> tuple[Block, ...]:
    """What a document is: title, number, date, issuer, kind, contents, doubts of the reader."""
    metadata = document.metadata
    facts = (
        (texts.NUMBER, metadata.number),
        (texts.DATE, f"{format_date(metadata.date)}" if metadata.date else ""),
        (texts.ISSUER, metadata.issuer),
        (texts.KIND, texts.KINDS[metadata.kind]),
        (texts.CONTENTS, contents(document)),
    )
    lines = "\n".join(f"{name}: {value}" for name, value in facts if value)
    heading = f"{metadata.type_name} {metadata.title}".strip() or metadata.key
    return (title(heading), paragraph(lines), *_warnings(document.warnings))


def contents(document: Document) -> str:
    """'4 chương, 38 điều'; a report counts its sections."""
    counted = Counter(unit.level for unit in document.provisions)
    return ", ".join(
        form.format(counted[level]) for level, form in _COUNTED.items() if counted[level]
    )


def outline_blocks(document: Document, unit: Provision) -> tuple[Block, ...]:
    """The parts of a unit that is too long to be shown whole."""
    parts = [one for one in document.provisions if one.parent == unit.key]
    lines = [f"• {locator_text(one.locator)}: {one.heading}".rstrip(": ") for one in parts]
    length = unit.span.end - unit.span.start
    told = "\n".join([texts.PARTS.format(length=length), *lines])
    return (title(f"{locator_text(unit.locator)} {unit.heading}".strip()), paragraph(told))


def document_list(documents: Sequence[Metadata]) -> Reply:
    """The documents by kind, newest first; annexes in files of their own count with their host."""
    present = {one.key for one in documents}
    whole = [one for one in documents if one.host not in present]
    if not whole:
        return say(texts.LIST_EMPTY)
    annexes = Counter(one.host for one in documents)
    newest = sorted(whole, key=lambda one: one.date or date.min, reverse=True)[: texts.LIST_LIMIT]
    blocks = [title(texts.LIST_TITLE.format(count=len(whole)))]
    for kind in DocumentKind:
        lines = [_list_line(one, annexes[one.key]) for one in newest if one.kind is kind]
        if lines:
            runs = (bold(texts.KINDS[kind]), Run("\n" + "\n".join(lines)))
            blocks.append(Block(BlockKind.PARAGRAPH, runs))
    if len(whole) > len(newest):
        blocks.append(note(texts.LIST_CUT.format(count=len(whole) - len(newest))))
    return Reply(tuple(blocks))


def _list_line(metadata: Metadata, annexes: int) -> str:
    name = short_name(metadata)
    if metadata.host is not None:
        name = texts.LIST_ANNEX.format(document=name)
    if metadata.number and metadata.title:
        name += f": {shorten(metadata.title, TITLE_CHARACTERS, placeholder='…')}"
    return f"• {name}{texts.LIST_ANNEXES.format(count=annexes) if annexes else ''}"


def outcome_blocks(outcome: Outcome, document: Document | None) -> tuple[Block, ...]:
    """What became of a file that was sent to the library."""
    lines = [Run(f"\n{outcome.reason}")] if outcome.reason else []
    if document is not None:
        passages = texts.PASSAGES.format(passages=outcome.passages)
        counts = ", ".join(filter(None, (contents(document), passages)))
        kind = texts.KINDS[document.metadata.kind]
        lines += [Run(f"\n{short_name(document.metadata)}"), Run(f"\n{kind}: {counts}")]
    head = Block(BlockKind.PARAGRAPH, (bold(texts.OUTCOMES[outcome.outcome]), *lines))
    return (head, *_warnings(outcome.warnings))


def archive_blocks(
    name: str, outcomes: Sequence[Outcome], documents: Sequence[Document | None]
) -> tuple[Block, ...]:
    """What became of the documents of a zip: the sums, then a paragraph each."""
    results = Counter(outcome.outcome for outcome in outcomes)
    sums = "; ".join(f"{texts.OUTCOMES[result]}: {count}" for result, count in results.items())
    blocks = [title(name), paragraph(sums)]
    for outcome, document in list(zip(outcomes, documents, strict=True))[: texts.LIST_LIMIT]:
        told = outcome.reason or (short_name(document.metadata) if document else "")
        runs = (bold(outcome.path), Run(f"\n{texts.OUTCOMES[outcome.outcome]}\n{told}"))
        blocks += [Block(BlockKind.PARAGRAPH, runs), *_warnings(outcome.warnings)]
    if len(outcomes) > texts.LIST_LIMIT:
        blocks.append(note(texts.LIST_CUT.format(count=len(outcomes) - texts.LIST_LIMIT)))
    return tuple(blocks)


def whole_provision(document: Document, unit: Provision) -> Provision:
    """The article, or the section of a report, around a khoản or điểm, as far as it is readable."""
    whole = unit
    while whole.level in (Level.CLAUSE, Level.POINT) and whole.parent:
        above = document.provision(whole.parent)
        if above is None or above.span.end - above.span.start > OPENED_CHARACTERS:
            break
        whole = above
    return whole


def _warnings(warnings: Sequence[str]) -> tuple[Block, ...]:
    return tuple(note(texts.WARNING.format(warning=warning)) for warning in warnings)
