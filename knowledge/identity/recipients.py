"""Whom a document goes to: 'Kính gửi' at its head, 'Nơi nhận' at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ADDRESSED = re.compile(r"Kính (?:gửi|trình)\s*:?\s*")
_RECIPIENTS = re.compile(r"^[\s*_|]*Nơi nhận\s*[*_]*:[ *_]*", re.MULTILINE)
_ITEM = re.compile(
    r"[-–~+•]\s*(?P<name>\S.*?)(?:[;.]\s+(?=(?:TM|KT|TL|TUQ|Q)\s?\.)|;\s+(?=[^;]+$)|$)"
)
"""An item of a list, up to what the column at its right put on the same line."""
_SEVERAL = re.compile(r"\s*[;.]\s*(?:[-–~+•]\s*)?")
_MOST_LINES = 60
_FIRST_LINES = 40
"""'Kính gửi' stands so early."""


def addressees_of(text: str) -> tuple[str, ...]:
    """The bodies or persons after 'Kính gửi:', () if the document addresses nobody."""
    lines = _bare_lines(text)[:_FIRST_LINES]
    for index, line in enumerate(lines):
        match = _ADDRESSED.match(line)
        if match is not None:
            named = _addressed([line[match.end() :], *lines[index + 1 :]])
            return tuple(filter(None, _SEVERAL.split(named)))
    return ()


def recipients_of(text: str, latest: int | None = None) -> tuple[str, ...]:
    """The items of 'Nơi nhận:' in their order, 'Như trên' and 'Lưu: …' included.

    `latest` is the offset behind which the list would be that of an annex or a form.
    """
    heading = _RECIPIENTS.search(text, 0, latest if latest is not None else len(text))
    lines = _bare_lines(text[heading.end() :])[:_MOST_LINES] if heading else []
    return tuple(_items(lines))


def beside_recipients(line: str) -> str:
    """What a line of the list of recipients holds of the signature in the column beside it."""
    return _ITEM.sub("", _RECIPIENTS.sub("", line, count=1), count=1)


def _bare_lines(text: str) -> list[str]:
    return [bare for line in text.split("\n") if (bare := line.strip(" *_|\t"))]


def _addressed(lines: Sequence[str]) -> str:
    """One addressee on the line itself, or several on lines with dashes; wrapped lines joined."""
    named = lines[0]
    for line in lines[1:]:
        is_item = _ITEM.match(line) is not None and named[-1:] in ("", ";", ",")
        wraps = named.endswith(",") or line[0].islower()
        if named.endswith(".") or not (is_item or (named and wraps)):
            break
        named = f"{named} {line}".strip()
    return named.lstrip("-–~+• ")


def _items(lines: Sequence[str]) -> Iterator[str]:
    """Items up to 'Lưu: …', which is the last one."""
    item = ""
    for line in lines:
        match = _ITEM.match(line)
        is_filed = item.startswith("Lưu") and not item.endswith(",")
        if match is not None and not is_filed:
            if item:
                yield item.rstrip(" ;.")
            item = match["name"]
        elif is_filed:
            break
        elif item.endswith(",") or (item and item[-1] not in ";." and line[0].islower()):
            item = f"{item} {line}"
    if item:
        yield item.rstrip(" ;.")
