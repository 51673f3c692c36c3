"""Files as a browser sends them."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
PNG = b"\x89PNG\r\n\x1a\n" + 20 * b"\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + 20 * b"\x00"


def a_file(name: str = "Leimfuge.txt", content: bytes = b"") -> SimpleUploadedFile:
    """A text that says its own name, unless told otherwise."""
    return SimpleUploadedFile(name, content or name.encode())


def a_zip(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in parts:
            target.writestr(name, content)
    return out.getvalue()


def docx(*more: str) -> bytes:
    names = ("[Content_Types].xml", "word/document.xml", *more)
    return a_zip(*((name, b"<x/>") for name in names))
