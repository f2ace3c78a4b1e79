"""Office packages (.docx, .xlsx, .odt): zip files of XML parts, opened within bounds."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

from knowledge import messages
from knowledge.model import KnowledgeError

LARGEST_UNPACKED = 300 * 1024 * 1024
"""Bytes a package may unpack to."""
LARGEST_EXPANSION = 400
"""How many times larger than the file its parts may be (real documents stay below 60)."""
MOST_ENTRIES = 20_000
"""Files in a zip; its directory alone could fill the memory."""
MOST_TAGS = 1_500_000
"""Tags in one part, about 200 MB as a tree (the longest of the real files has 30,000)."""

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""Namespaces of 'Strict Open XML' differ from the usual ones by this pattern alone."""


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """A zip with a directory of bearable length; BadZipFile when it is none."""
    if data.count(_DIRECTORY_ENTRY) > MOST_ENTRIES:
        raise KnowledgeError(messages.TOO_LARGE_UNPACKED.format(name=name))
    return zipfile.ZipFile(io.BytesIO(data))


def check_expansion(data: bytes, name: str) -> None:
    """KnowledgeError for a package that unpacks beyond bounds."""
    with open_zip(data, name) as package:
        unpacked = sum(entry.file_size for entry in package.infolist())
    if unpacked > min(LARGEST_UNPACKED, len(data) * LARGEST_EXPANSION):
        raise KnowledgeError(messages.TOO_LARGE_UNPACKED.format(name=name))


class Package:
    """The parts of a package, parsed safely: no entities, no network, bounded size."""

    def __init__(self, data: bytes, name: str) -> None:
        check_expansion(data, name)
        self._name = name
        self._zip = open_zip(data, name)
        self._names = frozenset(self._zip.namelist())

    def __contains__(self, path: str) -> bool:
        return path in self._names

    def names(self, prefix: str) -> list[str]:
        """The XML parts whose path starts with `prefix`, sorted."""
        found = (name for name in self._names if name.startswith(prefix) and name.endswith(".xml"))
        return sorted(found)

    def has_macros(self) -> bool:
        return any(name.endswith("vbaProject.bin") for name in self._names)

    def content(self, path: str) -> bytes:
        """The bytes of a part; KeyError if there is none."""
        return self._zip.read(path)

    def part(self, path: str) -> etree._Element:
        """The tree of a part; KnowledgeError for one that declares entities or never ends."""
        content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", self.content(path))
        if content.count(b"<") > MOST_TAGS:
            raise KnowledgeError(messages.TOO_LARGE_UNPACKED.format(name=self._name))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        tree = etree.fromstring(content, parser)
        if tree.getroottree().docinfo.internalDTD is not None:
            raise KnowledgeError(messages.BROKEN_FILE.format(name=self._name))
        return tree

    def optional(self, path: str) -> etree._Element | None:
        return self.part(path) if path in self else None

    def relations(self, path: str) -> dict[str, str]:
        """Relation id -> path of the part it leads to, for the relations of the part `path`."""
        folder, file = posixpath.split(path)
        root = self.optional(f"{folder}/_rels/{file}.rels")
        found = () if root is None else root.iter(_RELATIONSHIP)
        return {
            relation.get("Id", ""): _resolved(folder, relation.get("Target", ""))
            for relation in found
        }

    def title(self) -> str:
        core = self.optional("docProps/core.xml")
        found = None if core is None else core.find(_TITLE)
        return "" if found is None else (found.text or "").strip()


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
