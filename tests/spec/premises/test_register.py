"""The register of supervised objects."""

from datetime import date, timedelta

import pytest

from tests.factories.premises import REGISTERED_AT, credit_code, premises, rules
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.journal.verification import verify
from wanghuo.foundation.kernel.refusals import NotFound, StaleVersion
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Assignment
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.premises import selectors, services
from wanghuo.registers.premises.domain import values
from wanghuo.registers.premises.domain.terms import Occupancy, PremisesKind, PremisesStatus
from wanghuo.registers.premises.services import accountability, lifecycle, particulars

LATER = REGISTERED_AT + timedelta(days=30)


class TestGivenANewObject:
    def test_when_registered_then_its_station_follows_from_its_community(self, district):
        hotel = premises(district)

        assert hotel.station == district.north

    def test_when_its_credit_code_has_a_wrong_check_digit_then_it_is_refused(self, district):
        with pytest.raises(values.WrongCreditCode) as refused:
            premises(district, credit_code="91320902MA0000001X")

        assert refused.value.field == "credit_code"

    def test_when_code_and_address_are_on_the_register_then_it_is_refused(self, district):
        code = credit_code(1)
        premises(district, "城阳宾馆", credit_code=code, address="建军中路12号")

        with pytest.raises(particulars.AlreadyRegistered):
            premises(district, "城阳酒店", credit_code=code, address="建军中路十二号")

    def test_when_sent_twice_with_one_id_then_it_is_there_once(self, district):
        first = premises(district)

        assert premises(district, id=first.pk) == first

    def test_when_assigned_by_higher_police_then_the_document_is_asked_for(self, district):
        with pytest.raises(particulars.DocumentMissing):
            premises(district, competence="ASSIGNED")

    def test_when_registered_then_the_journal_tells_it(self, district):
        hotel = premises(district)

        assert "城阳宾馆" in journal.timeline(hotel)[0].sentence
        assert verify().is_sound


class TestGivenAnAccountableOfficer:
    def test_when_a_community_officer_has_the_community_then_it_is_that_officer(self, district):
        assert premises(district).accountable_officer == district.officer

    def test_when_nobody_has_the_community_then_it_is_the_fire_officer(self, district):
        hotel = premises(district)
        access.end_assignment(
            assignment=Assignment.objects.get(person=district.officer),
            until=LATER.date(), by=district.chief, at=LATER,
        )  # fmt: skip

        hotel.refresh_from_db()

        assert hotel.accountable_officer == district.fire_officer

    def test_every_layer_has_exactly_one_person(self, district):
        hotel = premises(district)

        people = {layer: selectors.accountable(hotel, layer) for layer in Layer}

        assert people == {
            Layer.OFFICER: district.officer,
            Layer.DEPUTY: district.deputy,
            Layer.CHIEF: district.chief,
            Layer.BRIGADE: district.brigade_officer,
        }

    def test_when_named_by_hand_then_the_reason_is_kept_and_posts_do_not_undo_it(self, district):
        hotel = premises(district)
        services.assign_officer(
            premises=hotel, person=district.second_officer, reason="熟悉情况", by=district.chief,
            at=LATER,
        )  # fmt: skip

        services.resolve_station(district.north, by=district.chief, at=LATER)

        hotel.refresh_from_db()
        assert hotel.accountable_officer == district.second_officer
        assert "熟悉情况" in journal.timeline(hotel)[0].sentence
        assert selectors.accountable(hotel, Layer.OFFICER, LATER.date()) == district.second_officer

    def test_when_named_by_hand_without_reason_then_it_is_refused(self, district):
        with pytest.raises(accountability.ReasonMissing):
            services.assign_officer(
                premises=premises(district), person=district.chief, reason=" ",
                by=district.chief, at=LATER,
            )  # fmt: skip

    def test_when_released_on_the_same_day_then_the_rule_applies_again(self, district):
        hotel = premises(district)
        services.assign_officer(
            premises=hotel, person=district.chief, reason="临时", by=district.chief, at=LATER
        )

        services.release_officer(premises=hotel, reason="已恢复", by=district.chief, at=LATER)

        hotel.refresh_from_db()
        assert hotel.accountable_officer == district.officer
        assert verify().is_sound


class TestGivenKeyUnitThresholds:
    def test_when_a_hotel_reaches_them_then_it_is_a_key_unit_and_says_why(self, district):
        hotel = premises(district, occupancy=Occupancy.HOTEL, rooms=80, beds=160)

        assert hotel.is_key_unit
        assert hotel.key_unit_finding["reasons"]

    def test_when_decided_by_hand_then_a_change_of_facts_does_not_undo_it(self, district):
        hotel = premises(district, occupancy=Occupancy.HOTEL, rooms=80)
        hotel = services.decide_key_unit(
            premises=hotel, is_key=False, reason="大队未列管", version=hotel.version,
            by=district.chief, at=LATER, rules=rules(),
        )  # fmt: skip

        hotel = services.change(
            premises=hotel, changes={"rooms": 90}, version=hotel.version, by=district.chief,
            at=LATER, rules=rules(),
        )  # fmt: skip

        assert not hotel.is_key_unit

    def test_floor_and_ceiling_follow_the_class(self, district):
        key = premises(district, occupancy=Occupancy.HOTEL, rooms=80)
        plain = premises(district, "老王五金店", occupancy=Occupancy.MARKET)

        assert key.yearly_floor >= plain.yearly_floor >= 1
        assert key.yearly_ceiling >= key.yearly_floor


