"""The two hash functions a chain may use, behind one small face."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Protocol

from cryptography.hazmat.primitives import hashes

from wanghuo.foundation.kernel.words import Term, gettext_noop

GENESIS = "0" * 64


class Algorithm(Term):
    SM3 = "sm3", gettext_noop("SM3 (GB/T 32905)")
    SHA256 = "sha256", gettext_noop("SHA-256")


class Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


class _Sm3:
    """SM3 behind ``hashlib``'s face: not every OpenSSL lets ``hashlib`` have it."""

    def __init__(self) -> None:
        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes) -> None:
        self._hash.update(data)

    def hexdigest(self) -> str:
        return self._hash.finalize().hex()


def new(algorithm: str) -> Hash:
    return _Sm3() if algorithm == Algorithm.SM3 else hashlib.sha256()


def digest(algorithm: str, data: bytes) -> str:
    """Return the 64 hexadecimal digits of ``data``."""
    return digest_of(algorithm, (data,))


def digest_of(algorithm: str, pieces: Iterable[bytes]) -> str:
    """Return the 64 hexadecimal digits of all ``pieces`` one after the other."""
    hash_ = new(algorithm)
    for piece in pieces:
        hash_.update(piece)
    return hash_.hexdigest()
