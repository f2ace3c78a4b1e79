"""A real CrossEncoder, tiny and with random weights, as a second opinion."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.model import KnowledgeError
from knowledge.reranker import CrossEncoderReranker, open_reranker
from knowledge.settings import Settings

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "lề", "trái", "là", "bao", "nhiêu", "mm"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder = tmp_path_factory.mktemp("reranker")
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    tokenizer = BertTokenizer(str(folder / "vocab.txt"), strip_accents=False)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        max_position_embeddings=64,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.mark.slow
def test_a_folder_with_a_cross_encoder_gives_one_score_a_text(folder: Path) -> None:
    reranker = open_reranker(Settings(data_dir=folder, reranker=str(folder)))
    assert reranker is not None
    scores = reranker.scores("lề trái là bao nhiêu", ["lề trái 30 mm", "mm", "lề trái 30 mm"])
    assert len(scores) == 3
    assert scores[0] == pytest.approx(scores[2], abs=1e-5)
    assert scores[0] != scores[1]
    assert reranker.scores("lề trái", []) == []


def test_without_the_setting_there_is_no_reranker(tmp_path: Path) -> None:
    assert open_reranker(Settings(data_dir=tmp_path)) is None


@pytest.mark.slow
def test_a_folder_without_a_model_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="RERANKER"):
        CrossEncoderReranker(tmp_path).scores("lề trái", ["30 mm"])
