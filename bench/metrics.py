"""Ranks of the right answers to the figures that tables print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

BOOTSTRAP_ROUNDS = 2_000

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Figures:
    """Share of questions with a right article among the first 1, 5, 10; mean reciprocal rank."""

    n: int
    r1: float
    r5: float
    r10: float
    mrr: float
    r1_interval: Interval
    """95 % bootstrap interval of `r1`: small sets move by several points by chance."""
    r10_interval: Interval
    mrr_interval: Interval
    p50_ms: float
    p95_ms: float


def figures(ranks: Sequence[int | None], milliseconds: Sequence[float]) -> Figures:
    """`ranks` counts from 1, None where no right article was found."""
    p50, p95 = np.quantile(milliseconds, [0.5, 0.95])
    return Figures(
        n=len(ranks),
        r1=_share(ranks, 1),
        r5=_share(ranks, 5),
        r10=_share(ranks, 10),
        mrr=fmean(_reciprocal(rank) for rank in ranks),
        r1_interval=_interval([_is_within(rank, 1) for rank in ranks]),
        r10_interval=_interval([_is_within(rank, 10) for rank in ranks]),
        mrr_interval=_interval([_reciprocal(rank) for rank in ranks]),
        p50_ms=float(p50),
        p95_ms=float(p95),
    )


def _share(ranks: Sequence[int | None], depth: int) -> float:
    return fmean(_is_within(rank, depth) for rank in ranks)


def _is_within(rank: int | None, depth: int) -> float:
    return float(rank is not None and rank <= depth)


def _reciprocal(rank: int | None) -> float:
    return 1 / rank if rank else 0.0


def _interval(values: Sequence[float]) -> Interval:
    """Of the mean: the questions are drawn again, with replacement, `BOOTSTRAP_ROUNDS` times."""
    chance = np.random.default_rng(2026)  # a fixed seed: the same ranks give the same interval
    drawn = chance.integers(0, len(values), (BOOTSTRAP_ROUNDS, len(values)))
    low, high = np.quantile(np.asarray(values)[drawn].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)
