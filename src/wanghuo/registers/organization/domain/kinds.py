"""Kinds of organizations, levels of territory, kinds of posts."""

from wanghuo.foundation.kernel.words import Term, gettext_noop


class Line(Term):
    """The line of command an organization belongs to."""

    POLICE = "POLICE", gettext_noop("Public security")
    FIRE = "FIRE", gettext_noop("Fire and rescue")
    GOVERNMENT = "GOVERNMENT", gettext_noop("Government")


class OrganizationKind(Term):
    BUREAU = "BUREAU", gettext_noop("Public security bureau")
    STATION = "STATION", gettext_noop("Police station")
    DETACHMENT = "DETACHMENT", gettext_noop("Fire and rescue detachment")
    BRIGADE = "BRIGADE", gettext_noop("Fire and rescue brigade")
    TOWNSHIP_GOVERNMENT = "TOWNSHIP_GOVERNMENT", gettext_noop("Township or sub-district government")
    HOUSING_AUTHORITY = "HOUSING_AUTHORITY", gettext_noop("Housing authority")


LINE_OF = {
    OrganizationKind.BUREAU: Line.POLICE,
    OrganizationKind.STATION: Line.POLICE,
    OrganizationKind.DETACHMENT: Line.FIRE,
    OrganizationKind.BRIGADE: Line.FIRE,
    OrganizationKind.TOWNSHIP_GOVERNMENT: Line.GOVERNMENT,
    OrganizationKind.HOUSING_AUTHORITY: Line.GOVERNMENT,
}


class TerritoryLevel(Term):
    PROVINCE = "PROVINCE", gettext_noop("Province")
    CITY = "CITY", gettext_noop("City")
    COUNTY = "COUNTY", gettext_noop("County")
    TOWNSHIP = "TOWNSHIP", gettext_noop("Township or sub-district")
    COMMUNITY = "COMMUNITY", gettext_noop("Community or village")


class PostKind(Term):
    CHIEF = "CHIEF", gettext_noop("Station chief")
    DEPUTY_CHIEF = "DEPUTY_CHIEF", gettext_noop("Deputy chief in charge")
    FIRE_OFFICER = "FIRE_OFFICER", gettext_noop("Fire officer")
    COMMUNITY_OFFICER = "COMMUNITY_OFFICER", gettext_noop("Community officer")
    AUXILIARY = "AUXILIARY", gettext_noop("Auxiliary")
    BRIGADE_HEAD = "BRIGADE_HEAD", gettext_noop("Brigade head")
    BRIGADE_OFFICER = "BRIGADE_OFFICER", gettext_noop("Brigade supervisor")
    BUREAU_LEADER = "BUREAU_LEADER", gettext_noop("Bureau leader in charge")
    BUREAU_SUPERVISOR = "BUREAU_SUPERVISOR", gettext_noop("Bureau supervisor")
    ADMINISTRATOR = "ADMINISTRATOR", gettext_noop("Administrator")


class Layer(Term):
    """A layer of responsibility: each has exactly one accountable person for every premises."""

    OFFICER = "OFFICER", gettext_noop("Accountable officer")
    DEPUTY = "DEPUTY", gettext_noop("Accountable deputy chief")
    CHIEF = "CHIEF", gettext_noop("Accountable chief")
    BRIGADE = "BRIGADE", gettext_noop("Guiding brigade officer")


STATION_POSTS = (
    PostKind.CHIEF,
    PostKind.DEPUTY_CHIEF,
    PostKind.FIRE_OFFICER,
    PostKind.COMMUNITY_OFFICER,
)
"""Posts of a station whose holders inspect, from the chief down."""

HEADS: dict[OrganizationKind, tuple[PostKind, ...]] = {
    OrganizationKind.STATION: (PostKind.CHIEF, PostKind.DEPUTY_CHIEF),
    OrganizationKind.BRIGADE: (PostKind.BRIGADE_HEAD, PostKind.BRIGADE_OFFICER),
}
"""Posts of which an organization needs one filled: without it what falls to it has nobody."""

POSTS_OF: dict[OrganizationKind, tuple[PostKind, ...]] = {
    OrganizationKind.BUREAU: (
        PostKind.BUREAU_LEADER,
        PostKind.BUREAU_SUPERVISOR,
        PostKind.ADMINISTRATOR,
    ),
    OrganizationKind.STATION: (*STATION_POSTS, PostKind.AUXILIARY),
    OrganizationKind.DETACHMENT: (PostKind.BRIGADE_HEAD, PostKind.BRIGADE_OFFICER),
    OrganizationKind.BRIGADE: (PostKind.BRIGADE_HEAD, PostKind.BRIGADE_OFFICER),
}
"""The posts an organization of each kind has; governments have none in the product."""
