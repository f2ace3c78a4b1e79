"""The default model as an ONNX graph: BERT in 8 bits, mean pooling, unit length, a text at a time.

Products run on whole numbers: weights are rounded here, once, activations as they come. Questions
show no loss, and processors with instructions for it take a third of the time (docs/benchmarks.md,
"Ingest"). One text at a time needs no padding and no mask, keeps a vector apart from its company,
and stays in the processor's cache.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"
"""The home of ONNX Runtime's own operators, which do several steps at once."""

WHOLE, SCALE = "whole", "scale"
LARGEST_WEIGHT = 63
"""Seven bits: with eight, processors that add pairs of products in 16 bits would overflow."""


def encoder_graph(folder: Path, weights_file: str) -> ModelProto:
    """The graph of the BERT model whose `config.json` and weights (safetensors) lie in `folder`.

    Input `tokens`: the ids of one text, int32 [1, length]. Output `vector`: float32 [1, hidden].
    """
    shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    layers = shape["num_hidden_layers"]
    nodes = list(_embedding(shape))
    for number in range(layers):
        nodes += _layer(shape, f"encoder.layer.{number}", _states(number), _states(number + 1))
    nodes += _pooling(_states(layers))
    used = {name for node in nodes for name in node.input}
    weights = [tensor for tensor in _weights(folder / weights_file) if tensor.name in used]
    tokens = helper.make_tensor_value_info("tokens", TensorProto.INT32, [1, "length"])
    vector = helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, shape["hidden_size"]])
    graph = helper.make_graph(nodes, "encoder", [tokens], [vector], weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def _embedding(shape: Mapping[str, Any]) -> Sequence[NodeProto]:
    """Word, place and segment; a text is one segment, number zero."""
    tables = [f"embeddings.{kind}_embeddings.weight" for kind in ("word", "position", "token_type")]
    inputs = ["tokens", "segments", *tables, *_weight_and_bias("embeddings.LayerNorm")]
    return [
        helper.make_node("Sub", ["tokens", "tokens"], ["segments"]),
        _fused(
            "EmbedLayerNormalization",
            inputs,
            [_states(0), "unused_mask"],
            epsilon=shape["layer_norm_eps"],
        ),
    ]


def _layer(shape: Mapping[str, Any], layer: str, states: str, result: str) -> Sequence[NodeProto]:
    """Attention and feed-forward, each added to what came in and normalised."""
    attention, inner = f"{layer}.attention", f"{layer}.intermediate.dense"
    attended, active = f"{attention}.result", f"{inner}.active"
    return [
        *_attention(shape, f"{attention}.self", states),
        _linear(f"{attention}.self", f"{attention}.output.dense"),
        *_add_and_normalise(shape, f"{attention}.output", states, attended),
        _linear(attended, inner),
        _fused("BiasGelu", [inner, f"{inner}.bias"], [active]),
        _linear(active, f"{layer}.output.dense"),
        *_add_and_normalise(shape, f"{layer}.output", attended, result),
    ]


def _attention(shape: Mapping[str, Any], name: str, states: str) -> Sequence[NodeProto]:
    roles = [f"{name}.{role}" for role in ("query", "key", "value")]
    biases, joined = [f"{role}.bias" for role in roles], f"{name}.bias"
    return [
        *(_linear(states, role) for role in roles),
        helper.make_node("Concat", biases, [joined], axis=0),
        _fused(
            "MultiHeadAttention",
            [*roles, joined],
            [name],
            num_heads=shape["num_attention_heads"],
        ),
    ]


def _linear(states: str, name: str) -> NodeProto:
    """The product alone: who reads it adds the bias."""
    inputs = [states, f"{name}.{WHOLE}", f"{name}.{SCALE}"]
    return _fused("DynamicQuantizeMatMul", inputs, [name])


def _add_and_normalise(
    shape: Mapping[str, Any], name: str, states: str, result: str
) -> Sequence[NodeProto]:
    """In plain steps: ONNX Runtime's fused operator for this takes four times as long."""
    product, biased, both = f"{name}.dense", f"{name}.dense.biased", f"{name}.both"
    return [
        helper.make_node("Add", [product, f"{product}.bias"], [biased]),
        helper.make_node("Add", [biased, states], [both]),
        helper.make_node(
            "LayerNormalization",
            [both, *_weight_and_bias(f"{name}.LayerNorm")],
            [result],
            axis=-1,
            epsilon=shape["layer_norm_eps"],
        ),
    ]


def _pooling(states: str) -> Sequence[NodeProto]:
    return [
        helper.make_node("ReduceMean", [states], ["mean"], axes=[1], keepdims=0),
        helper.make_node("LpNormalization", ["mean"], ["vector"], axis=1, p=2),
    ]


def _fused(kind: str, inputs: Sequence[str], outputs: Sequence[str], **settings: Any) -> NodeProto:
    return helper.make_node(kind, inputs, outputs, domain=MICROSOFT, **settings)


def _states(number: int) -> str:
    return f"states.{number}"


def _weight_and_bias(name: str) -> Sequence[str]:
    return [f"{name}.weight", f"{name}.bias"]


def _weights(path: Path) -> Iterator[TensorProto]:
    """Matrices in whole numbers; tables and vectors as their places in the safetensors file.

    Such a file is 8 bytes of length, so many bytes of JSON, then data. A table that is only pointed
    at is mapped, so that a process holds no more of it than the words that it meets.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
    header.pop("__metadata__", None)
    for name, entry in header.items():
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        if name.startswith("encoder.") and len(entry["shape"]) == 2:
            matrix = np.memmap(path, np.float32, "r", start, tuple(entry["shape"]))
            yield from _in_whole_numbers(name.removesuffix(".weight"), matrix)
        else:
            yield _place(name, entry["shape"], path.name, start, end)


def _in_whole_numbers(name: str, matrix: NDArray[np.float32]) -> Iterator[TensorProto]:
    """Each row (an output of the layer) has a scale of its own."""
    scale = np.abs(matrix).max(axis=1) / LARGEST_WEIGHT
    whole = np.rint(matrix / scale[:, np.newaxis]).astype(np.int8)
    yield numpy_helper.from_array(np.ascontiguousarray(whole.T), f"{name}.{WHOLE}")
    yield numpy_helper.from_array(scale.astype(np.float32), f"{name}.{SCALE}")


def _place(name: str, shape: Sequence[int], file: str, start: int, end: int) -> TensorProto:
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape)
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in {"location": file, "offset": start, "length": end - start}.items():
        tensor.external_data.add(key=key, value=str(value))
    return tensor
