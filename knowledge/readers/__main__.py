"""`python -m knowledge.readers FILE` prints the cleaned text of a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from knowledge.model import KnowledgeError
from knowledge.readers import read


def main() -> int:
    """Exit code 0, or 2 when the file is at fault; warnings and refusals on standard error."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.readers", description=__doc__)
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    try:
        text = read(file)
    except KnowledgeError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    for warning in text.warnings:
        print(warning, file=sys.stderr)
    print(text.text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
