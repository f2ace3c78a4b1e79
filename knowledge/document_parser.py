"""From read text to a parsed document: who it is decides how it is divided."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.identity import identify
from knowledge.law_parser import parse_law
from knowledge.model import Document, DocumentKind, Metadata, ReadText
from knowledge.report_parser import parse_report

_FIRST_ARTICLE = re.compile(r"^Điều 1\s*[.:]", re.MULTILINE)
_ANY_ARTICLE = re.compile(r"^[^\w\n]*(?:Đi[êề]u|ĐIỀU) \d", re.MULTILINE)


def parse(read: ReadText, metadata: Metadata | None = None) -> Document:
    """The document in `read`. Texts by Điều are parsed as law, all others by mục I., 1., a).

    `metadata` tells who the document is where that is known better than from the text itself.
    """
    metadata = metadata or identify(read.text, title=read.title)
    parser = parse_law if _is_by_articles(read.text, metadata) else parse_report
    document = parser(read.text, metadata)
    return replace(document, warnings=(*read.warnings, *document.warnings), pages=read.pages)


def _is_by_articles(text: str, metadata: Metadata) -> bool:
    """Legal documents have articles; an annex may have none, a chỉ thị is numbered 1., a)."""
    if metadata.kind is not DocumentKind.LEGAL:
        return _FIRST_ARTICLE.search(text) is not None
    return metadata.host is not None or _ANY_ARTICLE.search(text) is not None
