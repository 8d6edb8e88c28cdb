"""The words of the register of supervised objects."""

from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook.small_places import SmallKind

__all__ = [
    "BatchState",
    "CompetenceBasis",
    "FacilityKind",
    "Occupancy",
    "PremisesKind",
    "PremisesStatus",
    "Risk",
    "RowVerdict",
    "SmallKind",
]


class PremisesKind(Term):
    """What sort of object the law supervises (SIR 3)."""

    UNIT = "UNIT", gettext_noop("Unit")
    PROPERTY_COMPANY = "PROPERTY_COMPANY", gettext_noop("Property company")
    RESIDENTS_COMMITTEE = "RESIDENTS_COMMITTEE", gettext_noop("Residents' committee")
    VILLAGERS_COMMITTEE = "VILLAGERS_COMMITTEE", gettext_noop("Villagers' committee")


class Occupancy(Term):
    """What the place is used for."""

    MARKET = "MARKET", gettext_noop("Shop or market")
    HOTEL = "HOTEL", gettext_noop("Hotel or guest house")
    ENTERTAINMENT = "ENTERTAINMENT", gettext_noop("Public entertainment")
    CATERING = "CATERING", gettext_noop("Restaurant or canteen")
    LEISURE = "LEISURE", gettext_noop("Leisure, bath or fitness")
    SCHOOL = "SCHOOL", gettext_noop("School")
    KINDERGARTEN = "KINDERGARTEN", gettext_noop("Kindergarten or nursery")
    HOSPITAL = "HOSPITAL", gettext_noop("Hospital or clinic")
    ELDERLY_HOME = "ELDERLY_HOME", gettext_noop("Home for the elderly")
    FACTORY = "FACTORY", gettext_noop("Factory or workshop")
    WAREHOUSE = "WAREHOUSE", gettext_noop("Warehouse or logistics")
    DANGEROUS_GOODS = "DANGEROUS_GOODS", gettext_noop("Dangerous goods")
    FUEL_STATION = "FUEL_STATION", gettext_noop("Fuel or gas station")
    OFFICE = "OFFICE", gettext_noop("Office")
    GOVERNMENT = "GOVERNMENT", gettext_noop("Party or government body")
    RESIDENTIAL = "RESIDENTIAL", gettext_noop("Residential")
    CULTURAL = "CULTURAL", gettext_noop("Museum, library or exhibition")
    STADIUM = "STADIUM", gettext_noop("Stadium or assembly hall")
    TRANSPORT = "TRANSPORT", gettext_noop("Passenger transport")
    TELECOM = "TELECOM", gettext_noop("Post, telecommunication or broadcasting")
    POWER = "POWER", gettext_noop("Power generation or grid")
    RELIGIOUS = "RELIGIOUS", gettext_noop("Religious place")
    HERITAGE = "HERITAGE", gettext_noop("Protected heritage")
    COMMITTEE = "COMMITTEE", gettext_noop("Committee's own area")
    PROPERTY = "PROPERTY", gettext_noop("Managed estate")
    OTHER = "OTHER", gettext_noop("Other")


class CompetenceBasis(Term):
    """Why this agency supervises the object (A10)."""

    STATION = "STATION", gettext_noop("In a station's charge by law")
    ASSIGNED = "ASSIGNED", gettext_noop("Assigned to the station by higher police")
    BRIGADE = "BRIGADE", gettext_noop("In the brigade's charge")


class PremisesStatus(Term):
    ACTIVE = "ACTIVE", gettext_noop("In use")
    CLOSED = "CLOSED", gettext_noop("Closed down")
    MOVED = "MOVED", gettext_noop("Moved away")


class Risk(Term):
    LOW = "LOW", gettext_noop("Low risk")
    NORMAL = "NORMAL", gettext_noop("Normal risk")
    HIGH = "HIGH", gettext_noop("High risk")


class FacilityKind(Term):
    """Fire facilities and equipment a place may have."""

    EXTINGUISHER = "EXTINGUISHER", gettext_noop("Fire extinguishers")
    INDOOR_HYDRANT = "INDOOR_HYDRANT", gettext_noop("Indoor hydrants")
    OUTDOOR_HYDRANT = "OUTDOOR_HYDRANT", gettext_noop("Outdoor hydrants")
    SPRINKLER = "SPRINKLER", gettext_noop("Sprinklers")
    ALARM = "ALARM", gettext_noop("Automatic fire alarm")
    STANDALONE_DETECTOR = "STANDALONE_DETECTOR", gettext_noop("Stand-alone smoke detectors")
    SMOKE_EXHAUST = "SMOKE_EXHAUST", gettext_noop("Smoke control")
    EMERGENCY_LIGHT = "EMERGENCY_LIGHT", gettext_noop("Emergency lights")
    EXIT_SIGN = "EXIT_SIGN", gettext_noop("Evacuation signs")
    FIRE_DOOR = "FIRE_DOOR", gettext_noop("Fire doors")
    GAS_DETECTOR = "GAS_DETECTOR", gettext_noop("Gas detectors")
    CONTROL_ROOM = "CONTROL_ROOM", gettext_noop("Fire control room")
    MICRO_STATION = "MICRO_STATION", gettext_noop("Micro fire station")
    OTHER = "OTHER", gettext_noop("Other")


class BatchState(Term):
    """Where an import stands."""

    READING = "READING", gettext_noop("Being read")
    MAPPING = "MAPPING", gettext_noop("Columns to be confirmed")
    PREVIEWING = "PREVIEWING", gettext_noop("Being compared")
    PREVIEWED = "PREVIEWED", gettext_noop("To be confirmed")
    APPLYING = "APPLYING", gettext_noop("Being entered")
    APPLIED = "APPLIED", gettext_noop("Entered")
    UNDONE = "UNDONE", gettext_noop("Taken back")
    DISCARDED = "DISCARDED", gettext_noop("Discarded")


class RowVerdict(Term):
    """What an import does with a row."""

    NEW = "NEW", gettext_noop("New")
    CHANGED = "CHANGED", gettext_noop("Changed")
    SAME = "SAME", gettext_noop("Unchanged")
    REJECTED = "REJECTED", gettext_noop("Rejected")
