"""Vectors: what the embedder promises, for the fake without a model and for the real one."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.default_model import prepare
from knowledge.embedder import Embedder, open_embedder
from knowledge.embedder.bundled import BundledEmbedder
from knowledge.embedder.inputs import folder_id, ready_text
from knowledge.embedder.sentence_transformer import (
    E5_PROMPTS,
    SentenceTransformerEmbedder,
    prompts_for,
)
from knowledge.model import KnowledgeError
from knowledge.settings import DEFAULT_MODELS_DIR, Settings
from tests.fakes.embedder import FakeEmbedder


def length(row: np.ndarray) -> float:
    return float(np.linalg.norm(row))


@given(st.lists(st.text(max_size=40), max_size=5))
def test_the_fake_gives_one_row_of_unit_length_a_text(texts: list[str]) -> None:
    rows = FakeEmbedder().passages(texts)

    assert rows.shape == (len(texts), 384)
    assert all(length(row) == pytest.approx(1) for row in rows)


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("lề trái là bao nhiêu", "định lề trang: cách mép trái 30 mm, lề phải 15 mm"),
        ("le trai la bao nhieu", "định lề trang: cách mép trái 30 mm, lề phải 15 mm"),
        ("ai ký thay người đứng đầu", "cấp phó ký thay người đứng đầu cơ quan"),
    ],
)
def test_the_fake_keeps_similarity(question: str, nearest: str) -> None:
    fake: Embedder = FakeEmbedder()
    texts = [
        "định lề trang: cách mép trái 30 mm, lề phải 15 mm",
        "cấp phó ký thay người đứng đầu cơ quan",
        "hồ sơ công việc được nộp lưu vào lưu trữ",
    ]

    scores = fake.passages(texts) @ fake.question(question)

    assert texts[int(scores.argmax())] == nearest


def test_decomposed_text_is_composed_and_nul_removed() -> None:
    assert ready_text(unicodedata.normalize("NFD", "Điều lệ")) == "Điều lệ"
    assert ready_text("a\0b ") == "a b"


@pytest.mark.parametrize(
    ("name", "configured", "expected"),
    [
        ("intfloat/multilingual-e5-base", {"query": "", "document": ""}, E5_PROMPTS),
        ("intfloat/e5-large-v2", {}, E5_PROMPTS),
        ("intfloat/multilingual-e5-large-instruct", {"query": ""}, {"query": ""}),
        ("intfloat/multilingual-e5-small", {"query": "hỏi: "}, {"query": "hỏi: "}),
        ("someone/vietnamese-bi-encoder", {"query": "", "document": ""}, None),
    ],
)
def test_e5_gets_its_prefixes_where_its_configuration_has_none(
    name: str, configured: dict[str, str | None], expected: dict[str, str | None] | None
) -> None:
    assert prompts_for(name, configured) == (configured if expected is None else expected)


def test_a_folder_is_known_by_its_content(tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "model", tmp_path / "b" / "model"
    for folder in (one, two):
        folder.mkdir(parents=True)
        (folder / "weights").write_bytes(b"1")
    assert folder_id(one) == folder_id(two)

    (two / "weights").write_bytes(b"2")

    assert folder_id(one) != folder_id(two)


def test_a_hub_model_is_known_by_its_name() -> None:
    settings = Settings(data_dir=Path("data"), embedding_model="someone/model")

    assert open_embedder(settings).model_id == "someone/model"


def test_a_default_model_that_is_not_prepared_is_said_at_the_first_use(tmp_path: Path) -> None:
    embedder = open_embedder(Settings(data_dir=tmp_path, models_dir=tmp_path))

    with pytest.raises(KnowledgeError, match="make setup"):
        _ = embedder.model_id
    with pytest.raises(KnowledgeError, match="make setup"):
        embedder.passages(["Điều 1"])


def test_opening_an_embedder_does_not_import_torch() -> None:
    program = (
        "import sys, pathlib;"
        "from knowledge.embedder import open_embedder; from knowledge.settings import Settings;"
        "open_embedder(Settings(data_dir=pathlib.Path('data')));"
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


@pytest.mark.parametrize("blank", ["", "  \n", "\0"])
def test_a_blank_question_is_refused(blank: str) -> None:
    with pytest.raises(KnowledgeError, match="không có chữ nào"):
        SentenceTransformerEmbedder("any").question(blank)


@pytest.mark.slow
def test_a_folder_that_is_no_model_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(KnowledgeError, match="Không nạp được mô hình nhúng"):
        SentenceTransformerEmbedder(tmp_path).passages(["Điều 1"])


@pytest.fixture(scope="module")
def real() -> BundledEmbedder:
    return BundledEmbedder(prepare(DEFAULT_MODELS_DIR))


@pytest.mark.slow
class TestTheDefaultModel:
    """The bundled model itself."""

    def test_rows_are_float32_of_unit_length(self, real: Embedder) -> None:
        rows = real.passages(["Điều 1", "", "Khoản 2 " * 1000])

        assert rows.shape == (3, 384)
        assert rows.dtype == np.float32
        assert [length(row) for row in rows] == pytest.approx([1, 1, 1])

    def test_no_texts_give_no_rows(self, real: Embedder) -> None:
        assert len(real.passages([])) == 0

    def test_a_row_does_not_depend_on_its_company(self, real: Embedder) -> None:
        texts = ["Ngắn", "Một câu dài hơn nhiều về công tác văn thư, lưu trữ", "Vừa phải thôi"]

        together = real.passages(texts)
        alone = np.array([real.passages([text])[0] for text in texts])

        assert (together == alone).all()

    def test_sentence_transformers_gives_the_same_vectors(self, real: Embedder) -> None:
        plain = SentenceTransformerEmbedder(prepare(DEFAULT_MODELS_DIR))
        texts = ["Điều 1", "", "Khoản 2 " * 1000, "Thời hạn bảo quản hồ sơ là 10 năm"]

        assert np.abs(real.passages(texts) - plain.passages(texts)).max() < 1e-5
        assert np.abs(real.question("giữ bao lâu") - plain.question("giữ bao lâu")).max() < 1e-5

    def test_decomposed_and_composed_text_are_one(self, real: Embedder) -> None:
        text = "Trách nhiệm của người đứng đầu"

        composed = real.question(text)
        decomposed = real.question(unicodedata.normalize("NFD", text))

        assert (composed == decomposed).all()

    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            ("lề trái của văn bản là bao nhiêu", "Cách mép trái 30 - 35 mm, mép phải 15 - 20 mm"),
            ("ai được ký thay thủ trưởng", "Cấp phó ký thay người đứng đầu cơ quan"),
            ("giữ tài liệu bao lâu", "Thời hạn bảo quản hồ sơ là 10 năm"),
        ],
    )
    def test_a_question_finds_its_passage(self, real: Embedder, question: str, answer: str) -> None:
        texts = [
            "Cách mép trái 30 - 35 mm, mép phải 15 - 20 mm",
            "Cấp phó ký thay người đứng đầu cơ quan",
            "Thời hạn bảo quản hồ sơ là 10 năm",
            "Tổ chức họp định kỳ vào thứ Hai hằng tuần",
        ]

        scores = real.passages(texts) @ real.question(question)

        assert texts[int(scores.argmax())] == answer
