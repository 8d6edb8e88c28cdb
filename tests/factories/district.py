"""A small district: enough organizations, ground and people for any room's test."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import services as organizations
from wanghuo.registers.organization.domain.kinds import OrganizationKind, PostKind, TerritoryLevel
from wanghuo.registers.organization.models import Installation, Organization, Territory
from wanghuo.registers.organization.services import TerritoryRow

FOUNDED_ON = date(2025, 1, 1)
FOUNDED_AT = datetime(2025, 1, 1, 1, 0, tzinfo=UTC)
"""09:00 in Shanghai."""
PASSWORD = "wanghuo-test-1"

GROUND = [
    TerritoryRow("320000000000", "江苏省", TerritoryLevel.PROVINCE, "Jiangsu"),
    TerritoryRow("320900000000", "盐城市", TerritoryLevel.CITY, "Yancheng"),
    TerritoryRow("320902000000", "亭湖区", TerritoryLevel.COUNTY, "Tinghu"),
    TerritoryRow("320902001000", "甲街道", TerritoryLevel.TOWNSHIP, "Jia"),
    TerritoryRow("320902001001", "甲一社区", TerritoryLevel.COMMUNITY, "Jia One"),
    TerritoryRow("320902001002", "甲二社区", TerritoryLevel.COMMUNITY, "Jia Two"),
    TerritoryRow("320902100000", "乙镇", TerritoryLevel.TOWNSHIP, "Yi", is_rural=True),
    TerritoryRow("320902100200", "乙一村", TerritoryLevel.COMMUNITY, "Yi One", is_rural=True),
    TerritoryRow("320902100201", "乙二村", TerritoryLevel.COMMUNITY, "Yi Two", is_rural=True),
]


@dataclass
class District:
    """
    The district by name. ``north`` covers 甲街道, ``south`` 乙镇.

    People: ``chief``, ``deputy``, ``fire_officer``, ``officer``, ``second_officer`` and
    ``auxiliary`` of the north station; ``south_chief`` and ``south_officer``;
    ``brigade_head``, ``brigade_officer``; ``bureau_leader``, ``bureau_supervisor``;
    ``administrator``. Every password is ``PASSWORD``.
    """

    installation: Installation
    territories: dict[str, Territory]
    bureau: Organization
    brigade: Organization
    north: Organization
    south: Organization
    north_government: Organization
    south_government: Organization
    housing: Organization
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def north_community(self) -> Territory:
        return self.territories["320902001001"]

    @property
    def south_community(self) -> Territory:
        return self.territories["320902100200"]


def small_district() -> District:
    by = organizations.set_up_installation(name="测试装置", name_en="Test", at=FOUNDED_AT)
    organizations.load_territories(GROUND, by=by, at=FOUNDED_AT)
    ground = {territory.code: territory for territory in Territory.objects.all()}
    county, jia, yi = (ground[c] for c in ("320902000000", "320902001000", "320902100000"))

    def found(
        code: str, name: str, kind: OrganizationKind, on: Territory, parent: Organization | None
    ) -> Organization:
        return organizations.found_organization(
            code=code, name=name, kind=kind, territory=on, covers=[on], parent=parent,
            by=by, at=FOUNDED_AT, since=FOUNDED_ON,
        )  # fmt: skip

    kinds = OrganizationKind
    bureau = found("320902", "亭湖公安分局", kinds.BUREAU, county, None)
    district = District(
        installation=by,
        territories=ground,
        bureau=bureau,
        brigade=found("320902-XF", "亭湖区消防救援大队", kinds.BRIGADE, county, None),
        north=found("320902001", "甲派出所", kinds.STATION, jia, bureau),
        south=found("320902100", "乙派出所", kinds.STATION, yi, bureau),
        north_government=found(
            "320902001-ZF", "甲街道办事处", kinds.TOWNSHIP_GOVERNMENT, jia, None
        ),
        south_government=found("320902100-ZF", "乙镇人民政府", kinds.TOWNSHIP_GOVERNMENT, yi, None),
        housing=found("320902-ZJ", "亭湖区住建局", kinds.HOUSING_AUTHORITY, county, None),
    )
    jia_ground = [ground["320902001001"], ground["320902001002"]]
    yi_ground = [ground["320902100200"], ground["320902100201"]]
    for username, name, home, post, communities in [
        ("chief", "陈所", district.north, PostKind.CHIEF, []),
        ("deputy", "邓副所", district.north, PostKind.DEPUTY_CHIEF, []),
        ("fire_officer", "方专职", district.north, PostKind.FIRE_OFFICER, []),
        ("officer", "葛社区", district.north, PostKind.COMMUNITY_OFFICER, jia_ground),
        ("second_officer", "韩社区", district.north, PostKind.COMMUNITY_OFFICER, []),
        ("auxiliary", "季辅警", district.north, PostKind.AUXILIARY, []),
        ("south_chief", "康所", district.south, PostKind.CHIEF, []),
        ("south_officer", "林社区", district.south, PostKind.COMMUNITY_OFFICER, yi_ground),
        ("south_second", "罗社区", district.south, PostKind.COMMUNITY_OFFICER, []),
        ("brigade_head", "马大队", district.brigade, PostKind.BRIGADE_HEAD, []),
        ("brigade_officer", "倪监督", district.brigade, PostKind.BRIGADE_OFFICER, []),
        ("bureau_leader", "欧局", bureau, PostKind.BUREAU_LEADER, []),
        ("bureau_supervisor", "潘督察", bureau, PostKind.BUREAU_SUPERVISOR, []),
        ("administrator", "秦管理", bureau, PostKind.ADMINISTRATOR, []),
    ]:
        person = access.add_person(
            username=username, name=name, organization=home, password=PASSWORD, by=by,
            at=FOUNDED_AT, police_number=f"T{len(district.people):04d}",
            is_certified=post != PostKind.AUXILIARY, must_change_password=False,
        )  # fmt: skip
        access.assign(
            person=person, post=organizations.post_in(home, post), since=FOUNDED_ON, by=by,
            at=FOUNDED_AT, territories=communities,
        )  # fmt: skip
        district.people[username] = person
    return district
