"""Telegram's own reading of HTML mark-up: what it refuses, and the text that is left."""

from __future__ import annotations

import re
from html import unescape

_TAG_NAMES = frozenset(
    {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre"}
    | {"blockquote", "span", "tg-spoiler", "tg-emoji"}
)
_MARK = re.compile(r"<(?P<end>/?)(?P<name>[^\s<>/]*)(?P<rest>[^<>]*)>|<")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class EntityError(ValueError):
    """What Telegram says after 'can't parse entities: '."""


def visible_text(html: str) -> str:
    """The text of an HTML message; raises `EntityError` as Telegram's server would."""
    text: list[str] = []
    open_tags: list[str] = []
    end = 0
    for mark in _MARK.finditer(html):
        text.append(_decoded(html[end : mark.start()]))
        _apply(mark, open_tags, len(html[: mark.start()].encode()))
        end = mark.end()
    if open_tags:
        raise EntityError(f'Can\'t find end tag corresponding to start tag "{open_tags[-1]}"')
    text.append(_decoded(html[end:]))
    return "".join(text)


def _apply(mark: re.Match[str], open_tags: list[str], offset: int) -> None:
    if mark["name"] is None:
        raise EntityError(f"Unclosed start tag at byte offset {offset}")
    name = mark["name"].lower()
    if mark["end"]:
        if not open_tags or open_tags.pop() != name:
            raise EntityError(f"Unexpected end tag at byte offset {offset}")
        return
    if name not in _TAG_NAMES:
        raise EntityError(f'Unsupported start tag "{name}" at byte offset {offset}')
    if name == "blockquote" and name in open_tags:
        raise EntityError("Blockquotes can't be nested")
    open_tags.append(name)


def _decoded(text: str) -> str:
    """Only the named entities that Telegram knows; other ampersands stay as they are."""
    return _ENTITY.sub(lambda entity: unescape(entity.group()), text)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
