"""Questions about people: what they may do, how far they see, who holds which post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.registers.access.domain.permissions import permitted, who_can
from wanghuo.registers.access.domain.tokens import token_digest
from wanghuo.registers.access.models import ApiToken, Assignment, Person
from wanghuo.registers.access.scope import Scope
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.organization.domain.kinds import HEADS, STATION_POSTS, Line, PostKind
from wanghuo.registers.organization.models import Installation, Organization, Territory


def current_posts(person: Person) -> list[Assignment]:
    """Return the posts a person holds now, remembered for as long as the instance lives."""
    remembered = person.__dict__.get("_seen_posts")
    if remembered is None:
        holding = Assignment.objects.filter(person=person, is_current=True)
        remembered = list(holding.select_related("post__organization").order_by("since", "id"))
        person.__dict__["_seen_posts"] = remembered
    return remembered


def forget(person: Person) -> None:
    """Drop what the instance remembers of its posts and scope, because they changed."""
    person.__dict__.pop("_seen_posts", None)
    person.__dict__.pop("_seen_scope", None)


def assignments_of(person: Person) -> QuerySet[Assignment]:
    """Return every post a person has held, the newest first, with their communities."""
    held = Assignment.objects.filter(person=person).select_related("post__organization")
    return held.prefetch_related("territories").order_by("-is_current", "-since", "-id")


def post_kinds(person: Person) -> list[PostKind]:
    return [PostKind(assignment.post.kind) for assignment in current_posts(person)]


def permissions_of(person: Person) -> frozenset[str]:
    return permitted(post_kinds(person)) if person.is_active else frozenset()


def may(person: Person, permission: str) -> bool:
    return permission in permissions_of(person)


def scope_of(person: Person) -> Scope:
    """
    Return how far ``person`` sees, from the organization of their posts.

    Police see the stations below their organization; the brigade and detachment the stations on
    their ground; a township government the rows on its own ground.
    """
    remembered = person.__dict__.get("_seen_scope")
    if remembered is None:
        remembered = _scope(person)
        person.__dict__["_seen_scope"] = remembered
    return remembered


def _scope(person: Person) -> Scope:
    if not person.is_active or not current_posts(person):
        return Scope()
    home = person.organization
    seen = frozenset(organization.stations_seen_from(home).values_list("pk", flat=True))
    if home.line == Line.GOVERNMENT:
        ground = organization.ground_of(home).values_list("pk", flat=True)
        return Scope(stations=seen, territories=frozenset(ground))
    every = organization.stations().count()
    return Scope(stations=None if len(seen) >= every > 0 else seen)


def chains_seen_by(person: Person) -> frozenset[str] | None:
    """
    Return the journal chains a person may read: of their own organization and those they oversee.

    None means every chain, the installation's own too.
    """
    if may(person, "access.manage"):
        return None
    home = Organization.objects.get(pk=person.organization_id)
    below = Organization.objects.filter(path__startswith=home.path).values_list("pk", flat=True)
    return frozenset(str(pk) for pk in below)


def answers_for(person: Person) -> list[Installation]:
    """Return who else's background work a person sees: the installation's, for who runs it."""
    installation = organization.installation() if may(person, "organization.manage") else None
    return [installation] if installation else []


def people(*, seen_by: Person) -> QuerySet[Person]:
    """Return the people of the organizations ``seen_by`` oversees, and of their own."""
    scope = scope_of(seen_by)
    rows = Person.objects.select_related("organization")
    if may(seen_by, "access.manage"):
        return rows
    if scope.stations is None:
        return rows
    return rows.filter(Q(organization__in=scope.stations) | Q(organization=seen_by.organization_id))


def person(person_id: UUID, *, seen_by: Person) -> Person:
    """Raises: NotFound."""
    found = people(seen_by=seen_by).filter(pk=person_id).first()
    if found is None:
        raise NotFound()
    return found


def search(text: str, *, seen_by: Person) -> QuerySet[Person]:
    """Find people by name, pinyin initials, police number, user name or telephone."""
    return matching(people(seen_by=seen_by), text).order_by("name", "id")


def matching(rows: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Narrow people to those a text may mean."""
    text = text.strip()
    return rows.filter(
        Q(name__icontains=text)
        | Q(name_initials__startswith=text.lower())
        | Q(police_number__iexact=text)
        | Q(username__istartswith=text)
        | Q(phone=text)
    )


