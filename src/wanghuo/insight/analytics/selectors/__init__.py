"""Questions of dashboards, each answered in a fixed number of queries."""

from wanghuo.insight.analytics.ledgers import LEDGERS
from wanghuo.insight.analytics.selectors.headline import headline, station_lines
from wanghuo.insight.analytics.selectors.officers import officer_lines
from wanghuo.insight.analytics.selectors.tiles import tiles
from wanghuo.insight.analytics.selectors.ways import Ways
from wanghuo.insight.analytics.selectors.year import flow, heat, months

__all__ = [
    "LEDGERS", "Ways", "flow", "headline", "heat", "months", "officer_lines", "station_lines",
    "tiles",
]  # fmt: skip
