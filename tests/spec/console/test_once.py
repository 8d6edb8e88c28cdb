"""A form sent twice is accepted once."""

import re

from django.test import Client

from tests.factories.district import District
from wanghuo.registers.access.models import Person

FORM = "/people/new/"


def typed(client: Client, **changes: str) -> dict[str, str]:
    """Open the form and fill it in, with the token its page carries."""
    page = client.get(FORM).content.decode()
    once = re.search(r'name="_once" value="([\w-]+)"', page.split("data-draft")[1])
    organization = re.search(r'<option value="([\w-]{36})"', page)
    assert once and organization
    return {
        "name": "新人", "username": "new-person", "password": "long-enough-7",
        "organization": organization[1], "_once": once[1], **changes,
    }  # fmt: skip


class TestGivenAFormThatAddsAPerson:
    def test_when_it_is_sent_twice_then_the_second_leads_to_the_result_of_the_first(
        self, district: District, client: Client
    ):
        client.force_login(district.administrator)
        form = typed(client)
        first, second = client.post(FORM, form), client.post(FORM, form)

        assert first.status_code == second.status_code == 302
        assert first.url == second.url
        assert Person.objects.filter(username="new-person").count() == 1

    def test_when_it_came_back_with_errors_then_it_may_be_sent_again_corrected(
        self, district: District, client: Client
    ):
        client.force_login(district.administrator)
        form = typed(client, password="1")
        refused = client.post(FORM, form)
        accepted = client.post(FORM, form | {"password": "long-enough-7"})

        assert refused.status_code == 422
        assert accepted.status_code == 302

    def test_when_the_same_page_sends_something_else_then_that_is_accepted_too(
        self, district: District, client: Client
    ):
        client.force_login(district.administrator)
        form = typed(client)
        client.post(FORM, form)
        client.post(FORM, form | {"username": "another-person"})

        assert Person.objects.filter(username="another-person").exists()

    def test_when_what_was_typed_is_refused_by_a_rule_then_it_stays_and_the_field_says_why(
        self, district: District, client: Client
    ):
        client.force_login(district.administrator)
        response = client.post(FORM, typed(client, username="officer"))
        page = response.content.decode()

        assert response.status_code == 422
        assert 'value="officer"' in page
        assert "用户名officer已被使用" in page
