"""A verified citation as blocks: the quoted words, where they stand, their status."""

from __future__ import annotations

from bot import texts
from bot.reply import Block, BlockKind, Run, Style, note
from knowledge.model import Citation, Status, Validity


def quote_blocks(citation: Citation, mark: int = 1) -> tuple[Block, ...]:
    """The quote, its source line '[1] khoản 3 Điều 2 Nghị định …' and its status line."""
    return (
        Block(BlockKind.QUOTE, (Run(f"“{citation.quote.strip()}”"),)),
        source_block(citation, mark),
        status_block(citation.status),
    )


def source_block(citation: Citation, mark: int) -> Block:
    """'[1] ' and the place in its official form."""
    return Block(BlockKind.SOURCE, (Run(f"[{mark}] {place(citation)}"),))


def place(citation: Citation) -> str:
    """'khoản 3 Điều 2 Nghị định số …'; the document alone where the citation names no unit."""
    return f"{citation.locator_text} {citation.document}".strip()


def status_block(status: Status) -> Block:
    """The status line with its mark, and the reason that proves it."""
    if status.validity is Validity.UNKNOWN:
        sentence = status.reason or texts.STATUS_UNKNOWN
    else:
        as_of = f"{status.as_of:%d/%m/%Y}"
        sentence = texts.STATUS.format(validity=status.validity, as_of=as_of)
        sentence += f": {status.reason}" if status.reason else ""
    return note(f"{texts.STATUS_MARKS[status.validity]} {sentence}")


def bold(text: str) -> Run:
    return Run(text, Style.BOLD)
