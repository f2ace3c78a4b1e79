"""`python -m knowledge.law_parser FILE` parses a file as law; `--outline` prints its tree."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from knowledge.identity import identify
from knowledge.law_parser import parse_law
from knowledge.model import Document, KnowledgeError
from knowledge.readers import read


def main() -> int:
    """Exit code 0, or 2 when the file is at fault; warnings and refusals on standard error."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.law_parser", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--outline", action="store_true", help="each unit with its key, indented")
    options = parser.parse_args()
    try:
        source = read(options.file)
    except KnowledgeError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    document = parse_law(source.text, identify(source.text, title=source.title))
    for warning in (*source.warnings, *document.warnings):
        print(warning, file=sys.stderr)
    print("\n".join(outline(document) if options.outline else counts(document)))
    return 0


def outline(document: Document) -> Iterator[str]:
    """'  art_2/cl_1  Tên khoản', a line a unit, indented by its depth."""
    depths: dict[str | None, int] = {None: 0}
    yield document.key
    for unit in document.provisions:
        depth = depths[unit.key] = depths[unit.parent] + 1
        step = unit.key.removeprefix(document.key).lstrip("/") or unit.key
        yield f"{'  ' * depth}{step}  {unit.heading}".rstrip()


def counts(document: Document) -> Iterator[str]:
    """'article  38': how many units of each level."""
    levels = Counter(unit.level.value for unit in document.provisions)
    return (f"{level}  {count}" for level, count in levels.items())


if __name__ == "__main__":
    sys.exit(main())
