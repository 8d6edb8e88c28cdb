"""How an access token is kept: as a hash, so that a stolen database opens nothing."""

import hashlib


def token_digest(secret: str) -> str:
    """Hash a token; it is long and random, so a plain fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
