"""The tables of `codes.toml`: document types, issuers, names of laws, by their folded forms."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.references.folding import fold_in_place

STATE, PARTY = "state", "party"


@dataclass(frozen=True, slots=True)
class DocumentType:
    code: str
    name: str
    systems: tuple[str, ...]
    words: tuple[str, ...]
    """Folded ways to write it in full."""
    chat: tuple[str, ...]
    """Folded short forms typed before a number."""
    issuer: str | None
    bare: bool
    dated: bool

    @property
    def system(self) -> str | None:
        """The only system that has this type, None if both have it."""
        return self.systems[0] if len(self.systems) == 1 else None


@dataclass(frozen=True, slots=True)
class Issuer:
    code: str
    name: str
    system: str
    local: bool
    aliases: tuple[str, ...]
    """Folded ways to write it, name and code included, longest first."""


@dataclass(frozen=True, slots=True)
class LawName:
    type: DocumentType
    name: str


@dataclass(frozen=True, slots=True)
class Codes:
    types: tuple[DocumentType, ...]
    issuers: tuple[Issuer, ...]
    law_names: dict[str, LawName]
    """Folded name or alias without punctuation -> law: 'luat can bo cong chuc'."""
    party_symbols: dict[str, str]
    _types_by_code: dict[str, tuple[DocumentType, ...]]
    _types_by_words: dict[str, DocumentType]
    _issuers_by_words: dict[str, Issuer]
    _issuers_by_code: dict[tuple[str, str], Issuer]

    def type_of_code(self, code: str, system: str | None = None) -> DocumentType | None:
        """The type of a symbol's group in any spelling: 'QĐ', 'qd'; 'HD' and 'HĐ' stay apart."""
        if system == PARTY:
            code = self.party_symbols.get(code, code)
        alike = self._types_by_code.get(fold_in_place(code), ())
        fitting = [kind for kind in alike if system is None or system in kind.systems]
        exact = next((kind for kind in fitting if kind.code == code), None)
        return exact or next(iter(fitting), None)

    def type_of_words(self, words: str) -> DocumentType | None:
        """The type written as `words` (folded): 'nghi dinh' or 'nd'."""
        return self._types_by_words.get(" ".join(words.split()))

    def issuer_of_code(self, code: str, system: str = STATE) -> Issuer | None:
        """The issuer of a symbol's group: 'CP', 'qh15', 'ubnd'."""
        return self._issuers_by_code.get((system, fold_in_place(code).rstrip("0123456789 ")))

    def issuer_of_words(self, words: str) -> Issuer | None:
        return self._issuers_by_words.get(" ".join(words.split()))

    def usual_issuer(self, kind: DocumentType) -> Issuer | None:
        """Who issues a type where nothing else is said."""
        return self._issuers_by_code.get((STATE, fold_in_place(kind.issuer or "")))


@cache
def codes() -> Codes:
    """The tables, read once."""
    raw = tomllib.loads(files(__package__).joinpath("codes.toml").read_text(encoding="utf-8"))
    types = tuple(_document_type(row) for row in raw["types"])
    issuers = tuple(
        _issuer(code, row, system)
        for system, rows in raw["issuers"].items()
        for code, row in rows.items()
    )
    return Codes(
        types=types,
        issuers=issuers,
        law_names=_law_names(raw, types),
        party_symbols=raw["party_symbols"],
        _types_by_code={
            fold_in_place(t.code): tuple(
                other for other in types if fold_in_place(other.code) == fold_in_place(t.code)
            )
            for t in types
        },
        _types_by_words={form: t for t in reversed(types) for form in (*t.words, *t.chat)},
        _issuers_by_words={form: i for i in reversed(issuers) for form in i.aliases},
        _issuers_by_code={
            (i.system, form): i for i in reversed(issuers) for form in i.aliases if " " not in form
        },
    )


def _document_type(row: dict[str, object]) -> DocumentType:
    words = [str(row["name"]), *_strings(row.get("words"))]
    return DocumentType(
        code=str(row["code"]),
        name=str(row["name"]),
        systems=tuple(_strings(row["systems"])),
        words=tuple(fold_in_place(word) for word in words),
        chat=tuple(fold_in_place(word) for word in _strings(row.get("chat"))),
        issuer=str(row["issuer"]) if "issuer" in row else None,
        bare=bool(row.get("bare")),
        dated=bool(row.get("dated")),
    )


def _issuer(code: str, row: dict[str, object], system: str) -> Issuer:
    forms = {
        fold_in_place(form) for form in (code, str(row["name"]), *_strings(row.get("aliases")))
    }
    aliases = tuple(sorted(forms, key=lambda form: (-len(form), form)))
    return Issuer(code, str(row["name"]), system, bool(row.get("local")), aliases)


def _law_names(
    raw: dict[str, dict[str, object]], types: tuple[DocumentType, ...]
) -> dict[str, LawName]:
    by_name = {t.name: t for t in types}
    table = {
        plain(f"{type_name} {name}"): LawName(by_name[type_name], name)
        for type_name, names in raw["law_names"].items()
        for name in _strings(names)
    }
    for law in [law for law in table.values() if law.type.name == "Bộ luật"]:
        table.setdefault(plain(f"luật {law.name}"), law)  # people say 'luật lao động'
    for alias, full in raw["law_aliases"].items():
        law = table[plain(str(full))]
        table[alias if alias.startswith("bl") else f"luat {alias}"] = law
    return table


def plain(text: str) -> str:
    """Folded words without punctuation: the form under which names are compared."""
    return " ".join(re.findall(r"\w+", fold_in_place(text)))


def _strings(values: object) -> list[str]:
    return [str(value) for value in values] if isinstance(values, list) else []
