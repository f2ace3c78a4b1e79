"""Ranks of the right answers to the figures that tables print."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, quantiles

BOOTSTRAP_ROUNDS = 1000


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
    cuts = (
        quantiles(milliseconds, n=20, method="inclusive")
        if len(milliseconds) > 1
        else [*milliseconds] * 19
    )
    return Figures(
        n=len(ranks),
        r1=_share(ranks, 1),
        r5=_share(ranks, 5),
        r10=_share(ranks, 10),
        mrr=mean(1 / rank if rank else 0.0 for rank in ranks),
        r1_interval=_interval([rank == 1 for rank in ranks]),
        p50_ms=cuts[9],
        p95_ms=cuts[18],
    )


def _share(ranks: Sequence[int | None], depth: int) -> float:
    return mean(rank is not None and rank <= depth for rank in ranks)


def _interval(right: Sequence[bool]) -> tuple[float, float]:
    chance = random.Random(2026)  # noqa: S311 - a fixed seed on purpose
    shares = sorted(mean(chance.choices(right, k=len(right))) for _ in range(BOOTSTRAP_ROUNDS))
    return shares[BOOTSTRAP_ROUNDS // 40], shares[-BOOTSTRAP_ROUNDS // 40]
