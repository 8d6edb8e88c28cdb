"""The pages of the room, as people of each post meet them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.hazards import found, morning, ordered, shop
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.support import clock
from wanghuo.operations.hazards import services, signals
from wanghuo.operations.hazards.domain.extras import Picture
from wanghuo.operations.hazards.domain.terms import (
    Closing,
    Grade,
    Measure,
    NextStep,
    Status,
)
from wanghuo.operations.hazards.models import Extension, Hazard, SevereReport, Transfer
from wanghuo.registers.documents.models import Document


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def officer(district) -> Client:
    return signed_in(district.officer)


@pytest.fixture
def chief(district) -> Client:
    return signed_in(district.chief)


@pytest.fixture
def brigade(district) -> Client:
    return signed_in(district.brigade_officer)


def again(hazard: Hazard) -> Hazard:
    return Hazard.objects.get(pk=hazard.pk)


class TestTheList:
    def test_it_shows_the_hazards_of_the_own_station_only(self, district, officer):
        found(district, description="出口上锁")
        found(
            district,
            description="乙镇的隐患",
            premises=shop(
                district, station=district.south, territory=district.south_community, name="乙店"
            ),
        )

        page = officer.get("/hazards/").content.decode()

        assert "出口上锁" in page
        assert "乙镇的隐患" not in page

    def test_the_brigade_sees_every_station_on_its_ground(self, district, brigade):
        found(district, description="出口上锁")

        assert "出口上锁" in brigade.get("/hazards/").content.decode()

    def test_its_filters_stay_in_the_address(self, district, officer):
        found(district, description="已堵塞", measure=Measure.FIXED_ON_SPOT)
        found(district, description="出口上锁")

        page = officer.get("/hazards/", {"is_open": "1", "description": "上锁"}).content.decode()

        assert "出口上锁" in page
        assert "已堵塞" not in page

    @pytest.mark.parametrize(
        "chosen",
        [
            {"overdue": "1"}, {"q": "兴隆"},
            {"closed": "1"}, {"repeated": "1"}, {"violation": "v08"},
            {"officer": "葛"}, {"community": "甲一"}, {"status": "FOUND,ORDERED"},
            {"found_on_from": "2026-01-01", "found_on_to": "2026-12-31"},
            {"grade": "SEVERE"}, {"measure": "BY_DATE"}, {"next_step": "REINSPECT"},
            {"order": "oldest"}, {"print": "1"},
        ],
    )  # fmt: skip
    def test_every_filter_answers(self, district, officer, chosen):
        ordered(district)

        assert officer.get("/hazards/", chosen).status_code == 200

    def test_it_finds_an_order_by_the_beginning_of_its_number(self, district, officer):
        hazard = ordered(district, description="出口上锁")

        page = officer.get("/hazards/", {"q": hazard.order.number_text}).content.decode()

        assert "出口上锁" in page

    def test_it_exports_what_is_filtered(self, district, officer):
        ordered(district)

        answer = officer.get("/hazards/", {"export": "xlsx", "is_open": "1"})

        assert answer.status_code == 200
        assert "spreadsheet" in answer["Content-Type"]

    def test_it_asks_the_same_number_of_queries_for_one_and_for_twenty_rows(
        self, district, officer
    ):
        place = shop(district)

        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                officer.get("/hazards/")
            return len(asked)

        found(district, premises=place)
        queries()
        for_one = queries()
        for number in range(20):
            found(district, premises=place, item_key=f"item_{number}")

        assert queries() == for_one


class TestTheRecord:
    def test_it_shows_the_next_step_with_how_it_was_counted(self, district, officer):
        hazard = ordered(district, at=morning(clock.today()))

        page = officer.get(f"/hazards/{hazard.pk}/").content.decode()

        assert "复查" in page
        assert district.officer.name in page
        assert "个工作日" in page
        assert hazard.order.number_text in page

    def test_a_hazard_of_another_station_is_not_there(self, district):
        hazard = found(district)

        page = signed_in(district.south_chief).get(f"/hazards/{hazard.pk}/")

        assert page.status_code == 404

    def test_a_closed_one_shows_its_proof(self, district, officer):
        hazard = services.close(
            hazard=ordered(district), closing=Closing.PREMISES_CLOSED, proof="营业执照已注销",
            by=district.chief, at=morning(),
        )  # fmt: skip

        assert "营业执照已注销" in officer.get(f"/hazards/{hazard.pk}/").content.decode()

    def test_rooms_above_add_their_pictures_and_the_way_to_the_visit(
        self, district, officer, monkeypatch
    ):
        hazard = ordered(district)
        for signal in (signals.pictures_asked, signals.visit_asked):
            monkeypatch.setattr(signal, "receivers", [])

        def pictures(**_):
            return [Picture("/p/1", "/p/1/small", "出口照片", morning())]

        def visit(**_):
            return "/visits/new/"

        signals.pictures_asked.connect(pictures)
        signals.visit_asked.connect(visit)

        assert "出口照片" in officer.get(f"/hazards/{hazard.pk}/").content.decode()
        answer = officer.get(f"/hazards/{hazard.pk}/re-inspection/")
        assert (answer.status_code, answer["Location"]) == (302, "/visits/new/")

    def test_it_shows_the_chain_of_a_fault_found_again(self, district, officer):
        place = shop(district)
        first = found(district, premises=place, at=morning(date(2026, 3, 2)))
        second = found(district, premises=place)

        assert str(first.pk) in officer.get(f"/hazards/{second.pk}/").content.decode()


class TestThePremises:
    def test_their_page_has_a_tab_with_the_hazards_found_there(self, district, officer):
        hazard = ordered(district)

        page = officer.get(f"/premises/{hazard.premises_id}/?tab=hazards").content.decode()

        assert f"/hazards/{hazard.pk}/" in page


class TestTheOrder:
    def test_the_wizard_says_which_measures_are_possible_and_why_not_the_others(
        self, district, officer
    ):
        hazard = found(district, measure=Measure.TRANSFER, violation="V01")

        page = officer.get(f"/hazards/{hazard.pk}/measure/").content.decode()

        assert "消防监督检查规定" in page
        assert "不属派出所职权" in page

    def test_choosing_a_measure_leads_to_the_documents(self, district, officer):
        hazard = found(district, at=morning(clock.today()))
        last = clock.today() + timedelta(days=5)

        answer = officer.post(
            f"/hazards/{hazard.pk}/measure/",
            {"grade": "GENERAL", "measure": "BY_DATE", "deadline_on": last},
        )

        assert answer["Location"] == f"/hazards/{hazard.pk}/order/"
        assert again(hazard).deadline_on == last

    def test_reporting_a_general_hazard_is_refused_with_the_reason(self, district, officer):
        hazard = found(district, at=morning(clock.today()))
        path, typed = f"/hazards/{hazard.pk}/measure/", {"measure": "REPORT", "deadline_on": ""}

        refused = officer.post(path, {"grade": "GENERAL"} | typed)
        assert refused.status_code == 422
        assert "严重威胁公共安全" in refused.content.decode()
        assert officer.post(path, {"grade": "SEVERE"} | typed).status_code == 302

    def test_a_deadline_too_late_is_refused_at_its_field(self, district, officer):
        hazard = found(district, at=morning(clock.today()))

        answer = officer.post(
            f"/hazards/{hazard.pk}/measure/",
            {"grade": "GENERAL", "measure": "BY_DATE", "deadline_on": "2036-01-01"},
        )

        assert answer.status_code == 422
        assert "2036-01-01" in answer.content.decode()

    @pytest.mark.parametrize(("media", "kind"), [("pdf", "application/pdf"), ("png", "image/png")])
    def test_the_documents_can_be_seen_before_they_are_issued(self, district, officer, media, kind):
        hazard = found(district)

        assert officer.get(f"/hazards/{hazard.pk}/order/").status_code == 200
        assert officer.get(f"/hazards/{hazard.pk}/order/0.{media}")["Content-Type"] == kind
        assert officer.get(f"/hazards/{hazard.pk}/order/7.{media}").status_code == 404

    def test_issuing_leads_back_to_the_hazard(self, district, officer):
        hazard = found(district, grade=Grade.SEVERE, measure=Measure.REPORT)

        answer = officer.post(f"/hazards/{hazard.pk}/order/", {"danger": "唯一出口锁闭"})

        assert answer["Location"] == f"/hazards/{hazard.pk}/"
        assert again(hazard).status == Status.ORDERED
        assert SevereReport.objects.filter(hazard=hazard).exists()
        assert officer.get(f"/hazards/{hazard.pk}/").status_code == 200

    def test_an_auxiliary_may_not(self, district):
        hazard = found(district)

        assert signed_in(district.auxiliary).get(f"/hazards/{hazard.pk}/order/").status_code == 403


class TestTheActs:
    def test_an_extension_is_asked_for_and_decided(self, district, officer, chief):
        hazard = ordered(district, at=morning(clock.today()))
        until = hazard.deadline + timedelta(days=5)
        asked = {"requested_by": "赵经理", "until": until, "reason": "缺配件"}

        assert officer.get(f"/hazards/{hazard.pk}/extension/").status_code == 200
        officer.post(f"/hazards/{hazard.pk}/extension/", asked)
        assert chief.get(f"/hazards/{hazard.pk}/extension/decision/").status_code == 200
        chief.post(f"/hazards/{hazard.pk}/extension/decision/", {"is_granted": "yes"})

        assert again(hazard).deadline_on == until
        assert Extension.objects.get().decided_by == district.chief
        assert chief.get(f"/hazards/{hazard.pk}/").status_code == 200

    def test_a_transfer_goes_to_the_brigade_and_comes_back_answered(
        self, district, officer, brigade
    ):
        hazard = found(district, measure=Measure.TRANSFER, violation="V01")
        path = f"/hazards/{hazard.pk}/transfer/"

        assert officer.get(path).status_code == 200
        officer.post(path, {"to": district.brigade.pk, "reason": "未经许可擅自营业"})
        assert brigade.get(f"{path}receipt/").status_code == 200
        brigade.post(f"{path}receipt/", {"number": "收1号"})
        assert brigade.get(f"{path}reply/").status_code == 200
        brigade.post(f"{path}reply/", {"answer": "CASE_FILED", "note": "已立案"})
        assert again(hazard).next_step == NextStep.CLOSE_TRANSFER
        assert officer.get(f"{path}closing/").status_code == 200
        officer.post(f"{path}closing/", {"note": ""})

        assert again(hazard).closing == Closing.TRANSFERRED
        assert Transfer.objects.get().receipt_number == "收1号"

    def test_the_officer_may_not_answer_for_the_brigade(self, district, officer):
        hazard = found(district, measure=Measure.TRANSFER, violation="V01")
        officer.post(
            f"/hazards/{hazard.pk}/transfer/", {"to": district.brigade.pk, "reason": "未经许可"}
        )

        assert officer.get(f"/hazards/{hazard.pk}/transfer/reply/").status_code == 403

    def test_a_hazard_is_reported_reassigned_and_closed(self, district, chief):
        hazard = ordered(district)

        for path, typed in [
            ("severe-report", {"danger": "夜间多人住宿"}),
            ("officer", {"to": district.fire_officer.pk, "reason": "调离"}),
            ("closing", {"closing": "PREMISES_CLOSED", "proof": "已注销"}),
        ]:
            assert chief.get(f"/hazards/{hazard.pk}/{path}/").status_code == 200
            assert chief.post(f"/hazards/{hazard.pk}/{path}/", typed).status_code == 302

        hazard = again(hazard)
        assert (hazard.grade, hazard.status) == (Grade.SEVERE, Status.CLOSED)
        assert hazard.officer == district.fire_officer

    def test_the_signs_of_a_severe_hazard_are_marked_as_not_confirmed(self, district, officer):
        blocked = ordered(district)

        shown = officer.get(f"/hazards/{blocked.pk}/severe-report/").text

        assert "人员在内时出口数量不足" in shown
        assert "本地政策，待确认" in shown
        assert "/legal-basis/rules/hazards.severe_signs/" in shown

    def test_the_item_a_fault_was_found_at_brings_its_signs(self, district, officer):
        hazard = ordered(district)
        Hazard.objects.filter(pk=hazard.pk).update(violation="", item_key="combustible_decoration")

        shown = officer.get(f"/hazards/{hazard.pk}/severe-report/").text

        assert "违规使用易燃、可燃材料装修" in shown

    def test_where_no_signs_are_listed_the_report_says_so(self, district, officer):
        hazard = ordered(district)
        Hazard.objects.filter(pk=hazard.pk).update(violation="V03", item_key="x")

        shown = officer.get(f"/hazards/{hazard.pk}/severe-report/").text

        assert "规则没有列出此类隐患的判断要点" in shown

    def test_an_act_past_its_time_is_refused_and_keeps_what_was_typed(self, district, officer):
        hazard = ordered(district, at=morning(date(2026, 3, 2)))

        answer = officer.post(
            f"/hazards/{hazard.pk}/extension/",
            {"requested_by": "赵经理", "until": "2026-12-31", "reason": "缺配件"},
        )

        assert answer.status_code == 422
        assert "缺配件" in answer.content.decode()

    def test_a_hazard_that_does_not_exist_is_not_found(self, officer):
        assert officer.get(f"/hazards/{uuid7()}/").status_code == 404

    def test_english_pages_speak_english(self, district, officer):
        hazard = ordered(district)
        officer.cookies["django_language"] = "en"

        page = officer.get(f"/hazards/{hazard.pk}/").content.decode()

        assert "Re-inspect" in page


class TestPreviewsBeforeIssue:
    def test_a_transfer_letter_is_shown_as_typed_and_takes_no_number(self, district, officer):
        hazard = ordered(district)
        page = officer.get(f"/hazards/{hazard.pk}/transfer/")
        to = page.context["form"].initial["to"]
        numbered = Document.objects.count()

        shown = officer.post(
            f"/hazards/{hazard.pk}/transfer/preview/", {"to": to, "reason": "逾期未改正"}
        )

        assert shown["Content-Type"] == "application/pdf"
        assert shown.content.startswith(b"%PDF")
        assert Document.objects.count() == numbered

    def test_a_severe_report_is_shown_as_typed_and_takes_no_number(self, district, officer):
        hazard = ordered(district)
        numbered = Document.objects.count()

        shown = officer.post(
            f"/hazards/{hazard.pk}/severe-report/preview/", {"danger": "唯一出口锁闭"}
        )

        assert shown["Content-Type"] == "application/pdf"
        assert Document.objects.count() == numbered
