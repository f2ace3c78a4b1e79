"""How a quote is verified without trusting the code that made it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from bot.answering import Answer, AnswerKind
from bot.document_replies import short_name
from bot.reply import Block, BlockKind, Reply
from knowledge.model import Citation, Document, Level, Metadata
from knowledge.readers import read
from knowledge.references import first_mention, format_date, later_mention
from tests.promises.shelf import AS_OF, Shelf
from tests.test_samples import provision, text_of, words

_LEVEL_WORDS = {
    "anx": "Phụ lục",
    "part": "Phần",
    "chp": "Chương",
    "sec": "Mục",
    "sub": "Tiểu mục",
    "art": "Điều",
    "cl": "khoản",
    "pt": "điểm",
}
_LAYOUT_MARK = re.compile(r"^(?:# |\[\[|\]\]|\|\|)", re.MULTILINE)
_NUMBER = re.compile(r"\d[\w./%-]*\w|\d")


@cache
def source_text(path: Path) -> str:
    return read(path).text


def squeezed(text: str) -> str:
    return " ".join(text.split())


def wording_of(key: str, document: Document) -> str:
    """The place in words, from the steps of the key alone: 'điểm a khoản 2 Điều 8'."""
    host, own = document.metadata.host or document.key, []
    for step in key.removeprefix(host).strip("/").split("/"):
        prefix, _, number = step.partition("~")[0].partition("_")
        if prefix in _LEVEL_WORDS:
            named = prefix == "anx" and len(number) > 3 and not number.isupper()
            number = number.replace("-", " ") if named else number
            own.append(number if named else f"{_LEVEL_WORDS[prefix]} {number}".strip())
    return " ".join(reversed(own))


def unlabelled(place: str) -> str:
    """A place without 'Phụ lục' before a Quy chế: a fault that has a test of its own."""
    return place.replace("Phụ lục Quy chế", "Quy chế")


def assert_true(citation: Citation, shelf: Shelf, as_of: date = AS_OF) -> None:
    """The words stand in the stored text and in the file, at the place that is named."""
    document = shelf.document_of(citation.key)
    unit = document.provision(citation.key)
    assert unit is not None and citation.verified and citation.quote.strip()
    assert citation.quote in document.text[unit.span.start : unit.span.end]
    assert citation.quote in source_text(shelf.files[document.key])
    assert unlabelled(citation.locator_text) == wording_of(citation.key, document)
    named = shelf.mentioned(document.metadata)
    assert citation.document == first_mention(named)
    assert citation.status.as_of == as_of
    assert_stands_in_the_invented_source(citation, named)


def assert_stands_in_the_invented_source(citation: Citation, named: Metadata) -> None:
    """The text the sample was built from, divided by another parser, says the same place."""
    locator = citation.locator.as_dict()
    if "chapter" in locator or "subsection" in locator:
        return
    text = text_of(named.number, locator.get("annex"))
    there = provision(text, locator) if locator else text
    assert words(citation.quote) in words(_LAYOUT_MARK.sub("", there))


def assert_answer_keeps_the_promises(given: Answer, question: str, shelf: Shelf) -> None:
    by_kind = [block.kind for block in given.blocks]
    if given.kind is not AnswerKind.ANSWERED:
        assert not given.citations
        assert set(by_kind) <= {BlockKind.PARAGRAPH}
    else:
        quoted = [BlockKind.TITLE, BlockKind.QUOTE, BlockKind.SOURCE, BlockKind.NOTE]
        assert given.citations and by_kind == quoted * len(given.citations)
    for number, citation in enumerate(given.citations, start=1):
        assert_true(citation, shelf, citation.status.as_of)
        title, quote, source, status = given.blocks[4 * number - 4 : 4 * number]
        assert_only_stored_words(quote, shelf.document_of(citation.key))
        assert squeezed(citation.quote) in squeezed(quote.text)
        assert source.text == f"[{number}] {citation.locator_text} {citation.document}".replace(
            "  ", " "
        )
        assert str(citation.status.reason or citation.status.validity) in status.text
        assert_heading(title.text, shelf.document_of(citation.key))
    assert_no_unknown_number(given, question, shelf)


def assert_heading(title: str, document: Document) -> None:
    headings = {unit.heading for unit in document.provisions}
    assert title in headings | {document.metadata.title, document.metadata.type_name}


def assert_only_stored_words(quote: Block, document: Document) -> None:
    """Between the quotation marks stands the text of one document, cuts shown as […]."""
    inside = quote.text
    assert inside.startswith("“") and inside.endswith("”")
    stored, position = squeezed(document.text), 0
    for piece in inside[1:-1].split("[…]"):
        position = stored.find(squeezed(piece), position)
        assert position >= 0, piece
        position += len(squeezed(piece))


def numbers_in(texts: Iterable[str]) -> set[str]:
    return {number for text in texts for number in _NUMBER.findall(text)}


def library_words(shelf: Shelf) -> Iterator[str]:
    """All that may be said of documents without quoting them."""
    for metadata in shelf.library.documents():
        yield from (first_mention(metadata), later_mention(metadata), short_name(metadata))
        yield from (metadata.title, metadata.number)


def assert_no_unknown_number(given: Answer, question: str, shelf: Shelf) -> None:
    """Outside quotes stands no figure that nobody gave."""
    known = numbers_in([question, *library_words(shelf), format_date(AS_OF), "[1] [2] [3]"])
    for citation in given.citations:
        headings = (unit.heading for unit in shelf.document_of(citation.key).provisions)
        known |= numbers_in([citation.locator_text, *headings])
    if given.reason == "no_such_unit":
        known |= numbers_of_articles(shelf)
    if given.reason == "too_long":
        known |= numbers_in([str(len(question.strip())), "3000"])
    outside = [block.text for block in given.blocks if block.kind is not BlockKind.QUOTE]
    assert numbers_in(outside) <= known


def numbers_of_articles(shelf: Shelf) -> set[str]:
    found: set[str] = set()
    for document in shelf.documents():
        articles = [unit for unit in document.provisions if unit.level is Level.ARTICLE]
        found |= {str(len(articles)), *(unit.number for unit in articles)}
    return found


def known_of_documents(shelf: Shelf) -> set[str]:
    known = numbers_in([*library_words(shelf), format_date(AS_OF), "[1]"])
    known |= {str(count) for count in range(len(shelf.files) + 1)}
    for document in shelf.documents():
        units = document.provisions
        known |= numbers_in(unit.heading for unit in units)
        known |= numbers_in(wording_of(unit.key, document) for unit in units)
        levels = [unit.level for unit in units]
        known |= {str(levels.count(level)) for level in Level}
        known |= numbers_in(document.warnings)
        if document.metadata.date:
            known |= numbers_in([format_date(document.metadata.date)])
    return known


def assert_reply_quotes_only_stored_words(reply: Reply, shelf: Shelf) -> None:
    """Each quote stands under a source whose document holds it."""
    mentions = {first_mention(shelf.mentioned(one.metadata)): one for one in shelf.documents()}
    for quote, source in zip(reply.blocks, reply.blocks[1:], strict=False):
        if quote.kind is not BlockKind.QUOTE:
            continue
        assert source.kind is BlockKind.SOURCE
        named = [mention for mention in mentions if source.text.endswith(mention)]
        assert named
        holding = [
            one
            for one in shelf.documents()
            if first_mention(shelf.mentioned(one.metadata)) == max(named, key=len)
        ]
        assert any(_holds(quote, one) for one in holding)


def _holds(quote: Block, document: Document) -> bool:
    pieces = quote.text[1:-1].split("[…]")
    return all(squeezed(piece) in squeezed(document.text) for piece in pieces)
