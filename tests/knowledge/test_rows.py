"""Whatever the vocabulary can express survives the catalog's tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from knowledge.catalog import Catalog
from knowledge.database import open_engine
from knowledge.model import (
    Document,
    DocumentKind,
    Level,
    Locator,
    Metadata,
    Passage,
    Provision,
    Span,
)
from tests.knowledge.sample_documents import decree, metadata, passages_of, source


@pytest.fixture(scope="module")
def shared_catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return Catalog(open_engine(f"sqlite:///{tmp_path_factory.mktemp('kho') / 'catalog.sqlite'}"))


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
NUMBERS = st.none() | st.sampled_from(["", "1", "15a", "XII", "đ"])
LOCATORS = st.builds(Locator, *[NUMBERS] * len(Locator.__slots__))
METADATA = st.builds(
    Metadata,
    WORDS,
    st.sampled_from(DocumentKind),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
    st.none() | st.dates(),
    NUMBERS,
    WORDS,
)


@st.composite
def spans(draw: st.DrawFn, within: Span) -> Span:
    start = draw(st.integers(within.start, within.end))
    return Span(start, draw(st.integers(start, within.end)))


@st.composite
def stored(draw: st.DrawFn) -> tuple[Document, tuple[Passage, ...]]:
    """Any document the model can express, with passages anywhere in it."""
    text = draw(WORDS)
    whole = Span(0, len(text))
    about = draw(METADATA)
    unit = st.builds(
        Provision, WORDS, st.sampled_from(Level), WORDS, WORDS, spans(whole), LOCATORS, NUMBERS
    )
    units = draw(st.lists(unit, max_size=4, unique_by=lambda unit: unit.key))
    pages = draw(st.lists(st.integers(0, 9), max_size=3))
    document = Document(about, text, tuple(units), tuple(draw(st.lists(WORDS))), tuple(pages))
    names = draw(st.lists(WORDS, max_size=4, unique=True))
    return document, tuple(draw(passage(document, name)) for name in names)


@st.composite
def passage(draw: st.DrawFn, document: Document, name: str) -> Passage:
    span = draw(spans(Span(0, len(document.text))))
    words = draw(spans(span)).of(document.text)
    return Passage(name, document.key, draw(WORDS), draw(WORDS), span, draw(WORDS), words)


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(stored())
def test_any_document_and_its_passages_come_back_as_they_were(
    shared_catalog: Catalog, given_document: tuple[Document, tuple[Passage, ...]]
) -> None:
    document, passages = given_document
    shared_catalog.store(document, passages, source())

    assert shared_catalog.document(document.key) == document
    assert shared_catalog.passages_of(document.key) == passages
    found = shared_catalog.passages([passage.id for passage in passages])
    assert found == {passage.id: (passage, document.metadata) for passage in passages}
    assert shared_catalog.remove(document.key)


def test_a_passage_whose_text_does_not_stand_in_its_span_is_refused_and_nothing_is_stored(
    shared_catalog: Catalog,
) -> None:
    document = decree()
    first, second = passages_of(document)
    invented = replace(first, text=second.text)

    with pytest.raises(ValueError, match="does not stand in its span"):
        shared_catalog.store(document, [invented], source())

    assert shared_catalog.documents() == ()


def test_a_text_with_a_nul_character_is_refused(shared_catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="NUL"):
        shared_catalog.store(Document(metadata(), "trước\0sau", ()), [], source())
