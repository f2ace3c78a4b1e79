"""The agency that drafts, read from agency.toml: names, signers, recipients, renamed bodies."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.texts import drafts as draft_texts
from knowledge.model import KnowledgeError


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the agency (phòng, văn phòng) and its code in 'Lưu: VT, …'."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. `prefixes` are the lines above the post: 'TM. …', 'KT. …', 'TL. …', 'TUQ. …'."""

    post: str
    name: str = ""
    prefixes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """How users call this person in a request: 'giám đốc', 'phó giám đốc'."""


@dataclass(frozen=True, slots=True)
class RenamedBody:
    """A body that has another name since `since`; documents before that date keep the old one."""

    old: str
    new: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """The issuing agency. '' is 'not set' and is printed as a blank; no superior is also possible.

    `superior` None means not set, '' means that there is none.
    """

    name: str = ""
    superior: str | None = None
    place: str = ""
    code: str = ""
    head: str = ""
    """The head's post: 'Giám đốc', 'Chủ tịch'; it opens a decision and is signed for by 'KT.'."""
    units: tuple[Unit, ...] = ()
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    renamed: tuple[RenamedBody, ...] = ()


def load_agency(path: Path | None) -> Agency:
    """Read `path`; None or a file that is not there gives an agency with nothing set.

    Raises KnowledgeError where the file is not valid TOML or a value has the wrong type.
    """
    if path is None or not path.is_file():
        return Agency()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(draft_texts.agency_broken(path.name, str(error))) from error
    try:
        return _agency(table)
    except (TypeError, ValueError) as error:
        raise KnowledgeError(draft_texts.agency_broken(path.name, str(error))) from error


def _agency(table: dict[str, Any]) -> Agency:
    return Agency(
        name=_text(table, "name"),
        superior=_text(table, "superior") if "superior" in table else None,
        place=_text(table, "place"),
        code=_text(table, "code"),
        head=_text(table, "head"),
        units=tuple(Unit(_text(row, "name"), _text(row, "code")) for row in _rows(table, "units")),
        signers=tuple(_signer(row) for row in _rows(table, "signers")),
        recipients=_texts(table, "recipients"),
        renamed=tuple(
            RenamedBody(_text(row, "old"), _text(row, "new"), _day(row, "since"))
            for row in _rows(table, "renamed")
        ),
    )


def _signer(row: dict[str, Any]) -> Signer:
    return Signer(
        _text(row, "post"), _text(row, "name"), _texts(row, "prefixes"), _texts(row, "words")
    )


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise TypeError(draft_texts.agency_wants_text(key))
    return value.strip()


def _texts(table: dict[str, Any], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError(draft_texts.agency_wants_list(key))
    return tuple(value.strip() for value in values)


def _rows(table: dict[str, Any], key: str) -> list[dict[str, Any]]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise TypeError(draft_texts.agency_wants_tables(key))
    return rows


def _day(row: dict[str, Any], key: str) -> date | None:
    value = row.get(key)
    if isinstance(value, datetime):
        return value.date()
    if value is not None and not isinstance(value, date):
        raise TypeError(draft_texts.agency_wants_date(key))
    return value