class TestGivenTwoPeopleEditingOneRecord:
    def test_when_the_second_saves_then_nothing_is_lost(self, district):
        hotel = premises(district)
        services.change(
            premises=hotel, changes={"staff": 12}, version=1, by=district.officer, at=LATER,
            rules=rules(),
        )  # fmt: skip

        with pytest.raises(StaleVersion) as refused:
            services.change(
                premises=hotel, changes={"staff": 15}, version=1, by=district.chief, at=LATER,
                rules=rules(),
            )  # fmt: skip

        assert refused.value.facts["current"].staff == 12


class TestGivenTheEndOfAPlace:
    def test_when_closed_then_it_keeps_its_record(self, district):
        hotel = services.close(
            premises=premises(district), reason="停业", on=date(2026, 3, 20), version=1,
            by=district.officer, at=LATER,
        )  # fmt: skip

        assert (hotel.status, hotel.ended_on) == (PremisesStatus.CLOSED, date(2026, 3, 20))

    def test_when_it_would_close_tomorrow_then_it_is_refused(self, district):
        with pytest.raises(lifecycle.EndsInTheFuture):
            services.close(
                premises=premises(district), reason="停业", on=LATER.date() + timedelta(days=2),
                version=1, by=district.officer, at=LATER,
            )  # fmt: skip

    def test_when_it_moves_to_another_station_then_that_station_answers(self, district):
        moved = services.move(
            premises=premises(district), reason="搬迁", on=LATER.date(), version=1,
            by=district.officer, at=LATER, rules=rules(), territory=district.south_community,
            address="乙一村3组",
        )  # fmt: skip

        assert moved.station == district.south
        assert moved.accountable_officer == district.south_officer

    def test_when_another_takes_its_place_then_both_know(self, district):
        old, new = premises(district, "老店"), premises(district, "新店")

        services.succeed(
            former=old, successor=new, on=LATER.date(), reason="转让", by=district.officer,
            at=LATER,
        )  # fmt: skip

        old.refresh_from_db()
        assert old.status == PremisesStatus.CLOSED
        assert [link.former for link in new.predecessors.all()] == [old]
        assert verify().is_sound


class TestGivenScope:
    @pytest.mark.parametrize("stranger", ["south_chief", "south_officer"])
    def test_when_a_stranger_asks_then_there_is_no_such_record(self, district, stranger):
        hotel = premises(district)

        with pytest.raises(NotFound):
            selectors.get(hotel.pk, getattr(district, stranger))
        assert not selectors.search("城阳", getattr(district, stranger))

    @pytest.mark.parametrize(
        "insider", ["officer", "chief", "brigade_officer", "bureau_leader", "administrator"]
    )
    def test_when_an_insider_asks_then_it_is_there(self, district, insider):
        hotel = premises(district)

        assert selectors.get(hotel.pk, getattr(district, insider)) == hotel


class TestGivenASearch:
    @pytest.mark.parametrize(
        "words",
        [
            "城阳宾馆", "阳宾", "cybg", "ycscybg", "建军中路", "建军中", "建军中路12号",
            "91320902MA", "王小明", "wxm", "13800138000", "1380013", "望海楼", "宾馆 建军",
        ],
    )  # fmt: skip
    def test_the_object_is_found(self, district, words):
        hotel = premises(
            district, "盐城市城阳宾馆", address="建军中路12号", credit_code=credit_code(7),
            head_name="王小明", head_phone="13800138000", aliases=["望海楼旅社"],
        )  # fmt: skip
        premises(district, "老李面馆", address="毓龙路8号")

        assert selectors.search(words, district.officer) == [hotel]

    @pytest.mark.parametrize("words", ["天安门", "zzz", "'", '"', "*", "'; DROP", "(", "——"])
    def test_strange_words_find_nothing_and_break_nothing(self, district, words):
        premises(district)

        assert selectors.search(words, district.officer) == []

    def test_when_the_name_changes_then_the_new_name_is_found(self, district):
        hotel = premises(district)
        services.change(
            premises=hotel, changes={"name": "海棠酒店"}, version=1, by=district.officer,
            at=LATER, rules=rules(),
        )  # fmt: skip

        assert selectors.search("海棠", district.officer) == [hotel]
        assert selectors.search("城阳", district.officer) == []


class TestGivenSomethingAlike:
    def test_it_is_offered_before_a_second_record_is_made(self, district):
        hotel = premises(district, address="建军中路12号")

        alike = selectors.duplicates(station=district.north, name="城 阳 宾 馆", address="别处1号")

        assert alike == [hotel]


def test_property_companies_keep_their_estates(district):
    company = premises(district, "安居物业服务有限公司", kind=PremisesKind.PROPERTY_COMPANY)
    services.record_estate(
        premises=company, name="锦绣花园", by=district.officer, at=LATER, households=600
    )

    assert [estate.name for estate in company.estates.all()] == ["锦绣花园"]
    assert verify().is_sound
