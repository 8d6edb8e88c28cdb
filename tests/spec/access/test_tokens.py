"""A person lets a program act in their name, and takes that back."""

from django.test import Client

from tests.factories.district import District

BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(district: District) -> Client:
    browser = Client()
    browser.force_login(district.officer, backend=BACKEND)
    return browser


def made(browser: Client) -> str:
    page = browser.post("/profile/tokens/", {"name": "每晚导出", "days": "30"})
    return page.context["secret"]


class TestGivenAnOfficerOnTheProfilePage:
    def test_when_a_token_is_made_then_it_is_shown_once_and_opens_the_api(self, district: District):
        browser = signed_in(district)
        secret = made(browser)
        program = Client(headers={"authorization": f"Bearer {secret}"})

        assert program.get("/api/v1/me/").json()["username"] == "officer"
        assert secret not in browser.get("/profile/tokens/").content.decode()

    def test_when_it_is_revoked_then_it_opens_nothing(self, district: District):
        browser = signed_in(district)
        secret = made(browser)
        token = browser.get("/profile/tokens/").context["tokens"][0]
        browser.post(f"/profile/tokens/{token.pk}/revoke/")
        program = Client(headers={"authorization": f"Bearer {secret}"})

        assert program.get("/api/v1/me/").status_code == 401

    def test_when_somebody_else_tries_to_revoke_it_then_there_is_no_such_token(
        self, district: District
    ):
        browser = signed_in(district)
        made(browser)
        token = browser.get("/profile/tokens/").context["tokens"][0]
        other = Client()
        other.force_login(district.chief, backend=BACKEND)

        assert other.post(f"/profile/tokens/{token.pk}/revoke/").status_code == 404

    def test_when_the_days_are_beyond_a_year_then_the_field_says_so(self, district: District):
        page = signed_in(district).post("/profile/tokens/", {"name": "x", "days": "9999"})

        assert page.status_code == 422
        assert "days" in page.context["form"].errors
