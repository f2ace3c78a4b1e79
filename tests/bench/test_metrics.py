"""Ranks to figures: what the tables of the benchmarks print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.metrics import figures

RANKS = st.lists(st.none() | st.integers(1, 10), min_size=1, max_size=60)


def test_known_ranks_give_known_figures() -> None:
    row = figures([1, 1, 2, 5, 6, 10, None, 1], [1.0] * 8)

    assert row.n == 8
    assert (row.r1, row.r5, row.r10) == (3 / 8, 5 / 8, 7 / 8)
    assert row.mrr == pytest.approx((3 + 1 / 2 + 1 / 5 + 1 / 6 + 1 / 10) / 8)


def test_nothing_found_gives_zero() -> None:
    row = figures([None, None], [1.0, 1.0])

    assert (row.r1, row.r5, row.r10, row.mrr, row.r1_interval) == (0, 0, 0, 0, (0, 0))


def test_one_question_has_figures_too() -> None:
    row = figures([2], [7.0])

    assert (row.n, row.r1, row.mrr, row.p50_ms, row.p95_ms) == (1, 0, 0.5, 7.0, 7.0)


def test_times_are_given_by_their_middle_and_their_slow_end() -> None:
    row = figures([1] * 101, [float(time) for time in range(101)])

    assert (row.p50_ms, row.p95_ms) == (50, 95)


def test_the_slow_end_is_never_slower_than_the_slowest_question() -> None:
    assert figures([1, 1, 1], [10.0, 20.0, 90.0]).p95_ms <= 90


def test_small_sets_have_wide_intervals() -> None:
    small, large = (figures([1, None] * half, [1.0] * 2 * half) for half in (25, 400))

    widths = [high - low for low, high in (small.r1_interval, large.r1_interval)]
    assert widths[0] == pytest.approx(0.28, abs=0.04)  # 2 · 1.96 · sqrt(0.25 / 50)
    assert widths[1] == pytest.approx(0.07, abs=0.01)


@given(RANKS)
def test_the_interval_contains_the_share(ranks: list[int | None]) -> None:
    row = figures(ranks, [1.0] * len(ranks))

    assert row.r1_interval[0] <= row.r1 <= row.r1_interval[1]


@given(RANKS)
def test_deeper_lists_hold_more_and_mrr_lies_between(ranks: list[int | None]) -> None:
    row = figures(ranks, [1.0] * len(ranks))

    assert row.r1 <= row.r5 <= row.r10
    assert row.r1 - 1e-9 <= row.mrr <= row.r10 + 1e-9


@given(RANKS)
def test_figures_do_not_change_from_run_to_run(ranks: list[int | None]) -> None:
    times = [1.0] * len(ranks)

    assert figures(ranks, times) == figures(ranks, times)
