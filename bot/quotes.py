"""Verified words as blocks: the quote, where it stands, the status of its document."""

from __future__ import annotations

from collections.abc import Iterator

from bot import texts
from bot.reply import Block, BlockKind, Run, Style, note
from knowledge.citations import doubts_of_words
from knowledge.model import Citation, Document, Status, Validity


def bold(text: str) -> Run:
    return Run(text, Style.BOLD)


def quote_block(citation: Citation) -> Block:
    """The words of a citation between quotation marks."""
    return Block(BlockKind.QUOTE, (Run(f"“{citation.quote}”"),))


def source_block(citation: Citation, mark: int) -> Block:
    """'[1] khoản 3 Điều 2 Nghị định số …'; the document alone where no unit is named."""
    place = f"{citation.locator_text} {citation.document}".strip()
    return Block(BlockKind.SOURCE, (Run(f"[{mark}] {place}"),))


def status_block(status: Status) -> Block:
    """The status in one line with its mark, and the reason behind it."""
    sentence = status.reason
    if status.validity is not Validity.UNKNOWN:
        as_of = f"{status.as_of:%d/%m/%Y}"
        told = texts.STATUS.format(validity=status.validity, as_of=as_of)
        sentence = f"{told}: {status.reason}" if status.reason else told
    return note(f"{texts.STATUS_MARKS[status.validity]} {sentence or status.validity}")


def doubt_blocks(document: Document) -> Iterator[Block]:
    """Under a quote from a scan: its words are a machine's reading, to be held to the paper."""
    return (note(warning) for warning in doubts_of_words(document))
