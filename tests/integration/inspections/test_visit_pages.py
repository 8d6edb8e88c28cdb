"""The pages of a visit, from its task to its papers, in a browser without scripts."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import inspections as made
from tests.factories.district import District
from tests.factories.hazards import MONDAY, shop
from tests.factories.pictures import photograph
from wanghuo.foundation.support import clock
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access.models import Person


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the edge's clock on the day the factories stand on."""
    from tests.factories.hazards import morning

    monkeypatch.setattr(clock, "now", morning)
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


@pytest.fixture
def signed_in(client: Client) -> Callable[[Person], Client]:
    def sign_in(person: Person) -> Client:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def picture() -> io.BytesIO:
    taken = io.BytesIO(photograph())
    taken.name = "fault.jpg"
    return taken


class TestGivenATaskOfToday:
    def test_the_telephone_is_there_for_those_who_go_and_for_nobody_else(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        task = made.task(district)
        task.premises.head_name, task.premises.head_phone = "王店主", "19900000001"
        task.premises.save()
        address = reverse("inspections:task", args=[task.pk])

        assert "19900000001" in signed_in(district.officer).get(address).content.decode()
        others = signed_in(district.brigade_officer).get(address).content.decode()
        assert "19900000001" not in others

    def test_when_nothing_is_wrong_then_four_presses_finish_it(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        task = made.task(district)
        browser = signed_in(district.officer)

        page = browser.get(reverse("inspections:task", args=[task.pk]))
        assert "开始检查" in page.content.decode()
        started = browser.post(reverse("inspections:start", args=[task.pk]), follow=True)
        form = started.context["form"]
        assert form.initial["accompanied_by"] == "赵经理"
        identity = started.redirect_chain[-1][0]
        browser.post(identity, form.initial)
        visit = Visit.objects.get()
        browser.post(reverse("inspections:rest", args=[visit.pk]))
        finish = reverse("inspections:finish", args=[visit.pk])
        page = browser.get(finish)
        assert page.status_code == 200
        ended = browser.post(finish, {"version": page.context["visit"].version}, follow=True)

        assert ended.status_code == 200
        assert Visit.objects.get().status == "FINISHED"
        assert Task.objects.get().status == "DONE"

    def test_when_its_day_has_passed_then_task_and_worklist_say_how_long_ago(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        task = made.task(district, due_on=MONDAY - timedelta(days=7))
        browser = signed_in(district.officer)

        for address in (reverse("inspections:task", args=[task.pk]), reverse("console:home")):
            assert "已逾期 5 个工作日" in browser.get(address).content.decode()

    def test_when_an_item_fails_then_it_is_noted_photographed_chosen_and_ordered(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        visit = made.visit(district)
        browser = signed_in(district.officer)
        address = reverse("inspections:answer", args=[visit.pk])

        browser.post(
            f"{address}?item=wiring", {"wiring.verdict": "FAIL", "wiring.note": "私拉电线"}
        )
        attach = reverse("inspections:attach", args=[visit.pk])
        browser.post(f"{attach}?item=wiring", {"wiring.photograph": picture()})
        for shown in ("one", "all"):
            page = browser.get(reverse("inspections:visit", args=[visit.pk]), {"show": shown})
            assert page.status_code == 200
        browser.post(reverse("inspections:rest", args=[visit.pk]))
        finish = reverse("inspections:finish", args=[visit.pk])
        page = browser.get(finish)
        assert "私拉电线" in page.content.decode()
        preview = browser.get(reverse("inspections:preview", args=[visit.pk, 1, "png"]))
        assert preview["Content-Type"] == "image/png"
        version = page.context["visit"].version
        typed = {
            "version": version,
            "wiring.description": "收银台私拉电线",
            "wiring.measure": "BY_DATE",
        }
        ended = browser.post(finish, typed, follow=True)

        hazard = Hazard.objects.get()
        assert hazard.description == "收银台私拉电线"
        assert hazard.order is not None
        assert "收银台私拉电线" in ended.content.decode()
        photograph = visit.photographs.get()
        shown = browser.get(reverse("inspections:photograph", args=[photograph.pk]))
        assert shown["Content-Type"] == "image/jpeg"

    def test_when_the_tab_is_killed_while_finishing_then_everything_typed_is_there_again(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        visit = made.visit(district)
        made.fail(district, visit, "wiring", note="私拉电线")
        browser = signed_in(district.officer)
        finish = reverse("inspections:finish", args=[visit.pk])
        typed = {"wiring.description": "收银台上方私拉电线", "wiring.measure": "BY_DATE"}

        browser.post(f"{reverse('inspections:draft', args=[visit.pk])}?item=wiring", typed)

        assert "收银台上方私拉电线" in browser.get(finish).content.decode()
        assert visit.answers.get().note == "私拉电线"

    def test_when_a_photograph_is_taken_while_typing_then_the_note_is_kept_too(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        visit = made.visit(district)
        browser = signed_in(district.officer)
        answer = reverse("inspections:answer", args=[visit.pk])
        browser.post(f"{answer}?item=wiring", {"wiring.verdict": "FAIL"})
        attach = reverse("inspections:attach", args=[visit.pk])

        browser.post(
            f"{attach}?item=wiring", {"wiring.photograph": picture(), "wiring.note": "私拉电线"}
        )

        assert visit.answers.get().note == "私拉电线"

    def test_when_scripts_run_then_a_tap_brings_back_the_changed_part(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        visit = made.visit(district)
        browser = signed_in(district.officer)
        browser.get(reverse("inspections:visit", args=[visit.pk]), {"show": "all"})
        address = reverse("inspections:answer", args=[visit.pk])

        part = browser.post(
            f"{address}?item=wiring", {"wiring.verdict": "PASS"}, headers={"HX-Request": "true"}
        ).content.decode()

        assert 'id="item-wiring"' in part
        assert 'id="progress"' in part
        assert "<html" not in part

    def test_when_a_fault_is_tapped_then_it_is_kept_and_shown_as_chosen(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        visit = made.visit(district)
        browser = signed_in(district.officer)
        answer = reverse("inspections:answer", args=[visit.pk])
        browser.post(f"{answer}?item=extinguishers", {"extinguishers.verdict": "FAIL"})

        draft = f"{reverse('inspections:draft', args=[visit.pk])}?item=extinguishers"
        browser.post(draft, {"extinguishers.note": "", "extinguishers.faults": ["TOO_FEW"]})

        page = browser.get(f"{reverse('inspections:visit', args=[visit.pk])}?item=extinguishers")
        assert 'value="TOO_FEW" checked' in page.content.decode()

    def test_when_an_item_is_shown_then_its_help_says_what_it_breaks_and_what_to_order(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        visit = made.visit(district)

        page = signed_in(district.officer).get(
            f"{reverse('inspections:visit', args=[visit.pk])}?item=extinguishers&show=one"
        )

        text = page.content.decode()
        for said in ("看哪里", "怎么查", "怎么责令", "责令限期改正", "V05", "第六十条"):
            assert said in text, said

    def test_when_a_fault_is_severe_then_its_report_is_previewed_before_it_goes_out(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        visit = made.visit(district)
        made.fail(district, visit, "dangerous_goods_dwelling")
        browser = signed_in(district.officer)
        browser.post(reverse("inspections:rest", args=[visit.pk]))

        page = browser.get(reverse("inspections:finish", args=[visit.pk]))
        titles = [paper.title for paper in page.context["papers"]]
        shown = browser.get(reverse("inspections:preview", args=[visit.pk, len(titles), "pdf"]))

        assert titles[-1] == "关于严重威胁公共安全火灾隐患的报告"
        assert shown.content.startswith(b"%PDF")

    def test_when_another_officer_answers_meanwhile_then_finishing_shows_it_first(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        visit = made.visit(district)
        browser = signed_in(district.officer)
        browser.post(reverse("inspections:rest", args=[visit.pk]))
        finish = reverse("inspections:finish", args=[visit.pk])
        version = browser.get(finish).context["visit"].version
        made.fail(district, visit, "wiring", note="私拉电线")

        answer = browser.post(finish, {"version": version})

        assert answer.status_code == 409
        assert Visit.objects.get().status == "DRAFT"

    def test_when_the_file_is_no_picture_then_it_is_refused_with_the_way_out(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        visit = made.visit(district)
        address = reverse("inspections:attach", args=[visit.pk])
        file = io.BytesIO(b"GIF89a not a picture")
        file.name = "x.jpg"

        answer = signed_in(district.officer).post(
            f"{address}?item=wiring", {"wiring.photograph": file}
        )

        assert answer.status_code == 422


class TestGivenTheLists:
    def test_when_the_chief_gives_tasks_away_then_they_change_hands(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        task = made.task(district)
        browser = signed_in(district.chief)
        page = browser.get(reverse("inspections:tasks"))
        assert "兴隆百货" in page.content.decode()
        many = reverse("inspections:reassign-many")
        assert browser.post(many, {"chosen": [str(task.pk)]}).status_code == 200

        browser.post(
            many,
            {"chosen": [str(task.pk)], "to": str(district.fire_officer.pk), "reason": "葛社区休假"},
        )

        assert Task.objects.get().accountable == district.fire_officer

    def test_when_it_is_another_station_then_nothing_is_found(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        task = made.task(district)
        visit = made.visit(district)
        browser = signed_in(district.south_officer)

        assert browser.get(reverse("inspections:task", args=[task.pk])).status_code == 404
        assert browser.get(reverse("inspections:visit", args=[visit.pk])).status_code == 404
        assert "兴隆百货" not in browser.get(reverse("inspections:tasks")).content.decode()
        assert "兴隆百货" not in browser.get(reverse("inspections:visits")).content.decode()

    def test_when_the_premises_is_opened_then_its_visits_stand_on_a_tab(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        visit = made.all_right(district, made.visit(district))
        address = reverse("premises:record", args=[visit.premises_id])

        page = signed_in(district.officer).get(address, {"tab": "visits"}).content.decode()

        assert reverse("inspections:visit", args=[visit.pk]) in page

    def test_when_a_task_is_opened_by_hand_then_its_reason_is_shown(
        self, district: District, signed_in: Callable[[Person], Client]
    ):
        premises = shop(district)
        answer = signed_in(district.chief).post(
            reverse("inspections:open-task", args=[premises.pk]),
            {
                "purpose": "CAMPAIGN", "due_on": "2026-12-01",
                "accountable": str(district.officer.pk), "description": "冬春火灾防控",
            },
            follow=True,
        )  # fmt: skip

        assert "冬春火灾防控" in answer.content.decode()
