"""The default model as an ONNX graph: BERT, mean pooling, unit length, for one text at a time.

The graph holds no weights: each tensor points at its place in the `model.safetensors` beside it, so
that a process maps the file and touches only the words it meets. One text at a time needs no
padding and no mask, keeps a vector apart from its company, and stays in the processor's cache: in
batches of 32 a khoản costs one and a half to three times as much (docs/benchmarks.md, "Ingest").
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onnx import ModelProto, NodeProto, TensorProto, helper

MICROSOFT = "com.microsoft"
"""The home of ONNX Runtime's own operators, which do several steps at once."""


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
    """The product alone: who reads it adds the bias. Matrices lie as torch keeps them."""
    return _fused("FusedMatMul", [states, f"{name}.weight"], [name], transB=1)


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
    """Every tensor of a safetensors file as a place in it: 8 bytes of length, JSON, then data."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
    header.pop("__metadata__", None)
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=entry["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        place = {"location": path.name, "offset": 8 + length + start, "length": end - start}
        for key, value in place.items():
            tensor.external_data.add(key=key, value=str(value))
        yield tensor
