"""How well text in TCVN3 and VNI fonts is read: METRIC.md of the transcripts, set by set.

python -m bench.encodings ../shared/data/files/legacy-encodings [--json] [--differences]
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, product
from pathlib import Path
from statistics import fmean

from tqdm import tqdm

from bench.transcripts import Accuracy, accuracy, differences, letters_alone
from knowledge.model import KnowledgeError
from knowledge.readers import read

_SUFFIX = ".expected.txt"
_SETS = {
    "public-domain documents": re.compile(r"(tcvn3|vni)/.*\.(doc|rtf|pdf)"),
    "public-domain spreadsheets": re.compile(r"(tcvn3|vni)/.*\.xls"),
    "synthetic": re.compile(r"synthetic/.*"),
}
"""Synthetic files were made with tables like ours: they show self-consistency, nothing more."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file; `error` is the refusal, '' if it was read."""

    set: str
    file: str
    exact: Accuracy
    """Just as METRIC.md says."""
    letters: Accuracy
    """The same on letters alone: what is right or wrong about the encoding, nothing else."""
    error: str = ""
    differences: tuple[tuple[str, str], ...] = ()
    """What the transcript has and what we read instead, letters alone."""


def results(folder: Path) -> Iterator[Result]:
    """Every transcript of the folder against what we read; a failure counts as nothing read."""
    for transcript in tqdm(sorted(folder.glob(f"*/*{_SUFFIX}")), leave=False):
        source = transcript.with_name(transcript.name.removesuffix(_SUFFIX))
        file = f"{source.parent.name}/{source.name}"
        name = next(name for name, pattern in _SETS.items() if pattern.fullmatch(file))
        yield _result(name, file, source, transcript)


def _result(name: str, file: str, source: Path, transcript: Path) -> Result:
    truth, ours, error = transcript.read_text(encoding="utf-8"), "", ""
    try:
        read_text = read(source)
        margins = (read_text.removed.get(kind, ()) for kind in ("page header", "page footer"))
        ours = "\n".join([read_text.text, *chain(*margins)])
    except KnowledgeError as refusal:
        error = str(refusal)
    letters = letters_alone(truth), letters_alone(ours)
    return Result(
        name,
        file,
        accuracy(truth, ours),
        accuracy(*letters),
        error,
        tuple(differences(*letters)),
    )


def table(rows: Sequence[Result]) -> Iterator[str]:
    """One row a set and way of counting: means over the files, in brackets the worst file."""
    yield "| set | counted | files | failures | characters | marks | syllables | marked words |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, counted in product(_SETS, ("exact", "letters")):
        found = [row for row in rows if row.set == name]
        parts = [getattr(row, counted) for row in found]
        cells = [_mean([getattr(part, kind) for part in parts]) for kind in Accuracy.__slots__]
        failures = sum(bool(row.error) for row in found)
        yield f"| {name} | {counted} | {len(found)} | {failures} | {' | '.join(cells)} |"


def _mean(values: Sequence[float]) -> str:
    return f"{fmean(values):.4f} ({min(values):.3f})" if values else "–"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", help="one object a file")
    parser.add_argument("--differences", action="store_true", help="what differs, file by file")
    arguments = parser.parse_args()
    rows = list(results(arguments.folder))
    if arguments.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return
    print("\n".join(table(rows)))
    for row in rows:
        shares = f"{row.letters.characters:.4f} {row.letters.marks:.4f} {row.letters.found:.4f}"
        print(shares, row.file, row.error)
        for expected, ours in row.differences if arguments.differences else ():
            print(f"    {expected!r} -> {ours!r}")


if __name__ == "__main__":
    main()
