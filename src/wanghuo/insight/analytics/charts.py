"""
Figures as chart descriptions (ECharts options), in the reader's language.

Colours are named, not given: the script takes them from the style sheet, so that dark mode and
print follow. Status is never told by colour alone: the same numbers stand in a table below.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wanghuo.insight.analytics.domain.figures import FlowStage, Heat, Month
from wanghuo.insight.analytics.selectors import Ways

Option = dict[str, Any]


def of(figures: dict[str, Any], ways: Ways, *, on: date) -> dict[str, Option]:
    """Return the options of every chart of a dashboard; what is clicked opens its records."""
    return {
        "months": months(figures["months"], ways, on=on),
        "flow": flow(figures["flow"], ways),
        "heat": heat(figures["heat"]),
    }


def months(lines: list[Month], ways: Ways, *, on: date) -> Option:
    """Planned against done by month, last year behind; months to come have nothing done yet."""
    gone = [m for m in lines if (ways.year, m.number) <= (on.year, on.month)]
    to = [ways.month(m.number) for m in lines]
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"bottom": 0, "type": "scroll"},
        "grid": {"left": 40, "right": 12, "top": 16, "bottom": 48},
        "xAxis": {"type": "category", "data": [_("M{n}").format(n=m.number) for m in lines]},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            _bars(_("Planned"), [m.planned for m in lines], "quiet", [w.planned for w in to]),
            _bars(_("Done"), [m.done for m in gone], "ink", [w.done for w in to]),
            _line(
                _("Done last year"),
                [m.last_year for m in lines],
                "faint",
                [w.last_year for w in to],
                dashed=True,
            ),
            _line(_("Hazards found"), [m.found for m in gone], "ember", [w.found for w in to]),
            _line(_("Hazards closed"), [m.closed for m in gone], "closed", [w.closed for w in to]),
        ],
    }


def flow(stages: list[FlowStage], ways: Ways) -> Option:
    """How far the year's hazards came."""
    names = stage_names()
    drawn = list(reversed(stages))
    return {
        "tooltip": {"trigger": "item"},
        "grid": {"left": 110, "right": 48, "top": 8, "bottom": 24},
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "data": [names[stage.key] for stage in drawn]},
        "series": [
            {
                "type": "bar",
                "data": [stage.count for stage in drawn],
                "addresses": [ways.stage(stage.key) for stage in drawn],
                "label": {"show": True, "position": "right"},
                "colorName": "ink",
            }
        ],
    }


def stage_names() -> dict[str, str]:
    return {
        "found": _("Found"),
        "fixed": _("Fixed on the spot"),
        "ordered": _("Ordered"),
        "reinspected": _("Re-inspected"),
        "transferred": _("Transferred"),
        "closed": _("Closed"),
    }


def heat(of_year: Heat) -> Option:
    """Visits day by day over a calendar."""
    return {
        "tooltip": {"position": "top"},
        "visualMap": {
            "min": 0,
            "max": max(of_year.most, 1),
            "orient": "horizontal",
            "left": "center",
            "bottom": 0,
            "text": [str(max(of_year.most, 1)), "0"],
            "rampNames": ["paper", "ink"],
        },
        "calendar": {
            "range": str(of_year.year),
            "left": 36,
            "right": 8,
            "top": 24,
            "cellSize": ["auto", 15],
            "dayLabel": {"firstDay": 1, "nameMap": _("SMTWTFS")},
            "monthLabel": {"nameMap": [_("M{n}").format(n=n) for n in range(1, 13)]},
            "yearLabel": {"show": False},
        },
        "series": [
            {
                "type": "heatmap",
                "coordinateSystem": "calendar",
                "data": [[day.isoformat(), count] for day, count in sorted(of_year.days.items())],
            }
        ],
    }


def _bars(name: str, numbers: list[int], colour: str, addresses: list[str]) -> Option:
    return {
        "name": name, "type": "bar", "data": numbers, "colorName": colour, "barMaxWidth": 18,
        "addresses": addresses,
    }  # fmt: skip


def _line(
    name: str, numbers: list[int], colour: str, addresses: list[str], *, dashed: bool = False
) -> Option:
    style = {"type": "dashed"} if dashed else {}
    return {
        "name": name, "type": "line", "data": numbers, "colorName": colour, "lineStyle": style,
        "symbolSize": 6, "addresses": addresses,
    }  # fmt: skip
