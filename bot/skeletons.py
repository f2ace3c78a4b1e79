"""The skeletons of documents: standing wording by kind, kept as data in skeletons.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.draft import DraftKind
from knowledge.diacritics import fold
from knowledge.model import Level

_FILE = Path(__file__).with_name("skeletons.toml")


@dataclass(frozen=True, slots=True)
class SkeletonSection:
    """One heading. `matches` are words by which the same section of a past report is known."""

    level: Level
    number: str
    title: str
    matches: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The standing wording of one form of one kind of document."""

    kind: DraftKind
    form: str
    words: tuple[str, ...]
    """Words of a request that choose this form; the first skeleton of a kind needs none."""
    bases: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    sections: tuple[SkeletonSection, ...] = ()


def load_skeletons() -> tuple[Skeleton, ...]:
    """All skeletons, in the order of the file."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_skeleton(row) for row in table["skeletons"])


def choose_skeleton(kind: DraftKind, request: str) -> Skeleton:
    """The form of `kind` whose words stand in the request, else the first one."""
    forms = [skeleton for skeleton in load_skeletons() if skeleton.kind is kind]
    folded = fold(request)
    named = (one for one in forms if any(fold(word) in folded for word in one.words))
    return next(named, forms[0])


def _skeleton(row: dict[str, Any]) -> Skeleton:
    return Skeleton(
        DraftKind(row["kind"]),
        row["form"],
        tuple(row["words"]),
        tuple(row.get("bases", ())),
        tuple(row.get("opening", ())),
        tuple(row.get("closing", ())),
        tuple(_section(section) for section in row.get("sections", ())),
    )


def _section(row: dict[str, Any]) -> SkeletonSection:
    return SkeletonSection(
        Level(row["level"]),
        row["number"],
        row["title"],
        tuple(row.get("matches", ())),
        tuple(row.get("sentences", ())),
        tuple(row.get("proposals", ())),
    )
