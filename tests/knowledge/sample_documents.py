"""Small invented documents for the tests of what stores and indexes them."""

from __future__ import annotations

from datetime import date

from knowledge.model import (
    SCOPE_ALL,
    Document,
    DocumentKind,
    Level,
    Locator,
    Metadata,
    Passage,
    Provision,
    Span,
)
from knowledge.rows import Source

DATE = date(2026, 3, 5)


def metadata(key: str = "1-2026-nd-cp", *, scope: str = SCOPE_ALL, host: str = "") -> Metadata:
    return Metadata(
        key=key,
        kind=DocumentKind.LEGAL,
        type_name="Nghị định",
        number="1/2026/NĐ-CP",
        title="về việc thử",
        issuer="Chính phủ",
        date=DATE,
        host=host or None,
        scope=scope,
    )


def decree(key: str = "1-2026-nd-cp", *, articles: int = 2, scope: str = SCOPE_ALL) -> Document:
    """A document of `articles` articles with one line each."""
    lines = [f"Điều {number}. Đây là điều mẫu số {number}\n" for number in range(1, articles + 1)]
    units, start = [], 0
    for number, line in enumerate(lines, start=1):
        span = Span(start, start + len(line))
        locator = Locator(article=str(number))
        unit = f"{key}/art_{number}"
        units.append(Provision(unit, Level.ARTICLE, str(number), "", span, locator, None))
        start = span.end
    return Document(metadata(key, scope=scope), "".join(lines), tuple(units))


def passages_of(document: Document) -> tuple[Passage, ...]:
    """One passage for each article, its text without the line end."""
    return tuple(
        Passage(
            id=f"{unit.key}#1@{unit.span.end:012x}",
            document=document.key,
            provision=unit.key,
            article=unit.key,
            span=unit.span,
            context=document.metadata.number,
            text=unit.span.of(document.text).strip(),
        )
        for unit in document.provisions
    )


def source(content: str = "0c", original: str = "0f") -> Source:
    return Source("nghị định mẫu.docx", original, content, {"page header": ("Trang 1", "Trang 2")})
