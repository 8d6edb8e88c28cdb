"""Kinds of agency that rules speak of; the codes are those of the organization register."""

from __future__ import annotations

from collections.abc import Iterable

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook.bilingual import Words, joined


class AgencyKind(Term):
    STATION = "STATION", gettext_noop("Police station")
    BUREAU = "BUREAU", gettext_noop("County or higher public security")
    BRIGADE = "BRIGADE", gettext_noop("Fire-rescue brigade")
    DETACHMENT = "DETACHMENT", gettext_noop("Fire-rescue detachment")
    TOWNSHIP_GOVERNMENT = "TOWNSHIP_GOVERNMENT", gettext_noop("Township or sub-district government")
    HOUSING_AUTHORITY = "HOUSING_AUTHORITY", gettext_noop("Housing authority")

    @property
    def words(self) -> Words:
        return Words(zh=_CHINESE[self], en=self.english)


_CHINESE = {
    AgencyKind.STATION: "公安派出所",
    AgencyKind.BUREAU: "县级以上公安机关",
    AgencyKind.BRIGADE: "消防救援大队",
    AgencyKind.DETACHMENT: "消防救援支队",
    AgencyKind.TOWNSHIP_GOVERNMENT: "乡镇人民政府（街道办事处）",
    AgencyKind.HOUSING_AUTHORITY: "住房和城乡建设主管部门",
}


def named(kinds: Iterable[AgencyKind]) -> Words:
    return joined((kind.words for kind in kinds), zh="、", en=", ")
