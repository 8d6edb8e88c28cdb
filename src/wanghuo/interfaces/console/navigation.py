"""
The left menu: groups by the day's work, entries by what the post may do.

A room adds an entry when its page exists; a group without entries does not appear.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; an empty ``permission`` shows it to everybody signed in."""

    label: object
    url: str
    icon: str
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    label: object
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as one person sees it on one page."""

    label: object
    address: str
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Section:
    label: object
    lines: list[Line] = field(default_factory=list)


MENU: tuple[Group, ...] = (
    Group(
        _("Workbench"),
        (
            Entry(_("My work"), "console:home", "home"),
            Entry(_("My duties"), "policy:my-duties", "clipboard-list"),
        ),
    ),
    Group(
        _("Supervised premises"),
        (
            Entry(_("Register"), "premises:list", "building-store", "premises.view"),
            Entry(_("Imports"), "premises:imports", "file-import", "premises.import"),
        ),
    ),
    Group(
        _("Plans and tasks"),
        (
            Entry(_("Annual plans"), "planning:list", "calendar-stats", "planning.view"),
            Entry(_("Tasks"), "inspections:tasks", "list-check", "inspections.view"),
            Entry(_("Officers' hours"), "planning:hours", "clock", "planning.hours"),
            Entry(_("Conflicts of interest"), "planning:conflicts", "user-off", "planning.hours"),
        ),
    ),
    Group(
        _("Inspections and hazards"),
        (
            Entry(
                pgettext_lazy("list", "Visits"),
                "inspections:visits",
                "clipboard-check",
                "inspections.view",
            ),
            Entry(_("Hazards"), "hazards:list", "alert-triangle", "hazards.view"),
        ),
    ),
    Group(
        _("Case documents"),
        (Entry(_("Documents"), "documents:list", "files", "documents.view"),),
    ),
    Group(_("Complaints")),
    Group(_("Outreach and training")),
    Group(_("Targets and assessment")),
    Group(_("Guidance and oversight")),
    Group(_("Organizational life")),
    Group(_("Surveys")),
    Group(
        _("Statistics"),
        (
            Entry(_("Dashboard"), "analytics:dashboard", "layout-dashboard", "analytics.view"),
            Entry(_("Ledgers"), "analytics:ledgers", "notebook", "analytics.view"),
        ),
    ),
    Group(
        pgettext_lazy("menu", "Administration"),
        (
            Entry(_("Legal basis"), "policy:rules", "scale", "policy.view"),
            Entry(_("Local decisions"), "policy:editions", "pencil", "policy.edit"),
            Entry(_("Working days"), "policy:calendar", "calendar", "policy.view"),
            Entry(_("Organizations"), "console:organizations", "sitemap", "organization.manage"),
            Entry(_("Territories"), "console:territories", "map", "organization.manage"),
            Entry(_("People"), "console:people", "users", "access.manage"),
            Entry(_("Journal"), "console:journal", "history", "journal.view"),
            Entry(_("Background work"), "console:jobs", "loader"),
        ),
    ),
)


def sections(permissions: frozenset[str], path: str) -> list[Section]:
    """Return the menu for somebody with ``permissions`` who stands on the page at ``path``."""
    allowed = [
        (group, [e for e in group.entries if not e.permission or e.permission in permissions])
        for group in MENU
    ]
    addresses = {entry: reverse(entry.url) for _group, entries in allowed for entry in entries}
    current = _longest_beginning(path, list(addresses.values()))
    return [
        Section(
            group.label,
            [
                Line(entry.label, addresses[entry], entry.icon, addresses[entry] == current)
                for entry in entries
            ],
        )
        for group, entries in allowed
        if entries
    ]


def _longest_beginning(path: str, addresses: list[str]) -> str:
    """Return the address under which ``path`` lies; the front page only for itself."""
    matching = [a for a in addresses if path == a or (a != "/" and path.startswith(a))]
    return max(matching, key=len, default="")
