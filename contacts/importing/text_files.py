"""Reads a text file as it comes: the encoding is found, what is no text is said in plain words.

A byte order mark decides, then strict UTF-8, else Windows-1252. The file is never in memory as a whole.
"""

import codecs
from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO, NamedTuple

from django.utils.translation import gettext as _

from crm.lib.acts import Refused, refuse

_CHUNK = 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


class Encoding(NamedTuple):
    """`name` as people know it, `codec` as Python does."""

    name: str
    codec: str


def find_encoding(file: IO[bytes]) -> Encoding:
    """Look through the whole file. Raises Refused for what is no text in any encoding, or holds a NUL."""
    file.seek(0)
    head = file.read(4)
    marked = next((Encoding(name, codec) for mark, codec, name in _MARKS if head.startswith(mark)), None)
    for encoding in [marked] if marked else [Encoding("UTF-8", "utf-8"), Encoding("Windows-1252", "cp1252")]:
        if _is_text(file, encoding.codec):
            return encoding
    raise no_text(_("Die Datei ist kein lesbarer Text."))


def open_text(file: IO[bytes], encoding: Encoding) -> Iterator[str]:
    """The lines, with their ends as they stand."""
    file.seek(0)
    wrapper = TextIOWrapper(file, encoding=encoding.codec, newline="")
    try:
        yield from wrapper
    finally:
        if not file.closed:
            wrapper.detach()


def sample(file: IO[bytes], encoding: Encoding, signs: int) -> str:
    """The first signs of the text."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    return decoder.decode(file.read(signs * 4))[:signs]


def no_text(what: str) -> Refused:
    return refuse("file", f"{what} {_('Bitte speichern Sie sie noch einmal als „CSV UTF-8“ ab.')}")


def _is_text(file: IO[bytes], codec: str) -> bool:
    """Whether all of it can be read so. Raises Refused at a NUL, naming its line."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(codec)()
    line = 1
    try:
        while chunk := file.read(_CHUNK):
            text = decoder.decode(chunk)
            if "\0" in text:
                line += text.count("\n", 0, text.index("\0"))
                raise no_text(_("In Zeile %(line)d steht ein Zeichen, das kein Text ist.") % {"line": line})
            line += text.count("\n")
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
