"""Relations and end clauses over a corpus: counts by kind and CPU seconds.

`python -m bench.relations CORPUS [--documents N] [--show N]`; `--show` prints random relations with
the words that say them, to be judged by hand.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from bench.corpora import documents_in
from knowledge.relations import Relation, effective_date, relations_in

_SEED = 20261123
_SHOWN = 300  # characters


def main() -> None:
    arguments = _arguments()
    counts: Counter[str] = Counter()
    found: list[tuple[Relation, str]] = []
    seconds = 0.0
    for document in islice(documents_in(arguments.corpus), arguments.documents):
        begun = time.process_time()
        relations = relations_in(document)
        commencement = effective_date(document)
        seconds += time.process_time() - begun
        counts["documents"] += 1
        counts["documents with a beginning"] += commencement.begins is not None
        counts["documents with parts that begin on another day"] += bool(commencement.parts)
        for relation in relations:
            counts[f"{relation.kind.value}, {'own' if relation.is_own else 'told of others'}"] += 1
            counts["without a key"] += not relation.target.document.key
            found.append((relation, relation.span.of(document.text)[:_SHOWN]))
    for name, count in sorted(counts.items()):
        print(f"{count:7} {name}")
    print(f"{seconds:7.1f} CPU seconds without parsing")
    chance = random.Random(_SEED)  # noqa: S311
    for relation, words in chance.sample(found, min(arguments.show, len(found))):
        _show(relation, words)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int)
    parser.add_argument("--show", type=int, default=0)
    return parser.parse_args()


def _show(relation: Relation, words: str) -> None:
    source, target = relation.source, relation.target
    print(
        f"\n{source.document.number} {source.locator.as_dict()} {relation.kind.value}"
        f" {target.document.number or target.document.name} {target.locator.as_dict()}"
        f" {relation.begins.rule.value} {relation.begins.on or ''}\n    {' '.join(words.split())}"
    )


if __name__ == "__main__":
    main()
