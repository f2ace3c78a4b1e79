"""Weights are fitted on what tells right from wrong; sets that share questions are one fold."""

from __future__ import annotations

import numpy as np
import pytest

from bench.calibration import FITTED, Case, fitted, fold_of, folds
from bench.growth import documents
from knowledge.fusion import WEIGHTS, Evidence
from knowledge.passages import passages_of


def case(source: str, right: Evidence, wrong: Evidence) -> Case:
    evidence = np.array([wrong, right])
    return Case(source, ("wrong", "right"), evidence, np.array([False, True]))


NOTHING = Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
TOLD_BY_HEADING = case("a", NOTHING._replace(heading=1.0), NOTHING._replace(lexical=1.0))


def test_what_separates_right_from_wrong_gains_weight() -> None:
    weights = Evidence(*fitted([TOLD_BY_HEADING]))
    assert weights.heading > weights.words > weights.lexical
    assert weights.report == WEIGHTS.report
    names = [WEIGHTS._asdict()[name] for name in FITTED]
    assert sum(weights) - weights.report == pytest.approx(sum(names))


def test_the_rank_is_that_of_the_article_with_the_best_passage() -> None:
    only_heading = np.array(NOTHING._replace(heading=1.0))
    assert TOLD_BY_HEADING.rank(only_heading) == 1
    assert TOLD_BY_HEADING.rank(np.array(NOTHING._replace(lexical=1.0))) == 2


def test_sets_that_share_questions_are_one_fold() -> None:
    sets = ("ALQAC2023", "ALQAC2025-train", "Zalo2021")
    cases = [case(source, NOTHING, NOTHING) for source in sets]
    assert folds(cases) == ["ALQAC", "Zalo2021"]
    assert fold_of(cases[0]) == fold_of(cases[1])


def test_made_up_libraries_hold_the_passages_asked_for_and_no_two_alike() -> None:
    passages = [passage for one in documents(330) for passage in passages_of(one)]
    assert len(passages) == 330
    assert len({passage.text for passage in passages}) == 330
