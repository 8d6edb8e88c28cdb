"""The lines of the first page: what they say of whose work it is, and what their button does."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.factories import inspections as made
from tests.factories.district import District
from wanghuo.foundation.support import clock
from wanghuo.operations.inspections.models import Visit


class TestGivenATaskOnTheFirstPage:
    def test_when_its_button_is_pressed_then_the_visit_is_begun_at_once(
        self, district: District, client: Client
    ):
        task = made.task(district, due_on=clock.today())
        client.force_login(district.officer)
        begin = reverse("inspections:start", args=[task.pk])
        page = client.get("/").content.decode()

        assert f'<form method="post" action="{begin}">' in page
        assert page.count("csrfmiddlewaretoken") > 1
        answer = client.post(begin)
        visit = Visit.objects.get()
        assert answer.url == reverse("inspections:visit", args=[visit.pk])

    def test_when_its_address_is_only_looked_at_then_nothing_is_begun(
        self, district: District, client: Client
    ):
        task = made.task(district, due_on=clock.today())
        client.force_login(district.officer)
        client.get(reverse("inspections:start", args=[task.pk]))

        assert not Visit.objects.exists()

    def test_when_a_page_elsewhere_sends_the_press_then_it_is_refused(self, district: District):
        task = made.task(district, due_on=clock.today())
        client = Client(enforce_csrf_checks=True)
        client.force_login(district.officer)
        client.post(reverse("inspections:start", args=[task.pk]))

        assert not Visit.objects.exists()
