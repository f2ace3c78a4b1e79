"""Documents that are pointed at: 'Nghị định này' is this text, 'văn bản đó' one named before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from knowledge.model import Span
from knowledge.references.codes import codes
from knowledge.references.folding import is_marked
from knowledge.references.reference import Reference, ReferenceKind
from knowledge.references.type_words import type_named, type_word

_MARKED = ("này", "đó", "kia", "nói trên", "nêu trên", "ấy")
_QUESTION_AFTER = re.compile(
    r"\s{1,2}(?:con|co|quy|noi|het|la|thi|ve|duoc)(?!\w)|\s{0,2}(?:[?.!,]|$)"
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"""(?<!\w)(?P<type>van\s{{1,2}}ban|{type_word()})\s{{1,2}}
            (?P<pointer>nay|do|kia|ay|(?:(?:noi|neu)\s{{1,2}})?tren)(?!\w)""",
        re.VERBOSE,
    )


def find_demonstratives(text: str, folded: str) -> Iterator[Reference]:
    """'Luật này', 'Nghị định này' (self) and 'văn bản đó', 'nghị định trên' (anaphora)."""
    for match in _pattern().finditer(folded):
        written = text[match.start("pointer") : match.end("pointer")].lower()
        if is_marked(text[match.start() : match.end()]):
            points = written in _MARKED or (
                written == "trên" and _QUESTION_AFTER.match(folded, match.end()) is not None
            )
        else:
            points = written == "nay" or _QUESTION_AFTER.match(folded, match.end()) is not None
        if points and not _is_thing(match["type"], text[match.start()]):
            yield _pointed_at(match, written)


def _is_thing(words: str, first_letter: str) -> bool:
    """'hợp đồng này', 'dự án đó' in small letters speak of a thing, not of a document."""
    kind = type_named(words)
    is_thing = kind is not None and kind.dated and kind.code not in ("VBHN", "CĐ")
    return is_thing and first_letter.islower()


def _pointed_at(match: re.Match[str], written: str) -> Reference:
    span = Span(*match.span())
    kind = type_named(match["type"])
    if kind is None or written not in ("này", "nay"):
        return Reference(span, ReferenceKind.ANAPHORA, "from_dialogue")
    issuer = codes().usual_issuer(kind)
    return Reference(
        span=span,
        kind=ReferenceKind.DOCUMENT,
        resolve="self",
        system="state" if issuer else kind.system,
        type=kind.code,
        type_name=kind.name,
        issuer_code=issuer.code if issuer else None,
        issuer=issuer.name if issuer else None,
    )
