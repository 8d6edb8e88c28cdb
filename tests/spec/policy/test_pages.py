"""The pages of legal basis, local decisions, working days and duties."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.district import District
from wanghuo.foundation.rulebook import book
from wanghuo.registers.policy import selectors
from wanghuo.registers.policy.domain import touching
from wanghuo.registers.policy.models import LocalEdition

EVERY_KEY = book.shipped().known_keys()


@pytest.fixture
def as_person(client: Client, district: District):
    def sign_in(username: str) -> Client:
        client.force_login(district.people[username])
        return client

    return sign_in


def page_of(client: Client, name: str, *arguments: object, **query: str) -> str:
    response = client.get(reverse(f"policy:{name}", args=arguments), query)
    assert response.status_code == 200, response.content.decode()[:400]
    return response.content.decode()


class TestLegalBasis:
    def test_finds_rules_by_word(self, as_person):
        shown = page_of(as_person("officer"), "rules", q="复查")

        assert "整改期满或收到复查申请后的复查" in shown

    def test_finds_rules_by_article_as_it_is_written(self, as_person):
        shown = page_of(as_person("officer"), "rules", q="第五十三条")

        assert "社区民警消防监督职责" in shown

    def test_shows_what_was_in_force_on_the_day_asked(self, as_person):
        shown = page_of(as_person("officer"), "rules", on="2013-01-01", kind="checklists")

        assert "没有规定" in shown or "No rule" in shown or "empty-state" in shown

    def test_narrows_by_certainty(self, as_person):
        shown = page_of(as_person("officer"), "rules", certainty="U", kind="deadlines")

        assert "报告严重威胁公共安全的隐患后的跟踪" in shown
        assert "其他举报投诉的核查" not in shown

    def test_answers_a_fragment_for_htmx(self, as_person):
        client = as_person("officer")
        response = client.get(reverse("policy:rules"), {"q": "V08"}, headers={"hx-request": "true"})

        assert b"<html" not in response.content

    def test_asks_strangers_to_sign_in(self, client, db):
        assert client.get(reverse("policy:rules")).status_code == 302

    @pytest.mark.parametrize("key", EVERY_KEY)
    def test_opens_every_rule(self, as_person, key):
        shown = page_of(as_person("officer"), "rule", key)

        assert key in shown

    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_speaks_the_readers_language(self, as_person, language):
        client = as_person("officer")
        client.cookies["django_language"] = language

        shown = page_of(client, "rule", "check_items.exits_clear")

        assert ("Push each door open yourself" in shown) == (language == "en")
        assert ("亲手推开每扇门走出去" in shown) == (language == "zh-hans")

    def test_opens_the_article_a_rule_cites_and_shows_what_else_cites_it(self, as_person):
        shown = page_of(as_person("officer"), "article", "FL", "60")

        assert "单位违反本法规定，有下列行为之一的，责令改正" in shown
        assert reverse("policy:rule", args=["check_items.exits_clear"]) in shown

    def test_opens_the_whole_law_with_its_origin(self, as_person):
        shown = page_of(as_person("officer"), "text", "FL")

        assert "LawRefBook" in shown
        assert 'id="74"' in shown

    def test_says_of_another_instrument_that_its_wording_is_not_shipped(self, as_person):
        response = as_person("officer").get(reverse("policy:text", args=["SIR"]))

        assert response.status_code == 404

    def test_shows_the_lists_a_change_of_an_item_touches(self, as_person):
        shown = page_of(as_person("officer"), "rule", "check_items.extinguishers")

        assert reverse("policy:rule", args=["checklists.small_shop"]) in shown

    def test_shows_the_counts_that_rooms_above_register(self, as_person, monkeypatch):
        counter = touching.Counter("Rule", lambda key, person: 4711, lambda key: "")
        monkeypatch.setattr(touching, "_counters", {"example": counter})

        assert "4711" in page_of(as_person("officer"), "rule", "deadlines.reinspection")


class TestEnteringALocalEdition:
    ADDRESS = "policy:add-edition"

    def given(self, **changes: str) -> dict[str, str]:
        return {
            "place": "320902",
            "since": "2026-12-01",
            "document": "亭公消〔2026〕9号",
            "reason": "分局会议决定",
            "number__amount": "5",
            "unit": "WORKING_DAY",
        } | changes

    def test_offers_the_numbers_now_in_force(self, as_person):
        shown = page_of(as_person("administrator"), "add-edition", "deadlines.reinspection")

        assert 'name="number__amount" value="3"' in shown

    def test_is_entered_and_counts(self, as_person):
        client = as_person("administrator")
        address = reverse(self.ADDRESS, args=["deadlines.reinspection"])

        response = client.post(address, self.given())

        assert response.status_code == 302
        rules = selectors.rulebook()
        on = date(2026, 12, 1)
        assert rules.value("deadlines.reinspection", on=on, place="320902")["amount"] == 5

    def test_keeps_what_was_typed_when_it_is_refused(self, as_person):
        client = as_person("administrator")
        address = reverse(self.ADDRESS, args=["deadlines.reinspection"])

        response = client.post(address, self.given(since="2026-12-01", until="2026-11-01"))

        assert response.status_code == 422
        assert "亭公消〔2026〕9号" in response.content.decode()
        assert not LocalEdition.objects.exists()

    def test_a_check_item_is_edited_as_text(self, as_person):
        client = as_person("administrator")
        address = reverse(self.ADDRESS, args=["check_items.extinguishers"])
        form = client.get(address).context["form"]
        text = form["text"].value().replace("default_days: 3", "default_days: 5")

        response = client.post(
            address, {"place": "320902", "since": "2026-12-01", "reason": "试行", "text": text}
        )

        assert response.status_code == 302

    def test_unreadable_text_is_refused_at_its_field(self, as_person):
        client = as_person("administrator")
        address = reverse(self.ADDRESS, args=["check_items.extinguishers"])

        response = client.post(
            address,
            {"place": "320902", "since": "2026-12-01", "reason": "试行", "text": "{unclosed"},
        )

        assert response.status_code == 422
        assert "text" in response.context["form"].errors

    def test_is_not_offered_to_a_community_officer(self, as_person):
        client = as_person("officer")

        assert client.get(reverse(self.ADDRESS, args=["deadlines.reinspection"])).status_code == 403

    def test_is_confirmed_and_withdrawn_on_its_page(self, as_person):
        client = as_person("administrator")
        client.post(reverse(self.ADDRESS, args=["deadlines.reinspection"]), self.given())
        edition = LocalEdition.objects.get()

        client.post(
            reverse("policy:confirm", args=[edition.pk]), {"version": "1", "reason": "支队批复"}
        )
        client.post(
            reverse("policy:withdraw", args=[edition.pk]), {"version": "2", "reason": "录错"}
        )

        edition.refresh_from_db()
        assert edition.is_confirmed
        assert edition.is_withdrawn
        shown = page_of(client, "edition", edition.pk)
        assert "支队批复" in shown
        assert "亭公消〔2026〕9号" in page_of(client, "editions")


class TestWorkingDays:
    def test_a_published_year_is_shown_as_confirmed(self, as_person):
        shown = page_of(as_person("officer"), "calendar-year", 2026)

        assert shown.count("<caption>") == 12
        assert "248" in shown

    def test_a_year_to_come_is_shown_as_not_confirmed(self, as_person):
        client = as_person("officer")
        response = client.get(reverse("policy:calendar-year", args=[2027]))

        assert not response.context["page"].is_confirmed

    def test_a_day_is_entered_and_the_year_confirmed(self, as_person):
        client = as_person("administrator")

        client.post(
            reverse("policy:day", args=["2027-02-05"]),
            {"kind": "OFF", "name": "春节", "reason": "国办通知"},
        )
        client.post(reverse("policy:confirm-year", args=[2027]), {"reason": "国办通知"})

        calendar = selectors.calendar()
        assert not calendar.is_working_day(date(2027, 2, 5))
        assert calendar.is_year_confirmed(2027)

    def test_the_confirmation_is_taken_back(self, as_person):
        client = as_person("administrator")
        address = reverse("policy:confirm-year", args=[2027])
        client.post(address, {"reason": "国办通知"})
        client.post(address, {"reason": "录错", "take-back": "1"})

        assert not selectors.calendar().is_year_confirmed(2027)

    def test_an_impossible_day_does_not_exist(self, as_person):
        client = as_person("administrator")

        assert client.get(reverse("policy:day", args=["2027-02-30"])).status_code == 404

    def test_only_some_posts_may_change_it(self, as_person):
        client = as_person("officer")

        assert client.get(reverse("policy:day", args=["2027-02-05"])).status_code == 403


class TestMyDuties:
    def test_shows_the_duties_of_my_post_with_their_articles(self, as_person):
        shown = page_of(as_person("officer"), "my-duties")

        assert "检查前出示证件" in shown
        assert reverse("policy:article", args=["FL", "53"]) in shown

    def test_shows_another_posts_duties_when_asked(self, as_person):
        shown = page_of(as_person("officer"), "my-duties", post="CHIEF")

        assert "批准年度检查计划" in shown

    def test_an_unknown_post_falls_back_to_mine(self, as_person):
        assert "检查前出示证件" in page_of(as_person("officer"), "my-duties", post="NOBODY")


class TestPlacesByName:
    def test_the_places_to_choose_from_are_names_not_codes(self, as_person):
        page = as_person("officer").get(reverse("policy:rules"))
        offered = dict(page.context["place_choices"])

        assert {code: str(offered[code]) for code in ("", "32", "3209", "320902")} == {
            "": "全国", "32": "江苏", "3209": "盐城市", "320902": "亭湖区",
        }  # fmt: skip

    def test_a_rule_of_the_county_says_whose_it_is(self, as_person):
        assert selectors.places_named(["320902"])["320902"].zh == "亭湖区"


class TestTheHeightOfAHighRise:
    def test_is_a_rule_that_a_place_confirms(self, as_person):
        shown = page_of(as_person("officer"), "rule", "key_units.high_rise")

        assert "高于（米）" in shown
        assert "待确认" in shown


class TestCodesOfARule:
    def test_are_called_by_what_they_say(self, as_person):
        shown = page_of(as_person("officer"), "rule", "hazards.severe_signs")

        assert "exits_clear" not in shown
        assert "SIR 22" not in shown
        assert "消防法" in shown
