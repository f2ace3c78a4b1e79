"""How well and at what cost scanned pages are read: golden pages, every scan, every gazette PDF.

python -m bench.scans --files ../shared/data/files [--golden-only] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pypdfium2
from tqdm import tqdm

from bench.transcripts import accuracy
from knowledge.readers import read
from knowledge.readers.pdf.pictures import picture_of
from knowledge.readers.scan.pages import Picture, scanned_page
from knowledge.readers.scan.quality import share_of_syllables

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden" / "scans"
GOLDEN_PAGES = {
    "188-vpcp-page-1.txt": "scans/188-vpcp.signed.pdf",
    "2450-kgvx-page-1.txt": "scans/2450-kgvx.signed.pdf",
    "kstthc-page-1.txt": "scans/2011_12_28_085800000082985_KSTTHC.pdf",
}
"""Transcript -> the file whose first page it holds."""
Result = TypeVar("Result")
FILES = ("scans/*.pdf", "congbao-pdf/*.pdf")


@dataclass(frozen=True, slots=True)
class GoldenRow:
    """One golden page read by the project and by plain tesseract from the same picture."""

    page: str
    characters: float
    marks: float
    seconds: float
    plain_characters: float
    plain_marks: float
    plain_seconds: float


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file as a whole; `syllables` is the share of its words that are Vietnamese."""

    file: str
    pages: int
    recognised: int
    syllables: float
    seconds: float
    warnings: tuple[str, ...]


def golden_row(golden: str, source: Path) -> GoldenRow:
    truth = (GOLDEN / golden).read_text(encoding="utf-8")
    with pypdfium2.PdfDocument(source) as document:
        picture = picture_of(document[0])
    page, seconds = _timed(lambda: scanned_page(picture))
    plain, plain_seconds = _timed(lambda: plain_tesseract(picture))
    ours = accuracy(truth, "\n".join(line.text for line in page.lines))
    theirs = accuracy(truth, plain)
    return GoldenRow(golden, ours.characters, ours.marks, seconds,
                     theirs.characters, theirs.marks, plain_seconds)  # fmt: skip


def plain_tesseract(picture: Picture) -> str:
    """The page by tesseract alone, as its command line gives it."""
    image = BytesIO()
    picture.image.save(image, "PPM")
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--dpi", str(round(picture.dpi))]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=image.getvalue(), capture_output=True, check=True,
                          env=environment)  # fmt: skip
    return done.stdout.decode()


def file_row(path: Path) -> FileRow:
    recognised: list[int] = []
    text, seconds = _timed(lambda: read(path, progress=lambda page, _: recognised.append(page)))
    share = share_of_syllables(text.text)
    return FileRow(path.name, len(text.pages), len(recognised), share, seconds, text.warnings)


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """The result, and the CPU seconds of this process and of those it started."""
    start = _cpu_seconds()
    return work(), _cpu_seconds() - start


def _cpu_seconds() -> float:
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _print_golden(rows: Sequence[GoldenRow]) -> None:
    print("| page | characters | marks | CPU s | plain tesseract: characters | marks | CPU s |")
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        print(f"| {row.page} | {row.characters:.4f} | {row.marks:.4f} | {row.seconds:.1f} "
              f"| {row.plain_characters:.4f} | {row.plain_marks:.4f} "
              f"| {row.plain_seconds:.1f} |")  # fmt: skip


def _print_files(rows: Sequence[FileRow]) -> None:
    print("| file | pages | recognised | syllables | CPU s | warnings |")
    print("|---|---|---|---|---|---|")
    for row in rows:
        print(f"| {row.file} | {row.pages} | {row.recognised} | {row.syllables:.3f} "
              f"| {row.seconds:.1f} | {len(row.warnings)}: {' '.join(row.warnings)} |")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.scans", description=__doc__)
    parser.add_argument(
        "--files", type=Path, required=True, help="folder with scans/, congbao-pdf/"
    )
    parser.add_argument("--golden-only", action="store_true", help="only the transcribed pages")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    golden = [golden_row(name, options.files / source) for name, source in GOLDEN_PAGES.items()]
    paths = [] if options.golden_only else [p for f in FILES for p in sorted(options.files.glob(f))]
    files = [file_row(path) for path in tqdm(paths, unit=" file", disable=None)]
    if options.json:
        print(json.dumps({"golden": [*map(asdict, golden)], "files": [*map(asdict, files)]}))
    else:
        _print_golden(golden)
        _print_files(files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
