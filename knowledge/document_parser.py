"""From read text to a parsed document: who it is decides how it is divided."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.identity import identify
from knowledge.law_parser import parse_law
from knowledge.model import Document, DocumentKind, Metadata, ReadText
from knowledge.report_parser import parse_report

_ARTICLE_LINE = re.compile(r"^Điều 1\s*[.:]", re.MULTILINE)


def parse(read: ReadText, metadata: Metadata | None = None) -> Document:
    """The document in `read`. Texts by Điều are parsed as law, all others by mục I., 1., a).

    `metadata` tells who the document is where that is known better than from the text itself.
    """
    metadata = metadata or identify(read.text, title=read.title)
    by_articles = metadata.kind is DocumentKind.LEGAL or _ARTICLE_LINE.search(read.text)
    document = (parse_law if by_articles else parse_report)(read.text, metadata)
    return replace(document, warnings=(*read.warnings, *document.warnings), pages=read.pages)
