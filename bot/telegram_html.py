"""Blocks -> messages in Telegram's HTML, split under its limit; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from bot.reply import Block, BlockKind, Run, Style

MAX_UNITS = 4096
"""Telegram's limit for a message: UTF-16 units of the text that is left once tags are parsed."""

MAX_CAPTION_UNITS = 1024

_TAGS = {Style.PLAIN: "", Style.BOLD: "b", Style.ITALIC: "i"}
_ATTACHED = (BlockKind.SOURCE, BlockKind.NOTE)
_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BORDERS = (
    re.compile(r"\n+"),
    re.compile(r"(?<=[.;:!?…])[”\"')]*\s+"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, best first: between paragraphs, sentences, words."""


@dataclass(frozen=True, slots=True)
class Message:
    """One Telegram message: its HTML, and the same words without mark-up as a fallback."""

    html: str
    plain: str


def messages_of(blocks: Sequence[Block], limit: int = MAX_UNITS) -> tuple[Message, ...]:
    """Render `blocks`, in as few messages of at most `limit` UTF-16 units as borders allow.

    Splits between blocks first, keeping a source with the quote it stands under, then between
    paragraphs, sentences and words. Blocks without visible text are left out.
    """
    whole = [block for block in map(_sendable, blocks) if block.text.strip()]
    return tuple(
        Message(_joined(packed, _html), _joined(packed, lambda block: block.text))
        for packed in _packed(whole, limit)
    )


def units(text: str) -> int:
    """The length of `text` as Telegram counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


def shortened(text: str, limit: int = MAX_CAPTION_UNITS) -> str:
    """`text` for a place that cannot be continued in a second message."""
    clean = _UNSENDABLE.sub("", text).strip()
    return clean if units(clean) <= limit else clean[: _fitting(clean, limit - 1)].rstrip() + "…"


def _sendable(block: Block) -> Block:
    """Without the characters that Telegram drops or that UTF-8 cannot carry."""
    runs = tuple(replace(run, text=_UNSENDABLE.sub("", run.text)) for run in block.runs)
    return replace(block, runs=runs)


def _packed(blocks: Sequence[Block], limit: int) -> Iterator[list[Block]]:
    message: list[Block] = []
    for group in _groups(blocks):
        if message and _size([*message, *group]) > limit >= _size(group):
            yield message
            message = []
        for block in group:
            for piece in _pieces(block, message, limit):
                if message and _room(message, piece, limit) < units(piece.text):
                    yield message
                    message = []
                message.append(piece)
    if message:
        yield message


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Each block with the sources and notes that belong to it."""
    group: list[Block] = []
    for block in blocks:
        if group and block.kind not in _ATTACHED:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _pieces(block: Block, message: Sequence[Block], limit: int) -> Iterator[Block]:
    """A block too long for one message in parts; the first fills what is left of `message`."""
    room = _room(message, block, limit)
    if units(block.text) <= limit or room < limit // 4:
        room = limit
    rest = block
    while units(rest.text) > room:
        end, start = _cut(rest.text, room)
        if rest.text[:end].strip():
            yield _part(rest, 0, end)
        rest, room = _part(rest, start, len(rest.text)), limit
    if rest.text.strip():
        yield rest


def _room(message: Sequence[Block], block: Block, limit: int) -> int:
    return limit - _size(message) - len(_gap(block)) if message else limit


def _cut(text: str, limit: int) -> tuple[int, int]:
    """Where the first piece of `text` ends and where the rest starts after the border."""
    fitting = _fitting(text, limit)
    for border in _BORDERS:
        # A border early in the text would leave a message nearly empty.
        places = [
            match
            for match in border.finditer(text, 0, min(len(text), fitting + 1))
            if fitting // 4 < _word_end(match) <= fitting
        ]
        if places:
            return _word_end(places[-1]), places[-1].end()
    return fitting, fitting


def _word_end(border: re.Match[str]) -> int:
    """A closing quotation mark belongs to the piece before the border."""
    return border.start() + len(border.group().rstrip())


def _fitting(text: str, limit: int) -> int:
    """How many characters of `text` fit into `limit` units."""
    used = 0
    for index, character in enumerate(text):
        used += units(character)
        if used > limit:
            return index
    return len(text)


def _part(block: Block, start: int, end: int) -> Block:
    """The characters `[start, end)` of a block, with their styles."""
    runs: list[Run] = []
    offset = 0
    for run in block.runs:
        inside = run.text[max(0, start - offset) : max(0, end - offset)]
        if inside:
            runs.append(replace(run, text=inside))
        offset += len(run.text)
    return replace(block, runs=tuple(runs))


def _size(blocks: Sequence[Block]) -> int:
    return units("".join(block.text for block in blocks)) + sum(
        len(_gap(block)) for block in blocks[1:]
    )


def _gap(block: Block) -> str:
    return "\n" if block.kind in _ATTACHED else "\n\n"


def _joined(blocks: Sequence[Block], render: Callable[[Block], str]) -> str:
    first, *others = blocks
    return render(first) + "".join(_gap(block) + render(block) for block in others)


def _html(block: Block) -> str:
    if block.kind is BlockKind.TITLE:
        return _tagged("b", escape(block.text, quote=False))
    inner = "".join(_tagged(_TAGS[run.style], escape(run.text, quote=False)) for run in block.runs)
    return _tagged("blockquote" if block.kind is BlockKind.QUOTE else "", inner)


def _tagged(tag: str, html: str) -> str:
    return f"<{tag}>{html}</{tag}>" if tag and html else html
