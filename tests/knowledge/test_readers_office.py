"""LibreOffice at work: no links followed, nothing left running, macros told."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from knowledge import libreoffice, messages
from knowledge.model import KnowledgeError
from knowledge.readers import read
from tests.bad_input.hostile_archives import zip_of

_OPEN_TEXT = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"


@pytest.fixture
def asked_for() -> Iterator[tuple[int, list[str]]]:
    """The port of a server on this machine, and the paths that it was asked for."""
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port, asked
        server.shutdown()


def open_text(picture: str) -> bytes:
    """An .odt of one paragraph with a picture that lies elsewhere."""
    names = "".join(
        f' xmlns:{short}="{_OPEN_TEXT.format(long)}"'
        for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    content = (
        f'<office:document-content{names} xmlns:xlink="http://www.w3.org/1999/xlink" '
        'office:version="1.2"><office:body><office:text><text:p>Điều 1. Phạm vi<draw:frame '
        f'text:anchor-type="paragraph"><draw:image xlink:href="{picture}" xlink:show="embed" '
        'xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    manifest = f'<m:manifest xmlns:m="{_OPEN_TEXT.format("manifest")}">{entries}</m:manifest>'
    parts = (("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content))
    return zip_of([(name, text.encode()) for name, text in parts])


@pytest.mark.check
@pytest.mark.needs_libreoffice
def test_no_link_of_a_document_is_followed(
    asked_for: tuple[int, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, asked = asked_for
    path = tmp_path / "van-ban.odt"
    path.write_bytes(open_text(f"http://127.0.0.1:{port}/anh.png"))

    assert read(path).text == "Điều 1. Phạm vi"
    assert asked == []

    monkeypatch.setattr(libreoffice, "_SETTINGS", ())
    assert read(path).text == "Điều 1. Phạm vi"
    assert asked, "without the settings LibreOffice follows the link"


@pytest.fixture
def sleeping_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program called soffice that never ends, and neither does the one it starts."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/child\nsleep 600\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setattr(libreoffice, "LONGEST_CONVERSION", 0.5)
    return tmp_path / "child"


def test_a_conversion_that_takes_too_long_is_ended_with_its_children(
    sleeping_office: Path, tmp_path: Path
) -> None:
    path = tmp_path / "van-ban.rtf"
    path.write_bytes(rb"{\rtf1 noi dung}")
    begun = time.monotonic()

    with pytest.raises(KnowledgeError, match="không chuyển đổi được"):
        read(path)
    assert time.monotonic() - begun < 20
    state = Path(f"/proc/{sleeping_office.read_text().strip()}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


@pytest.mark.check
@pytest.mark.needs_libreoffice
def test_macros_of_an_old_word_file_are_told(shared_data: Path, tmp_path: Path) -> None:
    (real,) = (shared_data / "files" / "office-attachments").glob("*Giay_Moi.doc")
    path = tmp_path / "van-ban.doc"
    path.write_bytes(real.read_bytes() + "_VBA_PROJECT".encode("utf-16-le") + bytes(488))

    assert messages.MACROS_IGNORED in read(path).warnings
