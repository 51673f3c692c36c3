"""A proof of work that a browser may bring: a number for which the hash of key and number begins with many zeros.

It costs a telephone a second and a sender of ten thousand messages hours. Nobody needs it; it only lowers suspicion.
"""

import hashlib
from typing import Final

BITS: Final = 16
LONGEST: Final = 20


def proves(token: str, number: str) -> bool:
    """Does SHA-256 of "key:number" begin with BITS zero bits?"""
    if not number.isascii() or not number.isdigit() or len(number) > LONGEST:
        return False
    digest = hashlib.sha256(f"{token}:{number}".encode("utf-8", "replace")).digest()
    return int.from_bytes(digest, "big") >> (len(digest) * 8 - BITS) == 0
