"""An import that corrects in which community premises lie takes along what is open there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import inspections as made
from tests.factories.district import District
from tests.factories.hazards import MONDAY, morning, ordered
from tests.factories.imports import codes, compared, entered, verdicts
from tests.factories.premises import credit_code, premises, rules
from tests.factories.workbooks import place, small_places
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.journal.verification import verify
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.organization import services as organizations
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.premises import services
from wanghuo.registers.premises.models import ImportBatch, Premises
from wanghuo.registers.premises.services import importing
from wanghuo.registers.premises.services.importing import undoing
from wanghuo.registers.premises.services.particulars import OutsideStation

TUESDAY = MONDAY + timedelta(days=1)
LATER = morning(TUESDAY)


def shop(district: District, number: int = 1) -> Premises:
    """Return premises as row ``number`` of a file has them, in the first community."""
    return premises(
        district, f"第{number}号便利店", address=f"建军中路{number}号",
        credit_code=credit_code(number),
    )  # fmt: skip


def file(folder: Path, *numbers: int, community: str = "甲二社区", **said: object) -> Path:
    rows = [place(number, community=community, **said) for number in numbers or (1,)]
    return small_places(folder / f"{community}.xlsx", rows)


def other(district: District) -> Territory:
    return district.territories["320902001002"]


def take_back(district: District, batch: ImportBatch) -> ImportBatch:
    return importing.undo(
        batch, reason="社区填错了", by=district.chief, at=LATER + timedelta(hours=1), rules=rules()
    )


def grounds(*rows: Hazard | Task | Visit | Premises) -> set[Territory]:
    for row in rows:
        row.refresh_from_db()
    return {row.territory for row in rows}


class TestGivenWhatIsOpenAtPremises:
    def everything_open(self, district: District) -> tuple[Hazard, Task, Visit]:
        at_place = shop(district)
        hazard = ordered(district, premises=at_place)
        planned = made.task(district, premises=at_place)
        visit = made.visit(district, premises=at_place, task=planned)
        return hazard, planned, visit

    def test_when_the_community_is_corrected_then_all_of_it_lies_there(
        self, district: District, tmp_path
    ):
        hazard, planned, visit = self.everything_open(district)

        batch = entered(district, file(tmp_path), at=LATER)

        assert verdicts(batch) == {"CHANGED": 1}
        again = inspections.open_task_of(hazard)
        assert grounds(hazard.premises, hazard, planned, visit, again) == {other(district)}
        assert (hazard.station, hazard.officer) == (district.north, district.officer)
        assert planned.partner == visit.partner == district.second_officer
        assert "随监督对象变更所在地" in journal.timeline(hazard)[0].sentence
        assert verify().is_sound

    def test_when_taken_back_then_all_of_it_goes_back(self, district: District, tmp_path):
        hazard, planned, visit = self.everything_open(district)
        batch = entered(district, file(tmp_path), at=LATER)

        take_back(district, batch)

        again = inspections.open_task_of(hazard)
        assert grounds(hazard.premises, hazard, planned, visit, again) == {district.north_community}
        assert hazard.officer == planned.accountable == visit.lead == district.officer
        assert verify().is_sound

    def test_when_other_cells_are_corrected_then_nothing_is_said_to_have_moved(
        self, district: District, tmp_path
    ):
        hazard, planned, visit = self.everything_open(district)
        before = len(journal.timeline(hazard))

        entered(district, file(tmp_path, community="甲一社区", staff=9), at=LATER)

        hazard.premises.refresh_from_db()
        assert hazard.premises.staff == 9
        assert grounds(hazard, planned, visit) == {district.north_community}
        assert len(journal.timeline(hazard)) == before

    def test_when_something_there_was_done_since_then_it_cannot_be_taken_back(
        self, district: District, tmp_path
    ):
        hazard, _, visit = self.everything_open(district)
        batch = entered(district, file(tmp_path), at=LATER)
        made.all_right(district, Visit.objects.get(pk=visit.pk))

        with pytest.raises(undoing.UsedSince):
            take_back(district, batch)

        assert grounds(hazard) == {other(district)}


class TestGivenAPreview:
    def test_then_it_names_the_communities_and_says_what_goes_along(
        self, district: District, client, tmp_path
    ):
        shop(district)
        batch = compared(district, file(tmp_path, kind="小旅馆"), at=LATER)
        client.force_login(district.chief)

        page = client.get(reverse("premises:import", args=[batch.pk])).content.decode()

        assert "<del>甲一社区</del> → <ins>甲二社区</ins>" in page
        assert "<ins>小旅馆</ins>" in page
        assert "未完成的任务和检查随监督对象转入新的社区（村）" in page


class TestGivenSomebodyNamedByHand:
    def test_when_the_community_is_corrected_then_they_stay_named(
        self, district: District, tmp_path
    ):
        at_place = shop(district)
        services.assign_officer(
            premises=at_place, person=district.second_officer, reason="熟悉", by=district.chief,
            at=morning(),
        )  # fmt: skip

        entered(district, file(tmp_path), at=LATER)

        at_place.refresh_from_db()
        assert at_place.territory == other(district)
        assert at_place.accountable_officer == district.second_officer


class TestGivenGroundThatPassesMeanwhile:
    def pass_other(self, district: District, station: Organization) -> None:
        organizations.cover(
            organization=station, territory=other(district), since=MONDAY,
            by=district.administrator, at=LATER,
        )  # fmt: skip

    def test_when_the_new_community_is_another_stations_then_the_row_is_rejected(
        self, district: District, tmp_path
    ):
        at_place = shop(district)
        batch = compared(district, file(tmp_path), at=LATER)
        self.pass_other(district, district.south)

        batch = importing.apply(batch, by=district.chief, at=LATER, rules=rules())

        assert codes(batch) == ["premises.outside-station"]
        assert grounds(at_place) == {district.north_community}

    @pytest.mark.parametrize("is_known", [True, False])
    def test_when_it_passes_while_the_import_is_worked_out_then_the_row_is_rejected(
        self, district: District, tmp_path, is_known
    ):
        if is_known:
            shop(district)
        batch = compared(district, file(tmp_path), at=LATER)
        meanwhile = [lambda: self.pass_other(district, district.south)]

        batch = importing.apply(
            batch, by=district.chief, at=LATER, rules=rules(),
            on_writing=lambda: meanwhile.pop()() if meanwhile else None,
        )  # fmt: skip

        assert codes(batch) == ["premises.outside-station"]
        assert not Premises.objects.filter(territory=other(district)).exists()

    def test_when_the_premises_went_to_another_station_then_the_row_is_rejected(
        self, district: District, tmp_path
    ):
        at_place = shop(district)
        batch = compared(district, file(tmp_path), at=LATER)
        services.move(
            premises=at_place, reason="搬迁", on=TUESDAY, version=None, by=district.officer,
            at=LATER, rules=rules(), territory=district.south_community, address="乙一村3组",
        )  # fmt: skip

        batch = importing.apply(batch, by=district.chief, at=LATER, rules=rules())

        assert codes(batch) == ["premises.record-gone"]
        assert grounds(at_place) == {district.south_community}

    def test_when_the_former_community_is_another_stations_then_it_cannot_be_taken_back(
        self, district: District, tmp_path
    ):
        at_place = premises(
            district, "第1号便利店", address="建军中路1号", credit_code=credit_code(1),
            territory=other(district),
        )  # fmt: skip
        batch = entered(district, file(tmp_path, community="甲一社区"), at=LATER)
        self.pass_other(district, district.south)

        with pytest.raises(OutsideStation):
            take_back(district, batch)

        assert grounds(at_place) == {district.north_community}
        assert verify().is_sound


class TestGivenManyRows:
    def queries_of(self, district: District, path: Path) -> int:
        batch = compared(district, path, at=LATER)
        with CaptureQueriesContext(connection) as captured:
            importing.apply(batch, by=district.chief, at=LATER, rules=rules())
        return len(captured)

    @pytest.mark.parametrize("community", ["甲一社区", "甲二社区"])
    def test_then_no_row_costs_a_query_whether_its_ground_changes_or_not(
        self, district: District, tmp_path, community
    ):
        for number in range(1, 9):
            shop(district, number)

        few = self.queries_of(district, file(tmp_path, 1, 2, community=community, staff=9))
        many = self.queries_of(district, file(tmp_path, *range(3, 9), community=community, staff=9))

        assert few == many
