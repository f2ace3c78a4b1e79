"""References on the command line: a line in, what it refers to out."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata

from knowledge.references import find_dates, find_references


def main() -> int:
    """Reads lines from standard input; `--json` writes one object a line."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.references", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    as_json = parser.parse_args().json
    for line in sys.stdin:
        text = unicodedata.normalize("NFC", line.rstrip("\n"))
        found = parse(text)
        if as_json:
            print(json.dumps({"input": text, "refs": found}, ensure_ascii=False), flush=True)
        else:
            print(text, *(f"  {reference}" for reference in found), sep="\n", flush=True)
    return 0


def parse(text: str) -> list[dict[str, object]]:
    """The documents and provisions of a line; a line that names none is read for its dates."""
    references = [reference.as_dict() for reference in find_references(text)]
    return references or [{"date": mention.value} for mention in find_dates(text)]


if __name__ == "__main__":
    sys.exit(main())
