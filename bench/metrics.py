"""Ranks of the right answers to the figures that tables print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

BOOTSTRAP_ROUNDS = 10_000


@dataclass(frozen=True, slots=True)
class Figures:
    """Share of questions with a right article among the first 1, 5, 10; mean reciprocal rank."""

    n: int
    r1: float
    r5: float
    r10: float
    mrr: float
    r1_interval: tuple[float, float]
    """95 % bootstrap interval of `r1`: small sets move by several points by chance."""
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
        mrr=fmean(1 / rank if rank else 0.0 for rank in ranks),
        r1_interval=_interval(_share(ranks, 1), len(ranks)),
        p50_ms=float(p50),
        p95_ms=float(p95),
    )


def _share(ranks: Sequence[int | None], depth: int) -> float:
    return fmean(rank is not None and rank <= depth for rank in ranks)


def _interval(share: float, n: int) -> tuple[float, float]:
    """Drawing n questions again, each right with chance `share`, is what a bootstrap does."""
    chance = np.random.default_rng(2026)  # a fixed seed: the same ranks give the same interval
    low, high = np.quantile(chance.binomial(n, share, BOOTSTRAP_ROUNDS) / n, [0.025, 0.975])
    return float(low), float(high)
