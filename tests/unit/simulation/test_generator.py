"""The generator: the same seed gives the same premises, at any scale, belonging to nobody."""

import time
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command
from stdnum.cn import uscc

from wanghuo.interfaces.simulation.domain import codes, crew, fate, places
from wanghuo.interfaces.simulation.domain.premises import premises_of, shares
from wanghuo.interfaces.simulation.services.workbooks import write_workbook
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.premises.domain.terms import FacilityKind, Occupancy, SmallKind

GROUND = places.communities(organization.shipped_table("320902"))


class TestTheShippedGround:
    def test_it_holds_the_whole_district(self):
        rows = organization.shipped_table("320902")

        assert sum(row.level == "TOWNSHIP" for row in rows) == 16
        assert sum(row.level == "COMMUNITY" for row in rows) == 208
        assert len({row.code for row in rows}) == len(rows)

    def test_no_two_communities_share_a_tile(self):
        rows = [r for r in organization.shipped_table("320902") if r.level == "COMMUNITY"]

        assert len({(row.tile_column, row.tile_row) for row in rows}) == 208

    def test_a_community_is_named_without_its_committee(self):
        assert [community.place for community in GROUND[:2]] == ["东闸新村", "雅和"]


class TestGivenASeed:
    def test_the_same_seed_gives_the_same_premises(self):
        assert list(premises_of(GROUND, 500, seed=7)) == list(premises_of(GROUND, 500, seed=7))

    def test_another_seed_gives_others(self):
        assert list(premises_of(GROUND, 500, seed=7)) != list(premises_of(GROUND, 500, seed=8))


class TestGivenAThousandPremises:
    premises = list(premises_of(GROUND, 1000, seed=1))

    def test_every_credit_code_is_valid_and_marked_as_invented(self):
        given = [one.credit_code for one in self.premises if one.credit_code]

        assert all(uscc.is_valid(code) for code in given)
        assert all(code[1] == "9" and code[8:10] == codes.MARK for code in given)
        assert len(set(given)) == len(given)

    def test_every_telephone_number_is_of_the_made_up_range(self):
        assert all(one.head_phone.startswith("1990000") for one in self.premises)

    def test_every_community_has_its_committee_once(self):
        committees = [one for one in self.premises if one.kind.endswith("COMMITTEE")]

        assert len(committees) == 208
        assert {one.community for one in committees} == {c.code for c in GROUND}

    def test_all_nine_small_kinds_occur(self):
        assert {one.small_kind for one in self.premises} - {""} == set(SmallKind)

    def test_every_word_is_one_the_register_knows(self):
        assert {one.occupancy for one in self.premises} <= set(Occupancy)
        assert {kind for one in self.premises for kind, _ in one.facilities} <= set(FacilityKind)


@pytest.mark.parametrize("total", [0, 5, 208, 209, 3000])
def test_shares_add_up_to_the_total(total: int):
    assert sum(shares(GROUND, total)) == total


def test_a_million_premises_come_one_at_a_time():
    stream = premises_of(GROUND, 1_000_000, seed=1)

    assert [one.number for one in islice(stream, 3)] == [0, 1, 2]


class TestInventedGround:
    counties = list(places.invented_counties(40, Random(1)))

    def test_it_holds_the_stations_asked_for(self):
        townships = [r.code for county in self.counties for r in county if r.level == "TOWNSHIP"]

        assert len(set(townships)) == 40

    def test_its_codes_belong_to_no_province(self):
        assert all(row.code.startswith("99") for county in self.counties for row in county)


class TestTheCrew:
    stations: dict[str, list[str]] = {}
    for community in GROUND:
        stations.setdefault(community.code[:9], []).append(community.code)
    recruits = list(
        crew.recruits(
            stations, bureau="320902", brigade="320902-XF", shown="320902003", rng=Random(1)
        )
    )

    def test_there_are_as_many_community_officers_as_documented(self):
        assert sum(one.post == "COMMUNITY_OFFICER" for one in self.recruits) == 115

    def test_every_community_is_looked_after_by_one_of_them(self):
        officers = [one for one in self.recruits if one.post == "COMMUNITY_OFFICER"]
        looked_after = [code for one in officers for code in one.communities]

        assert sorted(looked_after) == [community.code for community in GROUND]

    def test_the_brigade_account_guides_the_shown_station(self):
        guide = next(one for one in self.recruits if one.account == "brigade")

        assert set(self.stations["320902003"]) & set(guide.communities)

    def test_nobody_shares_a_user_name(self):
        names = [one.username for one in self.recruits]

        assert len(set(names)) == len(names)


class TestWhatVisitsFind:
    ITEMS = [(f"item_{number}", True) for number in range(20)]

    def test_there_are_about_two_faults_a_visit(self):
        rng = Random(1)
        cares = [rng.betavariate(3.2, 1.6) for _ in range(4000)]
        found = [len(fate.faults(self.ITEMS, care=c, known=(), rng=rng)) for c in cares]

        assert 1.8 < sum(found) / len(found) < 2.2

    def test_what_was_found_before_is_rarely_found_again(self):
        def count(known: set[str]) -> int:
            rng = Random(2)
            return sum(
                len(fate.faults(self.ITEMS, care=0.5, known=known, rng=rng)) for _ in range(500)
            )

        assert count({key for key, _ in self.ITEMS}) < 0.7 * count(set())


@pytest.mark.parametrize("rows", [10, 60, 500])
def test_a_workbook_holds_about_as_many_rows_as_were_asked_for(tmp_path: Path, rows: int):
    written = write_workbook(tmp_path / "station.xlsx", GROUND, rows, seed=3)

    assert sum(written.values()) == rows


def test_the_same_seed_gives_the_same_workbook_byte_for_byte(tmp_path: Path):
    first, second, other = (tmp_path / f"{name}.xlsx" for name in ("first", "second", "other"))
    write_workbook(first, GROUND, 60, seed=3)
    time.sleep(1.1)
    write_workbook(second, GROUND, 60, seed=3)
    write_workbook(other, GROUND, 60, seed=4)

    assert first.read_bytes() == second.read_bytes() != other.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("--stations", "0"), ("--stations", "-1"), ("--stations", "many"), ("--premises", "0"),
        ("--stations", "31681"), ("--rows", "0"), ("--rows", "1048577"), ("--rows", "1.5"),
    ],
)  # fmt: skip
def test_an_amount_that_cannot_be_made_is_refused_with_its_bounds(words: tuple[str, str]):
    with pytest.raises(CommandError, match=r"is not a whole number from 1 to"):
        call_command("generate", *words)


def test_a_workbook_in_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(CommandError, match="there is no folder"):
        call_command("generate", "--workbook", str(tmp_path / "none" / "a.xlsx"))
