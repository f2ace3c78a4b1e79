"""Whether two texts are the same document: another scan or edition of it, or another document."""

from __future__ import annotations

import re

from knowledge.references.folding import fold_in_place

_RUN = 5
"""Syllables in a row. A scan that reads one syllable in thirty wrong keeps 85 % of its runs."""
_ALIKE = 0.5
"""Editions of one document share more of their runs, two documents of one form share fewer."""


def are_alike(one: str, other: str) -> bool:
    """Whether at least half of the shorter text stands, run by run, in the other one."""
    runs, others = _runs(one), _runs(other)
    return len(runs & others) >= _ALIKE * min(len(runs), len(others))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", fold_in_place(text))
    return {tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))}
