"""Passages: one khoản each, nothing lost, the path in front."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.law_parser import parse_law
from knowledge.model import DocumentKind, Metadata
from knowledge.passages import LONGEST, passages_of
from tests.knowledge.test_law_parser import DECREE, LINES, TEXT

LONG = "Tổ chức, cá nhân thực hiện đúng quy định về hồ sơ mẫu theo từng giai đoạn. " * 12


def test_the_spans_of_the_passages_restore_the_text() -> None:
    document = parse_law(TEXT, DECREE)
    spans = [passage.span for passage in passages_of(document)]
    assert "".join(span.of(TEXT) for span in spans) == TEXT


@given(st.lists(st.one_of(LINES, st.just(LONG)), max_size=30).map("\n".join))
def test_nothing_is_lost_whatever_the_lines(text: str) -> None:
    passages = passages_of(parse_law(text, DECREE))
    assert "".join(passage.span.of(text) for passage in passages) == text
    assert len({passage.id for passage in passages}) == len(passages)
    assert all(passage.text in passage.span.of(text) for passage in passages)


def test_a_short_article_stays_whole_and_a_long_one_is_cut_by_clause() -> None:
    text = f"Điều 1. Ngắn\n1. Một.\n2. Hai.\nĐiều 2. Dài\n1. {LONG}\n2. Hai."
    found = {p.provision.rpartition("nd-cp/")[2] for p in passages_of(parse_law(text, DECREE))}
    assert found == {"art_1", "art_2/cl_1", "art_2/cl_2"}


def test_the_document_and_the_article_stand_in_front_of_each_clause() -> None:
    text = f"Điều 2. Hồ sơ mẫu\n1. {LONG}\n2. Hai."
    last = passages_of(parse_law(text, DECREE))[-1]
    assert last.context == "Nghị định 901/2031/NĐ-CP\nĐiều 2. Hồ sơ mẫu"
    assert last.text == "2. Hai."
    assert last.article == "901-2031-nd-cp/art_2"


def test_a_long_clause_is_cut_at_its_points_with_its_first_line_in_front() -> None:
    points = "\n".join(f"{letter}) {LONG}" for letter in "abcd")
    text = f"Điều 3. Mức phạt\n1. Phạt tiền đối với hành vi sau:\n{points}"
    passages = passages_of(parse_law(text, DECREE))
    assert [p.provision.rpartition("/")[2] for p in passages] == ["pt_a", "pt_b", "pt_c", "pt_d"]
    assert passages[-1].context.endswith("1. Phạt tiền đối với hành vi sau:")


def test_no_passage_is_longer_than_the_model_reads() -> None:
    text = "Điều 1. Dài\n" + LONG * 20
    assert all(len(passage.text) <= LONGEST for passage in passages_of(parse_law(text, DECREE)))


def test_an_article_is_the_unit_that_evidence_is_gathered_on() -> None:
    annex = [p for p in passages_of(parse_law(TEXT, DECREE)) if "/anx_I/" in p.provision]
    assert {p.article.rpartition("nd-cp/")[2] for p in annex} == {
        "anx_I/part_I/sec_I",
        "anx_I/part_I/sec_II",
    }


@pytest.mark.needs_shared_data
def test_real_laws_are_restored_from_their_passages(shared_data: Path) -> None:
    from knowledge.readers import read

    for path in sorted((shared_data / "files" / "laws-docx").glob("*.docx"))[:5]:
        text = read(path).text
        document = parse_law(text, Metadata("law", DocumentKind.LEGAL))
        assert "".join(p.span.of(text) for p in passages_of(document)) == text
