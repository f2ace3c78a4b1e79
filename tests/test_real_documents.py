"""What must show on real documents with the real model: a decree, a report, ALQAC 2023."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bench.retrieval import main as bench_retrieval
from bot.answering import AnswerKind, answer
from knowledge.default_model import is_prepared
from knowledge.ingestion import Result
from knowledge.library import EVERYBODY, Library
from knowledge.model import Level
from knowledge.settings import DEFAULT_MODELS_DIR, Settings

pytestmark = [
    pytest.mark.check,
    pytest.mark.needs_shared_data,
    pytest.mark.timeout(3000),
    pytest.mark.skipif(
        not is_prepared(DEFAULT_MODELS_DIR), reason="run 'make setup' for the model"
    ),
]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[Library]:
    """Nghị định 30/2020/NĐ-CP with all its annexes, each a file, and the seed report."""
    library = Library(Settings(tmp_path_factory.mktemp("real")))
    files = [
        *sorted((shared_data / "files" / "nd30").glob("*.docx")),
        shared_data / "seed-report.txt",
    ]
    assert {outcome.outcome for outcome in library.add_all(files)} == {Result.ADDED}
    yield library
    library.close()


def test_every_article_of_decree_30_is_reached_by_its_number(library: Library) -> None:
    for number in range(1, 39):
        question = f"Điều {number} Nghị định 30/2020/NĐ-CP"
        given = answer(question, library, scopes=EVERYBODY, as_of=TODAY)
        assert [c.locator.as_dict() for c in given.citations] == [{"article": str(number)}], (
            question
        )
        assert all(citation.verified for citation in given.citations)


def test_decree_30_has_no_article_39(library: Library) -> None:
    given = answer("Điều 39 Nghị định 30/2020/NĐ-CP", library, scopes=EVERYBODY, as_of=TODAY)
    assert given.kind is AnswerKind.NOT_FOUND
    assert "38 Điều" in given.blocks[0].text


@pytest.mark.parametrize(
    "question",
    [
        "lề trái văn bản hành chính là bao nhiêu",
        "le trai van ban hanh chinh la bao nhieu",
        "LỀ TRÁI VĂN BẢN HÀNH CHÍNH LÀ BAO NHIÊU?",
    ],
)
def test_the_left_margin_is_answered_however_it_is_asked(library: Library, question: str) -> None:
    first = answer(question, library, scopes=EVERYBODY, as_of=TODAY).citations[0]
    assert first.verified
    assert "cách mép trái 30 - 35 mm" in first.quote
    assert first.locator_text == "khoản 3 Mục I Phần I Phụ lục I"
    assert first.document.startswith("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ")


def test_the_four_headings_of_the_seed_report_are_its_sections(library: Library) -> None:
    (report,) = [m for m in library.documents() if m.type_name == "Báo cáo"]
    document = library.document(report.key)
    assert document is not None
    sections = [unit.number for unit in document.provisions if unit.level is Level.SECTION]
    assert sections == ["I", "II", "III", "IV"]


def test_the_seed_report_answers_which_programme_was_issued(library: Library) -> None:
    question = "Ban Dân tộc đã ban hành chương trình hành động số mấy"
    first = answer(question, library, scopes=EVERYBODY, as_of=TODAY).citations[0]
    assert "763/CTr-BDT ngày 04/11/2021" in first.quote
    assert first.locator_text == "Mục I"


@pytest.mark.parametrize("options", [[], ["--no-diacritics"]])
def test_the_right_article_is_found_on_alqac_2023(
    shared_data: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    arguments = ["--corpus", str(shared_data / "corpus" / "alqac2023_articles.json")]
    arguments += ["--questions", str(shared_data / "questions" / "dev.jsonl"), "--json"]
    assert bench_retrieval([*arguments, *options]) == 0
    figures = json.loads(capsys.readouterr().out)["ALQAC2023"]
    assert figures["r1"] >= 0.82
    assert figures["r10"] >= 0.96
