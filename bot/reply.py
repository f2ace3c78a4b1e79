"""What the conversation says, before a channel renders it: blocks of text, buttons, files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Style(StrEnum):
    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"


class BlockKind(StrEnum):
    """What a block is; channels decide how it looks and split long replies between blocks."""

    TITLE = "title"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    """Words cut from a stored text."""
    SOURCE = "source"
    """A citation line under a quote."""
    NOTE = "note"
    """Status, warnings, remarks."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style. Text is data: a channel escapes it, never interprets it."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Button:
    """A label and the action it stands for, 'quote:<n>', at most 64 bytes (Telegram's limit)."""

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Attachment:
    path: Path
    name: str
    """The name the receiver sees."""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    blocks: tuple[Block, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    """Rows of buttons."""
    attachment: Attachment | None = None

    @property
    def text(self) -> str:
        """The reply as plain text, blocks separated by a blank line or a line break."""
        return plain_text(self.blocks)


def plain_text(blocks: tuple[Block, ...]) -> str:
    """Blocks as plain text; a source or a note stands directly under the block it belongs to."""
    lines: list[str] = []
    for block in blocks:
        attached = block.kind in (BlockKind.SOURCE, BlockKind.NOTE)
        if lines and not attached:
            lines.append("")
        lines.append(block.text)
    return "\n".join(lines)


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, (Run(text),))


def title(text: str) -> Block:
    return Block(BlockKind.TITLE, (Run(text, Style.BOLD),))


def note(text: str) -> Block:
    return Block(BlockKind.NOTE, (Run(text, Style.ITALIC),))


def say(text: str, *rows: tuple[Button, ...]) -> Reply:
    """A reply of one plain paragraph, with rows of buttons under it."""
    return Reply((paragraph(text),), buttons=rows)
