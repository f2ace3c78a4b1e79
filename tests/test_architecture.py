"""The shape of the program: which way imports point, where each library lives, how big files get.

The tables at the top are the documentation. Edit them when a module comes; think twice when a rule
stands in the way.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from fnmatch import fnmatch
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LAYERS: dict[str, tuple[str, ...]] = {
    # From the bottom to the top. A module may import its own layer and those above it in this
    # table; a folder counts as one module. Cycles are forbidden everywhere.
    "vocabulary": ("knowledge.model",),
    "words and rules": (
        "knowledge.cleaning",
        "knowledge.diacritics",
        "knowledge.edition",
        "knowledge.faults",
        "knowledge.legacy_encoding",
        "knowledge.libreoffice",
        "knowledge.messages",
        "knowledge.packed_model",
        "knowledge.settings",
        "knowledge.tables",
        "knowledge.tree",
        "knowledge.vietnamese_syllable",
    ),
    "grammars": (
        "knowledge.abbreviations",
        "knowledge.locators",
        "knowledge.question",
        "knowledge.references",
        "knowledge.secrecy",
    ),
    "parsers": (
        "knowledge.citations",
        "knowledge.corrections",
        "knowledge.document_parser",
        "knowledge.identity",
        "knowledge.law_parser",
        "knowledge.passages",
        "knowledge.relations",
        "knowledge.report_parser",
        "knowledge.request_parser",
        "knowledge.resolution",
        "knowledge.rows",
        "knowledge.status",
        "knowledge.status_wording",
        "knowledge.validity",
    ),
    "files, stores and models": (
        "knowledge.catalog",
        "knowledge.database",
        "knowledge.default_model",
        "knowledge.embedder",
        "knowledge.encoder_graph",
        "knowledge.kept_vectors",
        "knowledge.lexical_index",
        "knowledge.readers",
        "knowledge.reranker",
        "knowledge.rekeying",
        "knowledge.vector_index",
        "knowledge.writer_lock",
    ),
    "the two paths": (
        "knowledge.archives",
        "knowledge.fusion",
        "knowledge.indexes",
        "knowledge.ingestion",
        "knowledge.retriever",
    ),
    "library": ("knowledge.library", "knowledge"),
    "what the bot says": (
        "bot.agency",
        "bot.draft",
        "bot.file_names",
        "bot.intent",
        "bot.reply",
        "bot.stored_values",
        "bot.texts",
    ),
    "what the bot knows": (
        "bot.access",
        "bot.quotes",
        "bot.quoting",
        "bot.record_tables",
        "bot.records",
        "bot.settings",
    ),
    "what the bot does": (
        "bot.answer_blocks",
        "bot.answer_reply",
        "bot.answering",
        "bot.docx_elements",
        "bot.docx_formatting",
        "bot.docx_writer",
        "bot.draft_changes",
        "bot.draft_frame",
        "bot.draft_reply",
        "bot.draft_request",
        "bot.draft_sections",
        "bot.drafting",
        "bot.layout_*",
        "bot.legal_bases",
        "bot.mandate",
        "bot.particular*",
        "bot.past_reports",
        "bot.skeletons",
    ),
    "conversation": (
        "bot.admission",
        "bot.conversation",
        "bot.document_replies",
        "bot.draft_desk",
        "bot.intake",
        "bot.lookup",
    ),
    "channels": ("bot.console_channel", "bot.telegram_channel", "bot.telegram_html"),
    "commands": (
        "bench.*",
        "bot.__main__",
        "bot.one_shot",
        "bot.sample_library",
        "ingest",
        "knowledge.law_parser.__main__",
    ),
}

HOMES: dict[str, tuple[str, ...]] = {
    # Library -> the modules that may import it.
    "PIL": ("knowledge.readers.*", "bench.scans"),
    "alembic": ("knowledge.database",),
    "bs4": ("knowledge.readers.*",),
    "chromadb": ("knowledge.vector_index",),
    "docx": ("knowledge.readers.*", "bot.docx_*", "bot.layout_*"),
    "dotenv": ("bot.__main__", "ingest", "knowledge.default_model"),
    "filelock": ("knowledge.default_model", "knowledge.writer_lock"),
    "httpx": ("knowledge.vector_index",),
    "langchain*": ("bot.language_model", "bench.peers"),
    "lxml": ("knowledge.readers.*", "bot.docx_*", "bot.layout_*"),
    "matplotlib": ("bench.growth",),
    "numpy": ("knowledge.*", "bench.*"),
    "onnx": ("knowledge.encoder_graph",),
    "onnxruntime": ("knowledge.embedder.bundled",),
    "pdfplumber": ("knowledge.readers.*",),
    "pypdfium2": ("knowledge.readers.*", "bench.scans"),
    "safetensors": ("knowledge.default_model",),
    "scipy": ("knowledge.readers.scan.image",),
    "sentence_transformers": ("knowledge.embedder.sentence_transformer", "knowledge.reranker"),
    "sqlalchemy": (
        "bot.record_tables",
        "bot.records",
        "knowledge.catalog",
        "knowledge.database",
        "knowledge.kept_vectors",
        "knowledge.rekeying",
        "knowledge.rows",
        "knowledge.tables",
    ),
    "tantivy": ("knowledge.lexical_index",),
    "telegram": ("bot.telegram_channel", "bot.__main__"),
    "tokenizers": ("knowledge.default_model", "knowledge.embedder.bundled"),
    "torch": ("knowledge.embedder.sentence_transformer",),
    "tqdm": ("ingest", "bot.sample_library", "bench.*"),
    "transformers": ("knowledge.embedder.sentence_transformer",),
    "xlrd": ("knowledge.readers.sheet.xls",),
}

LINES_OF_ONE_SUBJECT = 350
LONGER_WITH_REASON: dict[str, str] = {}
"""File -> why it may be longer."""

FORBIDDEN_NAMES = {"common", "helper", "helpers", "manager", "misc", "tools", "util", "utils"}

PROGRAM = sorted([*ROOT.glob("knowledge/**/*.py"), *ROOT.glob("bot/**/*.py")])
PROGRAM += sorted([*ROOT.glob("bench/**/*.py"), *ROOT.glob("ingest.py")])
EVERYTHING = [*PROGRAM, *sorted(ROOT.glob("tests/**/*.py")), *sorted(ROOT.glob("samples/*.py"))]


def module_name(path: Path) -> str:
    """'knowledge/readers/web.py' -> 'knowledge.readers.web'; an __init__ is its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in PROGRAM}


