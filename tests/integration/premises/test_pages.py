"""The register's pages draw, act and refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories.premises import REGISTERED_AT, credit_code, premises, rules
from tests.factories.workbooks import place, small_places
from wanghuo.registers.access.models import SensitiveRead
from wanghuo.registers.premises import services
from wanghuo.registers.premises.domain.terms import BatchState, PremisesStatus
from wanghuo.registers.premises.models import ImportBatch, Premises

LATER = REGISTERED_AT + timedelta(days=30)


@pytest.fixture
def sign_in(district, client: Client):
    def as_person(name: str) -> Client:
        client.force_login(
            getattr(district, name), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return as_person


def typed(district, **changes: object) -> dict[str, object]:
    return {
        "name": "城阳宾馆", "kind": "UNIT", "occupancy": "HOTEL", "small_kind": "",
        "territory": str(district.north_community.pk), "address": "建军中路12号",
        "risk": "NORMAL", "competence": "STATION", "has_dwelling": "", "staff": "7",
        "is_built_before_1998": "",
    } | changes  # fmt: skip


class TestGivenTheList:
    def test_it_shows_what_is_in_scope_and_nothing_else(self, district, sign_in):
        premises(district, "城阳宾馆")
        premises(district, "南方饭店", territory=district.south_community, by=district.south_chief)

        page = sign_in("officer").get(reverse("premises:list")).content.decode()

        assert "城阳宾馆" in page
        assert "南方饭店" not in page

    @pytest.mark.parametrize(
        "query",
        [
            "q=cybg", "status=ACTIVE", "kind=UNIT", "is_key_unit=1", "unassigned=1", "small=1",
            "community=甲一", "officer=葛", "print=1", "sort=-name", "q=宾馆&status=ACTIVE",
        ],
    )  # fmt: skip
    def test_every_filter_answers(self, district, sign_in, query):
        premises(district)

        assert sign_in("chief").get(f"{reverse('premises:list')}?{query}").status_code == 200

    def test_it_is_exported_as_filtered(self, district, sign_in):
        premises(district)

        answer = sign_in("chief").get(f"{reverse('premises:list')}?export=xlsx")

        assert b"".join(answer.streaming_content)[:2] == b"PK"


class TestGivenTheRecord:
    @pytest.mark.parametrize("tab", ["facts", "people", "facilities", "estates", "unknown"])
    def test_every_tab_draws(self, district, sign_in, tab):
        hotel = premises(
            district, head_identity_number="11010519491231002X", head_phone="13800138000"
        )

        page = sign_in("chief").get(f"{reverse('premises:record', args=[hotel.pk])}?tab={tab}")

        assert page.status_code == 200
        assert "11010519491231002X" not in page.content.decode()
        assert "13800138000" not in page.content.decode()

    def test_when_a_stranger_opens_it_then_it_is_not_there(self, district, sign_in):
        hotel = premises(district)

        for name in ("record", "change", "close", "move", "officer"):
            address = reverse(f"premises:{name}", args=[hotel.pk])
            assert sign_in("south_chief").get(address).status_code == 404

    def test_when_the_identity_number_is_shown_then_it_is_written_down(self, district, sign_in):
        hotel = premises(district, head_identity_number="11010519491231002X")

        page = sign_in("officer").post(
            reverse("premises:guarded", args=[hotel.pk, "head_identity_number"])
        )

        assert "11010519491231002X" in page.content.decode()
        assert SensitiveRead.objects.get().by == district.officer


class TestGivenTheForm:
    def test_when_filled_in_then_the_object_is_registered(self, district, sign_in):
        answer = sign_in("officer").post(reverse("premises:register"), typed(district))

        hotel = Premises.objects.get()
        assert answer["Location"] == reverse("premises:record", args=[hotel.pk])
        assert (hotel.staff, hotel.station) == (7, district.north)

    def test_when_one_like_it_is_there_then_it_asks_first(self, district, sign_in):
        premises(district, "城阳宾馆", address="建军中路12号")
        client = sign_in("officer")

        first = client.post(reverse("premises:register"), typed(district))
        assert first.status_code == 422
        assert Premises.objects.count() == 1

        client.post(reverse("premises:register"), typed(district, is_not_double="on"))
        assert Premises.objects.count() == 2

    def test_when_a_code_is_wrong_then_the_error_stands_at_the_field(self, district, sign_in):
        page = sign_in("officer").post(
            reverse("premises:register"), typed(district, credit_code="91320902MA0000001X")
        )

        assert page.status_code == 422
        assert page.context["form"].errors["credit_code"]
        assert "城阳宾馆" in page.content.decode()

    def test_when_two_people_edit_then_both_versions_stand_there(self, district, sign_in):
        hotel = premises(district, address="建军中路12号", occupancy="HOTEL")
        services.change(
            premises=hotel, changes={"staff": 12}, version=1, by=district.chief, at=LATER,
            rules=rules(),
        )  # fmt: skip
        client, address = sign_in("officer"), reverse("premises:change", args=[hotel.pk])

        page = client.post(address, typed(district, staff="15", version="1"))

        assert page.status_code == 409
        text = page.content.decode()
        assert "12" in text and 'value="15"' in text
        client.post(address, typed(district, staff="15", version="2"))
        hotel.refresh_from_db()
        assert hotel.staff == 15


class TestGivenAnAct:
    @pytest.mark.parametrize(
        "name",
        [
            "change", "close", "move", "succeed", "officer", "key-unit", "bounds", "add-alias",
            "record-facility", "record-estate", "reopen",
        ],
    )  # fmt: skip
    def test_every_page_draws(self, district, sign_in, name):
        hotel = premises(district, credit_code=credit_code(1))

        address = reverse(f"premises:{name}", args=[hotel.pk])

        assert sign_in("chief").get(address).status_code == 200

    def test_closing_needs_a_reason(self, district, sign_in):
        hotel = premises(district)
        address = reverse("premises:close", args=[hotel.pk])

        assert sign_in("chief").post(address, {"on": "2026-03-20"}).status_code == 422
        sign_in("chief").post(address, {"on": "2026-03-20", "reason": "停业", "version": "1"})

        hotel.refresh_from_db()
        assert hotel.status == PremisesStatus.CLOSED

    def test_moving_to_another_stations_ground_leads_back_to_the_list(self, district, sign_in):
        place = premises(district)
        address = reverse("premises:move", args=[place.pk])

        answer = sign_in("officer").post(address, {
            "reason": "搬迁", "on": "2026-03-02", "territory": str(district.south_community.pk),
            "address": "乙一村3组", "version": place.version,
        }, follow=True)  # fmt: skip

        assert answer.redirect_chain == [(reverse("premises:list"), 302)]
        assert place.name not in answer.content.decode()
        record = reverse("premises:record", args=[place.pk])
        assert sign_in("south_officer").get(record).status_code == 200

    def test_who_may_not_is_told_who_can(self, district, sign_in):
        hotel = premises(district)

        page = sign_in("officer").get(reverse("premises:officer", args=[hotel.pk]))

        assert page.status_code == 403


@pytest.mark.django_db(transaction=True)
class TestGivenTheImportPages:
    def test_a_file_goes_all_the_way_and_back(self, district, sign_in, tmp_path):
        client = sign_in("chief")
        path = small_places(tmp_path / "九小.xlsx", [place(1), place(2, area="很大")])
        upload = SimpleUploadedFile("九小.xlsx", path.read_bytes())

        answer = client.post(
            reverse("premises:upload"), {"file": upload, "station": str(district.north.pk)}
        )
        batch = ImportBatch.objects.get()
        here = reverse("premises:import", args=[batch.pk])
        assert answer["Location"] == here

        columns = client.get(here)
        table = next(sheet for sheet in columns.context["sheets"] if sheet.get("columns"))
        chosen = [column["chosen"] for column in table["columns"]]
        answer = client.post(
            here,
            {"use-1": "1", "columns-1": chosen, "remember_as": "九小表", "community": ""},
        )
        assert answer.status_code == 302

        preview = client.get(here)
        assert preview.context["batch"].state == BatchState.PREVIEWED
        assert "premises.unreadable-number" in preview.content.decode()
        rejected = client.get(reverse("premises:import-rejected", args=[batch.pk]))
        assert b"".join(rejected.streaming_content)[:2] == b"PK"

        client.post(reverse("premises:import-enter", args=[batch.pk]))
        assert Premises.objects.get().name == "第1号便利店"
        assert client.get(here).status_code == 200

        client.post(reverse("premises:import-undo", args=[batch.pk]), {"reason": "导错了"})
        assert not Premises.objects.exists()
        assert client.get(here).status_code == 200
        assert client.get(reverse("premises:imports")).status_code == 200

    def test_a_picture_is_refused_at_the_field(self, district, sign_in):
        upload = SimpleUploadedFile("表.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 600)

        page = sign_in("chief").post(
            reverse("premises:upload"), {"file": upload, "station": str(district.north.pk)}
        )

        assert page.status_code == 422
        assert page.context["form"].errors["file"]

    def test_another_station_sees_nothing_of_it(self, district, sign_in, tmp_path):
        path = small_places(tmp_path / "九小.xlsx", [place(1)])
        upload = SimpleUploadedFile("九小.xlsx", path.read_bytes())
        sign_in("chief").post(
            reverse("premises:upload"), {"file": upload, "station": str(district.north.pk)}
        )
        batch = ImportBatch.objects.get()

        client = sign_in("south_chief")

        for name in ("import", "import-rejected"):
            address = reverse(f"premises:{name}", args=[batch.pk])
            assert client.get(address).status_code == 404
        assert client.post(reverse("premises:import-enter", args=[batch.pk])).status_code == 404
