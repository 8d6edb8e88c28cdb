"""Questions of the first page, the bell and programs: what waits for a person."""

from wanghuo.insight.worklists.selectors.notifications import for_person as notifications
from wanghuo.insight.worklists.selectors.urgency import groups

__all__ = ["groups", "notifications"]
