"""Word (.docx, .docm, .dotx): the text as Word prints it with all changes accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from knowledge import messages
from knowledge.legacy_encoding import conversion_notes
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers.packages import Package
from knowledge.readers.table_lines import LAYOUT_WORDS
from knowledge.readers.web import read_web
from knowledge.readers.word.story import Parts, Story
from knowledge.readers.word.styles import WORD, Styles

_DEEPEST_IMPORT = 3
"""Documents embedded in documents as text; nobody nests them further."""

_CHANGES = tuple(WORD + tag for tag in ("ins", "del", "moveTo", "moveFrom"))


def read_word(data: bytes, name: str, *, depth: int = 0) -> ReadText:
    """The text of a .docx; KnowledgeError when it has no body or unpacks beyond bounds.

    `depth` counts the documents around this one, which is embedded in them.
    """
    package = Package(data, name)
    path = _main_part(package.names("word/document"))
    body = package.part(path).find(f"{WORD}body")
    if body is None:
        raise KnowledgeError(messages.BROKEN_FILE.format(name=name))
    warnings: list[str] = []
    imported = _importer(package, name, depth, warnings)
    parts = _parts(package, path, imported)
    story = Story(parts)
    lines = [*story.blocks(body), *_note_lines(story, package)]
    letterhead, margins = _margins(parts, package)
    removed = {kind: tuple(texts) for kind, texts in story.removed.items()}
    removed |= margins | _comments(parts, package)
    warnings += [*conversion_notes(story.encodings), *_warnings(package, body)]
    text = "\n".join([*letterhead, *lines])
    return ReadText(text, removed=removed, warnings=tuple(warnings), title=package.title())


def _main_part(names: Iterable[str]) -> str:
    """The document part among the names of a package, '' if none; Office Online numbers it."""
    return next((name for name in names if re.fullmatch(r"word/document\d*\.xml", name)), "")


def _parts(package: Package, path: str, imported: Callable[[str], list[str]]) -> Parts:
    return Parts(
        package,
        Styles(package.optional("word/styles.xml")),
        package.optional("word/numbering.xml"),
        package.relations(path),
        imported,
    )


def _importer(
    package: Package, name: str, depth: int, warnings: list[str]
) -> Callable[[str], list[str]]:
    """Reads embedded web pages and documents; what it cannot read becomes a warning."""

    def imported(path: str) -> list[str]:
        if path not in package or depth >= _DEEPEST_IMPORT:
            warnings.append(messages.EMBEDDED_UNREAD)
            return []
        content = package.content(path)
        if content.startswith(b"PK"):
            inner = read_word(content, name, depth=depth + 1)
        elif path.endswith((".html", ".htm", ".xhtml", ".mht", ".txt")):
            inner = read_web(content, name)
        else:
            warnings.append(messages.EMBEDDED_UNREAD)
            return []
        warnings.extend(inner.warnings)
        return inner.text.split("\n")

    return imported


def _note_lines(story: Story, package: Package) -> list[str]:
    """The notes in the order of their marks, each with its number: '[1] ...'."""
    notes: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.optional(f"word/{kind}s.xml")
        for note in [] if root is None else root.iter(f"{WORD}{kind}"):
            notes[kind, note.get(f"{WORD}id", "")] = note
    lines: list[str] = []
    for number, cited in enumerate(story.cited, 1):
        if cited in notes:
            text = "\n".join(story.blocks(notes.pop(cited))).strip()
            lines.append(f"[{number}] {text}")
    return lines


def _margins(parts: Parts, package: Package) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """The lines of a letterhead set as a page header, and what else stands in the margins."""
    letterhead: list[str] = []
    removed: dict[str, tuple[str, ...]] = {}
    for kind in ("header", "footer"):
        texts: list[str] = []
        for path in package.names(f"word/{kind}"):
            lines = [line for line in Story(parts).blocks(package.part(path)) if line.strip()]
            if not letterhead and LAYOUT_WORDS.search(" ".join(lines)):
                letterhead = lines
            elif lines:
                texts.append(" ".join(" ".join(lines).split()))
        removed |= {f"page {kind}": tuple(texts)} if texts else {}
    return letterhead, removed


def _comments(parts: Parts, package: Package) -> dict[str, tuple[str, ...]]:
    """What readers of the draft wrote beside it, by comment."""
    root = package.optional("word/comments.xml")
    comments = [] if root is None else root.findall(f"{WORD}comment")
    texts = (" ".join(" ".join(Story(parts).blocks(one)).split()) for one in comments)
    found = tuple(text for text in texts if text)
    return {"comment": found} if found else {}


def _warnings(package: Package, body: etree._Element) -> Iterable[str]:
    if package.has_macros():
        yield messages.MACROS_IGNORED
    if next(body.iter(*_CHANGES), None) is not None:
        yield messages.CHANGES_ACCEPTED
