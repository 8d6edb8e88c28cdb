"""A district with a little life in it, for requests that chance makes."""

import pytest

from tests.factories.district import District
from tests.factories.lived import lived
from tests.factories.programs import SECRET
from wanghuo.foundation.support import clock
from wanghuo.registers.access import services


@pytest.fixture
def token(district: District) -> str:
    """A chief's token at a station that has lived."""
    lived(
        district, officer=district.officer, partner=district.second_officer,
        community=district.north_community, prefix="随机",
    )  # fmt: skip
    secret = SECRET.format("chief")
    services.make_token(person=district.chief, name="fuzz", secret=secret, at=clock.now())
    return secret
