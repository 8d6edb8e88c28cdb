"""The first page of every role, notifications and the search box."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories.district import District

ROLES = ["officer", "chief", "deputy", "fire_officer", "auxiliary", "brigade_head",
         "brigade_officer", "bureau_leader", "bureau_supervisor", "administrator"]  # fmt: skip


@pytest.mark.parametrize("username", ROLES)
class TestGivenEachRole:
    def test_when_the_first_page_opens_then_empty_groups_say_what_would_appear(
        self, district: District, client: Client, username: str
    ):
        client.force_login(getattr(district, username))
        page = client.get("/").content.decode()

        assert "没有逾期事项。过期未办的事项会出现在这里。" in page

    def test_when_notifications_open_then_they_answer(
        self, district: District, client: Client, username: str
    ):
        client.force_login(getattr(district, username))

        assert client.get(reverse("console:notifications")).status_code == 200

    def test_when_every_entry_of_the_menu_is_opened_then_it_leads_somewhere(
        self, district: District, client: Client, username: str
    ):
        client.force_login(getattr(district, username))
        page = client.get(reverse("console:profile"))
        lines = [line for section in page.context["frame"].sections for line in section.lines]

        assert lines
        assert {line.address: client.get(line.address).status_code for line in lines} == {
            line.address: 200 for line in lines
        }


class TestGivenTheSearchBox:
    def test_when_a_colleague_is_looked_for_by_initials_then_they_are_found(
        self, district: District, client: Client
    ):
        client.force_login(district.officer)

        assert "韩社区" in client.get(reverse("console:search"), {"q": "hsq"}).content.decode()

    def test_when_somebody_of_another_station_is_looked_for_then_nothing_is_found(
        self, district: District, client: Client
    ):
        client.force_login(district.officer)
        page = client.get(reverse("console:search"), {"q": "林社区"}).content.decode()

        assert reverse("console:person", args=[district.south_officer.pk]) not in page


def test_given_a_chief_when_the_first_page_is_drawn_then_its_queries_are_few(
    district: District, client: Client, django_assert_max_num_queries
):
    cache.clear()
    client.force_login(district.chief)
    client.get("/")

    with django_assert_max_num_queries(45):
        client.get("/")
