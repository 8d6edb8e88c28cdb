"""What the posts may do hangs together."""

import pytest

from wanghuo.registers.access.domain.permissions import permitted
from wanghuo.registers.organization.domain.kinds import PostKind

COUNTED = {"premises.view", "inspections.view", "hazards.view", "documents.view"}
"""What the figures of a dashboard open."""


@pytest.mark.parametrize("kind", PostKind)
def test_who_sees_figures_may_open_the_records_behind_them(kind: PostKind):
    codes = permitted([kind])

    assert "analytics.view" not in codes or codes >= COUNTED
