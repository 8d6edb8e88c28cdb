"""
Figures as chart descriptions (ECharts options), in the reader's language.

Colours are named, not given: the script takes them from the style sheet, so that dark mode and
print follow. Status is never told by colour alone: the same numbers stand in a table below.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wanghuo.insight.analytics.domain.figures import FlowStage, Heat, Month, Tile

Option = dict[str, Any]


def of(figures: dict[str, Any]) -> dict[str, Option]:
    """Return the options of every chart of a dashboard."""
    return {
        "months": months(figures["months"]),
        "flow": flow(figures["flow"]),
        "heat": heat(figures["heat"]),
        "tiles": tiles(figures["tiles"]),
    }


def months(lines: list[Month]) -> Option:
    """Planned against done by month, last year behind, hazards found and closed."""
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"bottom": 0, "type": "scroll"},
        "grid": {"left": 40, "right": 12, "top": 16, "bottom": 48},
        "xAxis": {"type": "category", "data": [_("M{n}").format(n=m.number) for m in lines]},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            _bars(_("Planned"), [m.planned for m in lines], "quiet"),
            _bars(_("Done"), [m.done for m in lines], "ink"),
            _line(_("Done last year"), [m.last_year for m in lines], "faint", dashed=True),
            _line(_("Hazards found"), [m.found for m in lines], "ember"),
            _line(_("Hazards closed"), [m.closed for m in lines], "closed"),
        ],
    }


def flow(stages: list[FlowStage]) -> Option:
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


def tiles(of_map: list[Tile]) -> Option:
    """Coverage of communities and villages on the schematic map."""
    columns = max((tile.column for tile in of_map), default=0) + 1
    rows = max((tile.row for tile in of_map), default=0) + 1
    return {
        "tooltip": {"position": "top"},
        "grid": {"left": 4, "right": 4, "top": 4, "bottom": 44},
        "xAxis": {"type": "category", "data": list(range(columns)), "show": False},
        "yAxis": {"type": "category", "data": list(range(rows)), "show": False, "inverse": True},
        "visualMap": {
            "min": 0,
            "max": 100,
            "orient": "horizontal",
            "left": "center",
            "bottom": 0,
            "text": [_("100 % covered"), _("0 %")],
            "rampNames": ["ember", "paper", "ink"],
        },
        "series": [
            {
                "type": "heatmap",
                "data": [
                    {
                        "value": [tile.column, tile.row, tile.coverage or 0],
                        "name": tile.name,
                        "territory": str(tile.territory_id),
                        "covered": tile.covered,
                        "premises": tile.premises,
                        "hazards": tile.hazards_open,
                    }
                    for tile in of_map
                ],
                "itemStyle": {"borderWidth": 2, "borderRadius": 3},
            }
        ],
    }


def _bars(name: str, numbers: list[int], colour: str) -> Option:
    return {"name": name, "type": "bar", "data": numbers, "colorName": colour, "barMaxWidth": 18}


def _line(name: str, numbers: list[int], colour: str, *, dashed: bool = False) -> Option:
    style = {"type": "dashed"} if dashed else {}
    return {
        "name": name, "type": "line", "data": numbers, "colorName": colour, "lineStyle": style,
        "symbolSize": 5,
    }  # fmt: skip
