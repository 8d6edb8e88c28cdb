"""A few weeks lived through the services leave a whole, lawful and lively district."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from wanghuo.foundation.journal import verification
from wanghuo.foundation.journal.models import Entry
from wanghuo.insight.planning.models import Plan
from wanghuo.interfaces.simulation.domain.scales import Scale
from wanghuo.interfaces.simulation.services import building
from wanghuo.interfaces.simulation.services.agenda import moment
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents.domain.states import NEED_SERVICE
from wanghuo.registers.documents.models import Document
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.premises.models import Premises

pytestmark = pytest.mark.django_db

SMALL = Scale(shown_premises=8, premises_a_station=2, stations=3)


def test_a_lived_spring_is_whole_lively_and_proven():
    until = moment(date(2026, 3, 20), 12 * 60)

    built = building.build(scale=SMALL, seed=1, until=until, say=lambda share, what: None)

    assert built.stations == 3
    assert not built.refused, built.refused

    installation = organization.installation()
    assert installation is not None and installation.is_simulated
    assert not Premises.objects.filter(is_simulated=False).exists()

    finished = Visit.objects.filter(status="FINISHED").count()
    assert finished == built.visits > 0
    assert Task.objects.filter(status="OPEN", due_on=date(2026, 3, 20)).exists()
    assert Visit.objects.filter(status="DRAFT", lead__username="officer").exists()
    assert Plan.objects.filter(status="SUBMITTED").exists()
    assert Hazard.objects.filter(found_on__year=2026).exists()
    long_ago = until - timedelta(days=7)
    unserved = Document.objects.filter(kind__in=NEED_SERVICE, status="ISSUED")
    assert not unserved.filter(issued_at__lt=long_ago).exists()
    assert Person.objects.filter(username="officer").get().check_password("wanghuo-demo")

    proof = verification.verify()
    assert proof.entries > built.visits
    assert not proof.findings


@pytest.mark.parametrize("stations", [1, 2])
def test_a_district_of_fewer_stations_has_the_one_whose_accounts_are_printed(stations: int):
    scale = Scale(shown_premises=4, premises_a_station=2, stations=stations)
    until = moment(date(2026, 1, 8), 12 * 60)

    built = building.build(scale=scale, seed=1, until=until, say=lambda share, what: None)

    assert built.stations == stations
    officer = Person.objects.get(username="officer")
    assert officer.organization.code == building.SHOWN
    assert Visit.objects.filter(status="DRAFT", lead=officer).exists()


def lived(seed: int) -> list[tuple[object, ...]]:
    """Live a few weeks, tell every act in order, and forget them."""
    until = moment(date(2026, 2, 6), 12 * 60)
    with transaction.atomic():
        building.build(scale=SMALL, seed=seed, until=until, say=lambda share, what: None)
        acts = list(Entry.objects.order_by("id").values_list("at", "kind", "by_label", "facts"))
        transaction.set_rollback(True)
    return acts


def test_the_same_seed_lives_the_same_year_and_another_another():
    first, second, other = lived(1), lived(1), lived(2)

    assert first == second
    assert first != other
