"""Corpora and questions: the gold articles have the keys that the library gives them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench.corpora import document_key, documents_in
from bench.questions import Question, questions_in
from knowledge.model import Document, Level

ARTICLES = {
    "Luật Hồ sơ mẫu@2": "Giải thích từ ngữ\n1. Hồ sơ mẫu là hồ sơ dùng để thử.",
    "Luật Hồ sơ mẫu@1": "Phạm vi điều chỉnh\nLuật này quy định về hồ sơ mẫu.",
    "Luật Hồ sơ mẫu@10": "Hiệu lực\nLuật này có hiệu lực từ ngày công bố.",
    "Bộ luật Thử nghiệm@1": "Phạm vi điều chỉnh\nBộ luật này quy định về việc thử nghiệm.",
}
LAW = {
    "doc_id": "12/2031/NĐ-CP",
    "number": "12/2031/NĐ-CP",
    "title": "Nghị định về hồ sơ mẫu",
    "issuer": "Chính phủ",
    "text": "Điều 1. Phạm vi\nNghị định này quy định về hồ sơ mẫu.\nĐiều 2. Hiệu lực\nTừ hôm nay.",
}


@pytest.fixture
def alqac(tmp_path: Path) -> Path:
    path = tmp_path / "articles.json"
    path.write_text(json.dumps(ARTICLES, ensure_ascii=False), encoding="utf-8")
    return path


def articles_of(document: Document) -> list[str]:
    return [unit.key for unit in document.provisions if unit.level is Level.ARTICLE]


@pytest.mark.parametrize(
    ("doc", "key"),
    [
        ("alqac2023:Luật Phòng, chống ma túy", "Luật-Phòng,-chống-ma-túy"),
        ("Luật Phòng, chống ma túy", "Luật-Phòng,-chống-ma-túy"),
        ("12/2031/NĐ-CP", "12-2031-NĐ-CP"),
        ("12/2031/NĐ-CP  (mẫu)", "12-2031-NĐ-CP-(mẫu)"),
    ],
)
def test_a_gold_document_has_a_key_without_slash_or_blank(doc: str, key: str) -> None:
    assert document_key(doc) == key


def test_loose_articles_become_laws_in_order_of_number(alqac: Path) -> None:
    laws = {document.key: document for document in documents_in(alqac)}

    assert articles_of(laws["Luật-Hồ-sơ-mẫu"]) == [
        "Luật-Hồ-sơ-mẫu/art_1",
        "Luật-Hồ-sơ-mẫu/art_2",
        "Luật-Hồ-sơ-mẫu/art_10",
    ]
    code = laws["Bộ-luật-Thử-nghiệm"].metadata
    assert (code.type_name, code.title) == ("Bộ luật", "Thử nghiệm")


@pytest.mark.parametrize("name", ["laws.jsonl", "laws.jsonl.gz"])
def test_a_file_of_laws_is_read_packed_or_not(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    row = json.dumps(LAW, ensure_ascii=False).encode()
    path.write_bytes(gzip.compress(row) if path.suffix == ".gz" else row)

    (law,) = documents_in(path)

    assert articles_of(law) == ["12-2031-NĐ-CP/art_1", "12-2031-NĐ-CP/art_2"]
    assert law.metadata.number == "12/2031/NĐ-CP"


def test_only_questions_whose_documents_are_all_there_are_asked(tmp_path: Path) -> None:
    here, elsewhere = ({"doc": doc, "article": "2"} for doc in ("alqac2023:Luật A", "Luật B"))
    rows = [
        {"question": "Hồ sơ mẫu là gì?", "source": "one", "gold": [here]},
        {"question": "Ai có quyền?", "source": "two", "gold": [here, elsewhere]},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    assert list(questions_in(path, {"Luật-A"})) == [
        Question("Hồ sơ mẫu là gì?", "one", frozenset({"Luật-A/art_2"}))
    ]


def test_a_question_without_marks_keeps_its_answer() -> None:
    question = Question("Hồ sơ mẫu Đỏ là gì?", "one", frozenset({"Luật-A/art_2"}))

    assert question.without_marks() == Question("ho so mau do la gi?", "one", question.gold)


@pytest.mark.needs_shared_data
def test_every_gold_article_of_alqac_2023_stands_in_the_parsed_corpus(shared_data: Path) -> None:
    documents = list(documents_in(shared_data / "corpus" / "alqac2023_articles.json"))
    present = {key for document in documents for key in articles_of(document)}
    questions = questions_in(shared_data / "questions" / "dev.jsonl", {d.key for d in documents})

    gold = [question.gold for question in questions if question.source == "ALQAC2023"]

    assert len(gold) > 90
    assert [keys - present for keys in gold if keys - present] == []
