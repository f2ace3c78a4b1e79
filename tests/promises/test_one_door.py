"""Verified citations are made in one place, and quotes are set in two."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path for folder in ("bot", "knowledge") for path in sorted((ROOT / folder).rglob("*.py"))
]


def calls(path: Path) -> list[str]:
    """The calls of a file, as written."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]


@pytest.mark.parametrize(
    ("beginning", "homes"),
    [
        ("Citation(", ["knowledge/citations.py"]),
        ("Block(BlockKind.QUOTE", ["bot/answer_blocks.py", "bot/quotes.py"]),
    ],
)
def test_what_claims_a_source_is_made_only_where_it_is_verified(
    beginning: str, homes: list[str]
) -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if any(call.startswith(beginning) for call in calls(path))
    ]
    assert found == homes
