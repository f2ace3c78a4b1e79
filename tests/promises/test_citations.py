"""Citations: every line and every provision is cited at the very place where it stands."""

from __future__ import annotations

import re

from bot.lookup import LONGEST_OPENED, LookUp
from bot.reply import BlockKind, Reply
from knowledge.citations import cite
from knowledge.model import Document, Level, Provision, Span, Status, Validity
from knowledge.references import first_mention
from tests.promises.shelf import AS_OF, CHAT, OFFICIAL, Shelf, Talk
from tests.promises.verification import numbers_in, source_text, squeezed, unlabelled, wording_of

UNKNOWN = Status(Validity.UNKNOWN, AS_OF)


def test_every_line_is_cited_where_it_stands_and_not_where_it_is_repeated(shelf: Shelf) -> None:
    wrong = []
    for document in shelf.documents():
        for line in re.finditer(r"[^\n]*\S", document.text):
            span = Span(line.start() + len(line[0]) - len(line[0].lstrip()), line.end())
            cited = shelf.library.cite_span(document, span, as_of=AS_OF)
            unit = document.provision(cited.key)
            if unit is None or not unit.span.holds(span):
                wrong.append((cited.key, span.of(document.text)))

    assert not wrong


def test_every_provision_opens_word_for_word_under_its_own_place(shelf: Shelf, talk: Talk) -> None:
    look = LookUp(shelf.library, talk.records, OFFICIAL, CHAT, AS_OF)
    for document in shelf.documents():
        for unit in document.provisions:
            reply = look.provision(unit.key)
            if len(unit.span.of(document.text).strip()) > LONGEST_OPENED:
                assert_outline(reply, document, unit)
            else:
                assert_opened(reply, document, unit, shelf)


def assert_opened(reply: Reply, document: Document, unit: Provision, shelf: Shelf) -> None:
    quote, source, status = reply.blocks
    kinds = [block.kind for block in reply.blocks]
    assert kinds == [BlockKind.QUOTE, BlockKind.SOURCE, BlockKind.NOTE]
    assert quote.text == f"“{unit.span.of(document.text).strip()}”"
    assert squeezed(unit.span.of(source_text(shelf.files[document.key]))) in squeezed(quote.text)
    place = f"{wording_of(unit.key, document)} {first_mention(shelf.mentioned(document.metadata))}"
    if unit.level not in (Level.FRONT, Level.TAIL):  # the head of an annex: see below
        assert unlabelled(source.text) == f"[1] {place.strip()}"
    assert status.text.strip()


def test_rules_promulgated_with_a_decision_are_called_by_their_name(shelf: Shelf) -> None:
    document = shelf.document_of("915-2033-qd-ubnd-tinh-hoa-ban")
    span = Span(*re.compile("trong thời hạn 24 giờ").search(document.text).span())  # type: ignore[union-attr]

    assert shelf.library.cite_span(document, span, as_of=AS_OF).locator_text.endswith(" Quy chế")
    assert "Phụ lục" not in shelf.library.cite_span(document, span, as_of=AS_OF).locator_text


def test_the_head_of_an_annex_is_not_cited_as_words_of_its_decree(shelf: Shelf) -> None:
    annex = shelf.document_of("901-2031-nd-cp/anx_II")
    cited = shelf.library.cite_span(annex, annex.provisions[0].span, as_of=AS_OF)

    assert cited.locator_text == "Phụ lục II"


def assert_outline(reply: Reply, document: Document, unit: Provision) -> None:
    headings = squeezed(document.text)
    length = unit.span.end - unit.span.start
    assert numbers_in(block.text for block in reply.blocks) <= numbers_in([headings, str(length)])


def test_words_of_one_place_are_never_cited_at_another(shelf: Shelf) -> None:
    for document in shelf.documents():
        units = [unit for unit in document.provisions if unit.level is Level.CLAUSE]
        for unit in units:
            text = unit.span.of(document.text).strip()
            cited = cite(document, document.metadata, unit.key, text, status=UNKNOWN)
            assert cited.key == unit.key or cited.key.startswith(unit.key + "/")
