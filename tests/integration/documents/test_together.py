"""Several people issue at the same moment: every number once, none left out."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.factories.district import small_district
from tests.factories.documents import ISSUED_AT, payload
from wanghuo.registers.documents import selectors, services
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.models import Document, NumberSeries

KIND = DocumentKind.ORDER_BY_DATE


class Interrupted(Exception):
    """Stands for whatever may go wrong after a document was issued in a transaction."""


@pytest.mark.django_db(transaction=True)
def test_when_issued_from_several_threads_then_no_number_is_missing_or_doubled():
    if connection.vendor == "sqlite":
        pytest.skip("an in-memory SQLite database belongs to one thread; see the crash test")
    district = small_district()

    def issue(turn: int) -> None:
        try:
            with transaction.atomic():
                services.issue(
                    kind=KIND, organization=district.north, subject=district.north,
                    payload=payload(KIND), by=district.officer, at=ISSUED_AT,
                )  # fmt: skip
                if turn % 3 == 0:
                    raise Interrupted
        except Interrupted:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(issue, range(24)))

    numbers = sorted(Document.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 17))
    assert selectors.gaps(NumberSeries.objects.get()) == []


@pytest.mark.django_db
def test_when_the_act_around_it_fails_then_its_number_is_used_again(district):
    def issue():
        return services.issue(
            kind=KIND, organization=district.north, subject=district.north,
            payload=payload(KIND), by=district.officer, at=ISSUED_AT,
        )  # fmt: skip

    issue()
    with pytest.raises(Interrupted), transaction.atomic():
        issue()
        raise Interrupted

    assert issue().number == 2
