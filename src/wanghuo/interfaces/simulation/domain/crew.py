"""Who serves in the district: posts to fill and the people invented for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from wanghuo.interfaces.simulation.domain import codes
from wanghuo.interfaces.simulation.domain.words import words
from wanghuo.registers.organization.domain.kinds import PostKind

OFFICERS_A_COMMUNITY = 115 / 208
"""As documented for Tinghu in 2019: 115 officers for 208 communities (AS-10)."""

FEWEST_OFFICERS = 2
"""A visit needs two, so does the smallest station."""

PASSWORD = "wanghuo-demo"


@dataclass(frozen=True, slots=True)
class Recruit:
    """Somebody for a post; ``account`` is set for the accounts the demo prints."""

    organization: str
    post: PostKind
    name: str
    police_number: str
    phone: str
    is_certified: bool
    communities: tuple[str, ...] = ()
    account: str = ""

    @property
    def username(self) -> str:
        """Police sign in with their number, demo accounts with a word."""
        return self.account or self.police_number


STATION_STAFF = [
    (PostKind.CHIEF, 1, "chief"),
    (PostKind.DEPUTY_CHIEF, 1, "deputy"),
    (PostKind.FIRE_OFFICER, 1, "fire"),
    (PostKind.AUXILIARY, 2, "auxiliary"),
]
BUREAU_STAFF = [
    (PostKind.BUREAU_LEADER, 1, "bureau"),
    (PostKind.BUREAU_SUPERVISOR, 2, "supervisor"),
    (PostKind.ADMINISTRATOR, 1, "admin"),
]
BRIGADE_STAFF = [
    (PostKind.BRIGADE_HEAD, 1, "brigade-head"),
    (PostKind.BRIGADE_OFFICER, 6, "brigade"),
]


def recruits(
    stations: Mapping[str, Sequence[str]], *, bureau: str, brigade: str, shown: str, rng: Random,
    first_number: int = 1,
) -> Iterator[Recruit]:  # fmt: skip
    """
    Yield everybody of a district: ``stations`` maps a station's code to its communities.

    The first holder of each post at the station ``shown``, at bureau and brigade gets an account.
    """
    number = first_number - 1

    def recruit(
        organization: str, post: PostKind, communities: Sequence[str] = (), account: str = ""
    ) -> Recruit:
        nonlocal number
        number += 1
        return Recruit(
            organization=organization,
            post=post,
            name=words().person(rng),
            police_number=codes.police_number(number),
            phone=codes.phone(9000 + number),
            is_certified=post != PostKind.AUXILIARY and (rng.random() < 0.93 or bool(account)),
            communities=tuple(communities),
            account=account,
        )

    guided = _guided(stations, BRIGADE_STAFF[-1][1], shown)
    for organization, staff in ((bureau, BUREAU_STAFF), (brigade, BRIGADE_STAFF)):
        for post, count, account in staff:
            for index in range(count):
                is_account = shown in stations and index == 0
                ground = guided[index] if post == PostKind.BRIGADE_OFFICER else ()
                yield recruit(organization, post, ground, account if is_account else "")
    for station, officers in officers_of(stations).items():
        is_shown = station == shown
        for post, count, account in STATION_STAFF:
            for index in range(count):
                yield recruit(station, post, account=account if is_shown and not index else "")
        for index, ground in enumerate(_split(stations[station], officers)):
            account = ("officer", "officer2")[index] if is_shown and index < 2 else ""
            yield recruit(station, PostKind.COMMUNITY_OFFICER, ground, account)


def officers_of(stations: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Share the community officers among the stations by their communities (largest remainder)."""
    grounds = {station: len(communities) for station, communities in stations.items()}
    total = max(len(grounds) * FEWEST_OFFICERS, round(sum(grounds.values()) * OFFICERS_A_COMMUNITY))
    rest = total - len(grounds) * FEWEST_OFFICERS
    whole = sum(grounds.values()) or 1
    exact = {station: rest * count / whole for station, count in grounds.items()}
    counts = {station: int(share) for station, share in exact.items()}
    left = rest - sum(counts.values())
    for station in sorted(exact, key=lambda s: (counts[s] - exact[s], s))[:left]:
        counts[station] += 1
    return {station: count + FEWEST_OFFICERS for station, count in counts.items()}


def _guided(stations: Mapping[str, Sequence[str]], parts: int, shown: str) -> list[Sequence[str]]:
    """Share the communities among the brigade's officers; the first one guides ``shown``."""
    runs = list(_split([code for ground in stations.values() for code in ground], parts))
    first = (stations.get(shown) or [""])[0]
    return sorted(runs, key=lambda run: first not in run)


def _split(communities: Sequence[str], parts: int) -> Iterator[Sequence[str]]:
    """Cut communities into neighbouring runs of nearly equal length; some may be empty."""
    start = 0
    for part in range(parts):
        end = round(len(communities) * (part + 1) / parts)
        yield communities[start:end]
        start = end
