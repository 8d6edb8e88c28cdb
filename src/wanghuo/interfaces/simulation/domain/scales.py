"""How large a district the demo builds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Premises of the shown station and of each other one; how many stations there are."""

    shown_premises: int
    premises_a_station: int
    stations: int = 16


SCALES = {
    "tiny": Scale(shown_premises=20, premises_a_station=6, stations=3),
    "default": Scale(shown_premises=100, premises_a_station=12),
    "full": Scale(shown_premises=1100, premises_a_station=422),
}
"""
``default`` is ready within 90 seconds on two cores. ``full`` lives about as many inspections
as documented, 14,229 (AS-10): some 1.9 a year for each premises, re-inspections among them.
"""
