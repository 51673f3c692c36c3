"""Which files people may attach. The content decides; the ending of the name must agree with it.

Everything else is refused: what a browser or an office program would run (HTML, SVG, scripts, programs, macros) is not
in the list, whatever it is called.
"""

import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Final

from django.core.files import File

LONGEST_NAME: Final = 120
_HEAD: Final = 4_096
_MOST_PARTS: Final = 5_000  # of an office document
_LONGEST_TYPE: Final = 100
_OOXML: Final = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_ODF: Final = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_NOT_IN_A_NAME: Final = re.compile(r'[\\/:*?"<>|]+')
_BREAKS: Final = "\t\n\r\f"


@dataclass(frozen=True)
class Kind:
    """`endings` of the name that agree with it; `content_type` is what a download says it is."""

    endings: tuple[str, ...]
    content_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: Final = {
    "pdf": Kind(("pdf",), "application/pdf"),
    "jpeg": Kind(("jpg", "jpeg"), "image/jpeg"),
    "png": Kind(("png",), "image/png"),
    "gif": Kind(("gif",), "image/gif"),
    "webp": Kind(("webp",), "image/webp"),
    "heic": Kind(("heic", "heif"), "image/heic"),
    "docx": Kind(("docx",), _OFFICE + "wordprocessingml.document"),
    "xlsx": Kind(("xlsx",), _OFFICE + "spreadsheetml.sheet"),
    "pptx": Kind(("pptx",), _OFFICE + "presentationml.presentation"),
    **{ending: Kind((ending,), content_type) for content_type, ending in _ODF.items()},
    "mp3": Kind(("mp3",), "audio/mpeg"),
    "wav": Kind(("wav",), "audio/wav"),
    "mp4": Kind(("mp4", "m4a", "m4v", "mov"), "video/mp4"),
    "text": Kind(("txt", "csv", "log", "md"), "text/plain; charset=utf-8"),
}
ENDINGS: Final = tuple(ending for kind in KINDS.values() for ending in kind.endings)


def kind_of(name: str, content: "IO[bytes] | File[bytes]") -> str | None:
    """The code of the kind, or None for a file we do not take. Leaves `content` at its beginning."""
    ending = name.rpartition(".")[2].lower()
    content.seek(0)
    head = content.read(_HEAD)
    found = next((code for code, fits in _SIGNS if fits(head)), None)
    if found is None and head[:4] == b"PK\x03\x04":
        found = _in_a_zip(content)
    if found is None and ending in KINDS["text"].endings and _is_text(head):
        found = "text"
    content.seek(0)
    return found if found is not None and ending in KINDS[found].endings else None


def clean_name(name: str) -> str:
    """A name that is safe to show and to save under: no folders, no invisible or turning signs, no leading dots."""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = unicodedata.normalize("NFC", name)
    name = "".join(" " if sign in _BREAKS else sign for sign in name)
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")
    name = " ".join(_NOT_IN_A_NAME.sub("_", name).split()).lstrip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}"


def _iso_media(head: bytes, brands: tuple[bytes, ...]) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in brands


_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")
_MP4 = (b"isom", b"iso2", b"mp41", b"mp42", b"M4A ", b"M4V ", b"qt  ", b"avc1", b"3gp4", b"3gp5", b"MSNV")
_SIGNS: Final[tuple[tuple[str, Callable[[bytes], bool]], ...]] = (
    ("pdf", lambda head: head.startswith(b"%PDF-")),
    ("jpeg", lambda head: head.startswith(b"\xff\xd8\xff")),
    ("png", lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    ("gif", lambda head: head[:6] in (b"GIF87a", b"GIF89a")),
    ("webp", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
    ("wav", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE"),
    ("heic", lambda head: _iso_media(head, _HEIC)),
    ("mp4", lambda head: _iso_media(head, _MP4)),
    ("mp3", lambda head: head.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"))),
)


def _in_a_zip(content: "IO[bytes] | File[bytes]") -> str | None:
    """An office document by the names of its parts; nothing is unpacked but the short type of an open document."""
    try:
        with zipfile.ZipFile(content) as parts:
            names = parts.namelist()
            if len(names) > _MOST_PARTS or any("vbaproject" in name.lower() for name in names):
                return None
            if "[Content_Types].xml" in names:
                return next((code for part, code in _OOXML.items() if part in _folders(names)), None)
            if "mimetype" in names and parts.getinfo("mimetype").file_size < _LONGEST_TYPE:
                if any(name.startswith(("Basic/", "Scripts/")) for name in names):
                    return None
                return _ODF.get(parts.read("mimetype").decode("ascii", "replace").strip())
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError):
        return None
    return None


def _folders(names: list[str]) -> set[str]:
    return {name.partition("/")[0] + "/" for name in names}


def _is_text(head: bytes) -> bool:
    """Readable as text, and no page or script that calls itself text."""
    if any(sign < ord(" ") and chr(sign) not in _BREAKS for sign in head):
        return False
    return not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"#!"))