@cache
def imports_of(module: str) -> frozenset[str]:
    """Every imported name as written, wherever it stands in the file: lazy imports count."""
    names = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            names |= {f"{start}.{alias.name}" for alias in node.names}
    return frozenset(names)


def own_imports(module: str) -> set[str]:
    """Modules of ours that `module` imports."""
    found = {own_module(name) for name in imports_of(module)}
    return {name for name in found if name is not None and name != module}


def own_module(name: str) -> str | None:
    """The module of ours that an imported name belongs to: the longest that exists."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name or None


def foreign_imports(module: str) -> set[str]:
    """Libraries, neither ours nor Python's own, that `module` imports."""
    roots = {name.split(".")[0] for name in imports_of(module)}
    ours = {name.split(".")[0] for name in MODULES}
    return roots - ours - sys.stdlib_module_names


def layer_of(module: str) -> int | None:
    """Place of a module in `LAYERS`: its own line, else that of the folder it lies in."""
    for number, patterns in enumerate(LAYERS.values()):
        if any(fnmatch(module, pattern) for pattern in patterns):
            return number
    folder = module.rpartition(".")[0]
    return layer_of(folder) if "." in folder else None


def points_up(module: str, target: str) -> bool:
    own, other = layer_of(module), layer_of(target)
    return own is not None and other is not None and other > own


def has_home(library: str, module: str) -> bool:
    """Whether `module` is a home of `library`; a library without a line in `HOMES` has none."""
    homes = [
        home for name, all_homes in HOMES.items() if fnmatch(library, name) for home in all_homes
    ]
    return any(fnmatch(f"{module}.", home) or fnmatch(module, home) for home in homes)


def test_every_module_has_its_line_in_the_table() -> None:
    roots = {"bot", "bench"}

    assert [name for name in MODULES if layer_of(name) is None and name not in roots] == []


def test_imports_point_one_way() -> None:
    upward = [
        f"{module} -> {target}"
        for module in MODULES
        for target in sorted(own_imports(module))
        if points_up(module, target)
    ]

    assert upward == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter({module: own_imports(module) for module in MODULES}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_imports_are_written_in_full() -> None:
    assert [name for name in MODULES if any(i.startswith(".") for i in imports_of(name))] == []


def test_each_library_is_imported_at_its_home_alone() -> None:
    strangers = [
        f"{module} imports {library}"
        for module in MODULES
        for library in sorted(foreign_imports(module))
        if not has_home(library, module)
    ]

    assert strangers == []


def test_every_file_says_what_it_is() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in EVERYTHING}

    silent = [
        path for path, text in texts.items() if text and not ast.get_docstring(ast.parse(text))
    ]

    assert silent == []


def test_every_file_has_one_subject() -> None:
    long = {
        path.relative_to(ROOT).as_posix()
        for path in EVERYTHING
        if len(path.read_text(encoding="utf-8").splitlines()) > LINES_OF_ONE_SUBJECT
    }

    assert long == LONGER_WITH_REASON.keys()


def test_files_are_named_for_a_step_or_a_thing() -> None:
    assert [path for path in EVERYTHING if path.stem in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize(
    "program",
    [
        "import knowledge",
        "import knowledge.library",
        "sys.argv = ['ingest.py', '--help']; runpy.run_path('ingest.py', run_name='__main__')",
        "sys.argv = ['bot', '--help']; runpy.run_module('bot', run_name='__main__')",
    ],
)
def test_models_are_not_loaded_before_they_are_needed(program: str) -> None:
    check = (
        "import runpy, sys\n"
        f"try: {program}\n"
        "except SystemExit: pass\n"
        "heavy = {'onnx', 'torch', 'transformers', 'sentence_transformers'}\n"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )

    run = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
