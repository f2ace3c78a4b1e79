"""What typing does to retrieval: figures of questions typed badly as shares of those typed well."""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bench.cached_library import cached_library
from bench.metrics import Figures
from bench.questions import Question, add_what_is_asked, questions_in
from bench.retrieval import measure, ours_of
from knowledge.diacritics import WORD, fold

Typing = Callable[[str, random.Random], str]

CHAT = {
    "không": "ko",
    "được": "dc",
    "gì": "j",
    "với": "vs",
    "như thế nào": "ntn",
    "bao nhiêu": "bn",
    "người lao động": "nlđ",
    "Ủy ban nhân dân": "ubnd",
    "cán bộ, công chức": "cbcc",
    "bảo hiểm xã hội": "bhxh",
    "giấy phép lái xe": "gplx",
    "trách nhiệm hữu hạn": "tnhh",
    "doanh nghiệp": "dn",
    "nghị định": "nđ",
    "công ty": "cty",
    "quy định": "qđ",
    "văn bản": "vb",
    "hồ sơ": "hs",
}
"""How people shorten; written out again by `knowledge/abbreviations.toml`."""
TYPOS_SHARE = 0.1
"""Of the words of four letters and more, at least one a question."""
WELL = "as written"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of shares by way of typing; 2 if nothing was asked."""
    options = _parser().parse_args(arguments)
    library = cached_library(options.corpus, options.listed)
    held = {metadata.key for metadata in library.documents()}
    questions = list(questions_in(options.questions, held))
    questions = [q for q in questions if not options.source or q.source in options.source]
    if not questions:
        print("None of these questions has its answer in this corpus.", file=sys.stderr)
        return 2
    rows = {
        name: measure(ours_of(library), typed(questions[: options.limit], typing), name)
        for name, typing in {WELL: _as_written, **TYPINGS}.items()
    }
    print(json.dumps(shares(rows), indent=2) if options.json else _table(rows))
    return 0


def typed(questions: Sequence[Question], typing: Typing) -> list[Question]:
    """The same questions as others would type them; the same mistakes in every run."""
    return [replace(one, text=typing(one.text, random.Random(one.text))) for one in questions]  # noqa: S311


def shares(rows: Mapping[str, Mapping[str, Figures]]) -> dict[str, dict[str, tuple[float, float]]]:
    """By typing and source: R@1 and R@10 as shares of those of the questions as written."""
    return {
        name: {
            source: (_share(row.r1, rows[WELL][source].r1), _share(row.r10, rows[WELL][source].r10))
            for source, row in figures.items()
        }
        for name, figures in rows.items()
    }


def _share(figure: float, whole: float) -> float:
    return figure / whole if whole else 1.0


def _as_written(text: str, _chance: random.Random) -> str:
    return text


def without_marks(text: str, _chance: random.Random) -> str:
    return fold(text)


def half_marked(text: str, chance: random.Random) -> str:
    """Every other word, by chance, without its marks."""
    return WORD.sub(
        lambda word: fold(word.group()) if chance.random() < 0.5 else word.group(), text
    )


def with_typos(text: str, chance: random.Random) -> str:
    """One letter left out, doubled or swapped with the next, in one word of ten."""
    words = [found for found in WORD.finditer(text) if len(found.group()) > 3]
    count = max(1, round(TYPOS_SHARE * len(words)))
    for found in sorted(chance.sample(words, min(count, len(words))), key=lambda w: -w.start()):
        text = text[: found.start()] + _mistyped(found.group(), chance) + text[found.end() :]
    return text


def _mistyped(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    front, letter, behind = word[:place], word[place], word[place + 1 :]
    swapped = front + behind[0] + letter + behind[1:]
    return chance.choice([front + behind, front + 2 * letter + behind, swapped])


def in_chat(text: str, _chance: random.Random) -> str:
    for full, short in CHAT.items():
        text = re.sub(rf"(?<!\w){full}(?!\w)", short, text, flags=re.IGNORECASE)
    return text


def decomposed(text: str, _chance: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def in_capitals(text: str, _chance: random.Random) -> str:
    return text.upper()


TYPINGS: Mapping[str, Typing] = {
    "no diacritics": without_marks,
    "half typed": half_marked,
    "typos": with_typos,
    "teencode": in_chat,
    "NFD": decomposed,
    "capitals": in_capitals,
}


def _table(rows: Mapping[str, Mapping[str, Figures]]) -> str:
    """Markdown: the figures as written, then the shares of each way of typing."""
    sources = list(rows[WELL])
    head = f"| typed | {' | '.join(sources)} |\n|" + "---|" * (len(sources) + 1)
    written = [f"{rows[WELL][source].r1:.3f} / {rows[WELL][source].r10:.3f}" for source in sources]
    lines = [f"| {name} | {' | '.join(_percent(found))} |" for name, found in shares(rows).items()]
    first = f"| {WELL}, R@1 / R@10 | {' | '.join(written)} |"
    return "\n".join([head, first, *lines[1:]])


def _percent(found: Mapping[str, tuple[float, float]]) -> list[str]:
    return [" / ".join(f"{share:.1%}" for share in pair) for pair in found.values()]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.robustness", description=__doc__)
    add_what_is_asked(parser)
    parser.add_argument("--limit", type=int, default=None, help="ask only so many questions")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