def holding(rows: QuerySet[Person], kinds: Iterable[str]) -> QuerySet[Person]:
    """Narrow people to those who hold a post of one of these kinds now."""
    held = Assignment.objects.filter(is_current=True, post__kind__in=list(kinds))
    return rows.filter(pk__in=held.values("person"))


def assignment(assignment_id: UUID, *, seen_by: Person) -> Assignment:
    """Raises: NotFound."""
    rows = Assignment.objects.filter(person__in=people(seen_by=seen_by))
    found = rows.select_related("person", "post__organization").filter(pk=assignment_id).first()
    if found is None:
        raise NotFound()
    return found


def holders_by_post(organization: Organization) -> list[Assignment]:
    """Return who holds which post of an organization now, chiefs first."""
    rows = Assignment.objects.filter(post__organization=organization, is_current=True)
    order = list(PostKind)
    return sorted(
        rows.select_related("person", "post").prefetch_related("territories"),
        key=lambda held: (order.index(PostKind(held.post.kind)), held.person.username),
    )


def holders(
    organization: Organization, kinds: Iterable[PostKind], *, territory: Territory | None = None
) -> QuerySet[Person]:
    """Return the active people who hold a post of these kinds now, in a stable order."""
    holding = Q(
        assignments__is_current=True,
        assignments__post__organization=organization,
        assignments__post__kind__in=[kind.value for kind in kinds],
    )
    if territory is not None:
        holding &= Q(assignments__territories=territory)
    return Person.objects.filter(holding, is_active=True).distinct().order_by("username")


def able(permission: str) -> QuerySet[Person]:
    """Return the active people whose posts allow ``permission``, in a stable order."""
    active = Person.objects.filter(is_active=True)
    return holding(active, who_can(permission)).order_by("username")


def without_head() -> list[Organization]:
    """Return the stations and brigades in service where nobody holds a heading post now."""
    empty: list[Organization] = []
    for kind, posts in HEADS.items():
        headed = Assignment.objects.filter(
            is_current=True, person__is_active=True, post__kind__in=posts
        )
        there = organization.active().filter(kind=kind)
        empty += there.exclude(pk__in=headed.values("post__organization"))
    return empty


def overstaying(on: date) -> QuerySet[Assignment]:
    """Return the assignments past their last day that wait for somebody to take over."""
    rows = Assignment.objects.filter(is_current=True, until__lte=on)
    return rows.select_related("person", "post__organization").order_by("until", "id")


def officers_of(station: Organization) -> QuerySet[Person]:
    """Return everybody of a station who may inspect."""
    return holders(station, STATION_POSTS)


def with_posts(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Return the same people with the posts they hold now, for :func:`shown_posts`."""
    held = Assignment.objects.filter(is_current=True).select_related("post").order_by("since", "id")
    return rows.prefetch_related(Prefetch("assignments", held))


def shown_posts(person: Person) -> list[str]:
    """Return the kinds of posts of somebody :func:`with_posts` has read, each once."""
    return list(dict.fromkeys(held.post.kind for held in person.assignments.all()))


def person_with_token(secret: str, *, at: datetime) -> Person | None:
    """Return the active person a token that is neither revoked nor expired stands for."""
    valid = ApiToken.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=at),
        digest=token_digest(secret),
        revoked_at__isnull=True,
        person__is_active=True,
    )
    token = valid.select_related("person__organization").first()
    return token.person if token else None


def tokens_of(person: Person) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(person=person).order_by("-created_at", "id")
