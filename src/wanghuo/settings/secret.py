"""The installation's secret key: from the environment, or made once and kept in its data folder."""

import os
import secrets
from pathlib import Path


def key_in(data: Path) -> str:
    if key := os.environ.get("WANGHUO_SECRET_KEY"):
        return key
    path = data / "secret.key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
