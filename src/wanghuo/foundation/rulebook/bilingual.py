"""Words of rule data in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


def _chinese() -> str:
    return "zh"


_language: Callable[[], str] = _chinese


def speak(language: Callable[[], str]) -> None:
    """Let ``language`` say, each time, in which language words print; Chinese until told."""
    global _language
    _language = language


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Chinese and English; printing it takes the reader's language."""

    zh: str = ""
    en: str = ""

    def spoken(self, language: str) -> str:
        """Return the text in ``language`` (``en``, ``zh-hans``), else the one there is."""
        first, second = (self.en, self.zh) if language.startswith("en") else (self.zh, self.en)
        return first or second

    def __str__(self) -> str:
        return self.spoken(_language())

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    @property
    def is_complete(self) -> bool:
        return bool(self.zh.strip() and self.en.strip())

    def as_data(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}


UNSAID = Words()


def words(data: object) -> Words:
    """Read ``{zh: …, en: …}``; a bare string stands for both languages."""
    if isinstance(data, Mapping):
        return Words(zh=str(data.get("zh") or ""), en=str(data.get("en") or ""))
    return Words(zh=str(data), en=str(data)) if data else Words()


def joined(parts: Iterable[Words], zh: str = "；", en: str = "; ") -> Words:
    kept = [part for part in parts if part]
    return Words(zh=zh.join(part.zh for part in kept), en=en.join(part.en for part in kept))
