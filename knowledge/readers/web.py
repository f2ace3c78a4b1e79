"""Web pages (.html): the content without site chrome, blocks as lines, tables as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector
from bs4.element import CData, NavigableString

from knowledge.legacy_encoding import Encoding, conversion_notes, legacy_of_font, to_unicode
from knowledge.model import ReadText
from knowledge.readers.table_lines import table_lines
from knowledge.readers.text import decode
from knowledge.readers.word.numbering import letter, roman

_SILENT_TAGS = ["script", "style", "noscript", "template", "iframe", "object", "svg", "head"]
_CHROME_TAGS = ["nav", "aside", "button", "select", "input", "textarea", "menu"]
_CHROME_OUTSIDE_CONTENT = ["header", "footer"]
_CHROME_NAMES = re.compile(
    r"(^|[-_ ])(menu|nav|navbar|navigation|breadcrumbs?|sidebar|footer|topbar|toolbar|comments?|"
    r"share|social|cookie|banner|advert\w*|ads|popup|modal|related|pagination|login)($|[-_ ])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_CONTENT = "main, article, [role=main], #toanvancontent, .toanvancontent, .fulltext, .content1"
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip


def read_web(data: bytes, name: str) -> ReadText:
    """The text of a page; menus and asides go to 'site chrome', unseen text to 'hidden text'."""
    page = BeautifulSoup(_decoded(data, name), "lxml")
    title = " ".join(page.title.get_text().split()) if page.title else ""
    removed: dict[str, tuple[str, ...]] = {}
    for tag in page.find_all(_SILENT_TAGS):
        tag.decompose()
    body = page.body or page
    removed["hidden text"] = _taken_out(_hidden_tags(body), body)
    content = _content(body)
    removed["site chrome"] = _taken_out(_chrome_tags(content), content)
    if content is not body:
        content.extract()
        removed["site chrome"] += tuple(filter(None, [_words(body)]))
    notes = conversion_notes(_convert_fonts(content))
    kept = {kind: texts for kind, texts in removed.items() if texts}
    return ReadText("\n".join(_lines(content)), removed=kept, warnings=notes, title=title)


def _decoded(data: bytes, name: str) -> str:
    """By byte order mark and UTF-8 first, then by what the page declares, then by its letters."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    try:
        return data.decode(declared or "ascii")
    except (UnicodeDecodeError, LookupError):
        return decode(data, name)


def _words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def _content(body: Tag) -> Tag:
    """The element that is marked as the content and holds most of the words, else the body."""
    marked = [tag for tag in body.select(_CONTENT) if len(_words(tag)) * 2 > len(_words(body))]
    return min(marked, key=lambda tag: len(_words(tag)), default=body)


def _convert_fonts(content: Tag) -> set[Encoding | None]:
    """Unicode for the strings that stand in a legacy font; the encodings found."""
    found: set[Encoding | None] = set()
    for string in content.find_all(string=True):
        font = next(filter(None, map(_font, string.parents)), "")
        converted = to_unicode(string, font)
        if type(string) is NavigableString and converted != string:
            string.replace_with(converted)
            found.add(legacy_of_font(font))
    return found


def _font(tag: Tag) -> str:
    """The first font a tag names for its text, '' if none."""
    styled = _FAMILY.search(str(tag.get("style", "")))
    names = styled[1] if styled else str(tag.get("face", ""))
    return names.split(",")[0].strip(" '\"")


def _hidden_tags(content: Tag) -> list[Tag]:
    return content.find_all(style=_HIDDEN) + content.find_all(hidden=True)


def _chrome_tags(content: Tag) -> list[Tag]:
    tags = content.find_all(_CHROME_TAGS)
    if content.name == "body":
        tags += content.find_all(_CHROME_OUTSIDE_CONTENT)
    tags += content.find_all(class_=_CHROME_NAMES) + content.find_all(id=_CHROME_NAMES)
    return list(tags)


def _taken_out(tags: list[Tag], content: Tag) -> tuple[str, ...]:
    """Take `tags` out and return their words; an element with most of the words is no chrome."""
    total = len(_words(content))
    removed: list[str] = []
    for tag in tags:
        if tag.decomposed or len(words := _words(tag)) * 2 > total:
            continue
        removed += [words] if words else []
        tag.decompose()
    return tuple(removed)


def _lines(content: Tag) -> list[str]:
    """The lines of an element: one a block, one a table row, `<br>` and `<pre>` kept."""
    lines = [""]
    for piece in _pieces(content):
        if piece == "\n":
            lines.append("")
        else:
            lines[-1] += piece
    return [line for text in lines if (line := " ".join(text.split()))]


def _pieces(tag: Tag) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, Tag):
            yield from _tag_pieces(child)
        elif isinstance(child, NavigableString) and type(child) in (NavigableString, CData):
            yield from _string_pieces(child, preformatted=tag.name == "pre")


def _string_pieces(text: str, *, preformatted: bool) -> Iterator[str]:
    if not preformatted:
        yield re.sub(r"\s+", " ", text)
        return
    for line in text.splitlines():
        yield line
        yield "\n"


def _tag_pieces(tag: Tag) -> Iterator[str]:
    if tag.name == "br":
        yield "\n"
        return
    if tag.name not in _BLOCKS:
        yield from _pieces(tag)
        return
    yield "\n"
    if tag.name == "table":
        for line in _table(tag):
            yield line
            yield "\n"
        return
    if tag.name == "li":
        yield _list_label(tag)
    yield from _pieces(tag)
    yield "\n"


def _list_label(item: Tag) -> str:
    """What the browser prints in front of a list item."""
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "- "
    before = sum(sibling.name == "li" for sibling in item.find_previous_siblings())
    number = int(str(parent.get("start", "1")).strip() or 1) + before
    style = str(parent.get("type", "1"))
    numerals = {"a": letter(number), "A": letter(number).upper()}
    numerals |= {"i": roman(number).lower(), "I": roman(number)}
    return f"{numerals.get(style, number)}. "


def _table(table: Tag) -> list[str]:
    rows = [
        [_lines(cell) for cell in row.find_all(["td", "th"], recursive=False)]
        for row in table.find_all("tr")
        if row.find_parent("table") is table
    ]
    caption = table.find("caption", recursive=False)
    heading = _lines(caption) if caption else []
    return heading + table_lines(rows, bordered=_bordered(table))


def _bordered(table: Tag) -> bool:
    """A table of a page is data unless it says that it draws no borders."""
    style = str(table.get("style", "")).replace(" ", "").lower()
    return str(table.get("border", "1")).strip() != "0" and "border:none" not in style
