"""The journal proves that nothing was changed behind its back."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import transaction

from tests.factories.district import District
from wanghuo.foundation.journal import archive, rows, selectors, services, verification
from wanghuo.foundation.journal.models import Chain, Entry, Subject
from wanghuo.foundation.journal.verification import Discrepancy
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Organization

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def discrepancies() -> list[Discrepancy]:
    return [finding.discrepancy for finding in verification.verify().findings]


@pytest.mark.parametrize("algorithm", ["sm3", "sha256"])
class TestGivenADistrictWhoseActsAreAllRecorded:
    @pytest.fixture(autouse=True)
    def chosen(self, settings: object, algorithm: str) -> None:
        settings.JOURNAL_HASH = algorithm  # type: ignore[attr-defined]

    def test_when_nothing_was_touched_then_the_journal_is_sound(self, district: District):
        result = verification.verify()

        assert result.is_sound
        assert result.entries == Entry.objects.count() > 20
        assert result.rows > 20

    def test_when_an_entry_is_altered_then_the_first_broken_entry_is_named(
        self, district: District
    ):
        entry = Entry.objects.filter(chain="installation", number=3).get()
        Entry.objects.filter(pk=entry.pk).update(facts={"name": "somebody else"})

        finding = verification.verify().findings[0]

        assert finding.discrepancy == Discrepancy.CONTENT_CHANGED
        assert (finding.chain, finding.number) == ("installation", 3)

    def test_when_the_last_entry_is_cut_off_then_the_missing_end_is_found(self, district: District):
        last = Entry.objects.filter(chain="installation").order_by("-number")[0]
        last.subjects.all().delete()
        last.delete()

        assert Discrepancy.HEAD_CHANGED in discrepancies()

    def test_when_an_entry_in_the_middle_is_removed_then_the_gap_is_found(self, district: District):
        second = Entry.objects.get(chain="installation", number=2)
        second.subjects.all().delete()
        second.delete()

        assert discrepancies()[0] == Discrepancy.NUMBER_MISSING

    def test_when_a_row_is_changed_without_an_act_then_the_row_is_named(self, district: District):
        Person.objects.filter(username="officer").update(name="换名")

        finding = verification.verify().findings[0]

        assert finding.discrepancy == Discrepancy.ROW_CHANGED
        assert finding.object_id == str(district.officer.pk)

    def test_when_a_row_is_deleted_without_an_act_then_it_is_missed(self, district: District):
        extra = Organization.objects.get(code="320902-ZJ")
        extra.jurisdictions.all().delete()
        Organization.objects.filter(pk=extra.pk).delete()

        assert Discrepancy.ROW_MISSING in discrepancies()


class TestGivenAnActThatRestsOnAFile:
    @pytest.fixture
    def kept(self, district: District) -> archive.Kept:
        kept = archive.keep(b"a scanned page", name="scan.png", media_type="image/png")
        with transaction.atomic():
            services.record(
                "test.scanned", about=(), concerning=[district.officer], by=district.officer,
                at=AT, evidence=[kept],
            )  # fmt: skip
        return kept

    def test_when_the_file_is_whole_then_it_counts_as_checked(self, kept: archive.Kept):
        result = verification.verify()

        assert result.is_sound and result.files == 1

    def test_when_the_file_is_changed_then_it_is_found(self, kept: archive.Kept):
        archive.path_of(kept.digest).write_bytes(b"another page")

        assert discrepancies() == [Discrepancy.FILE_CHANGED]

    def test_when_one_byte_is_changed_then_the_file_is_named_with_the_entry_that_rests_on_it(
        self, kept: archive.Kept
    ):
        archive.path_of(kept.digest).write_bytes(b"a scanned pagf")

        (finding,) = verification.verify().findings
        assert (finding.label, finding.number) == ("scan.png", 1)

    def test_when_the_file_is_gone_then_it_is_found(self, kept: archive.Kept):
        archive.path_of(kept.digest).unlink()

        assert discrepancies() == [Discrepancy.FILE_MISSING]

    def test_when_a_record_is_opened_then_the_act_stands_in_its_time_line(
        self, kept: archive.Kept, district: District
    ):
        newest = selectors.timeline(district.officer)[0]

        assert newest.entry.kind == "test.scanned"
        assert newest.entry.by_label == district.officer.label


class TestGivenTwoOrganizations:
    def test_when_people_act_then_each_organization_has_its_own_chain(self, district: District):
        for person in (district.officer, district.south_officer, district.officer):
            with transaction.atomic():
                services.record("test.act", about=(), by=person, at=AT)

        lengths = {chain.key: chain.length for chain in Chain.objects.all()}
        assert lengths[str(district.north.pk)] == 2
        assert lengths[str(district.south.pk)] == 1

    def test_when_the_transaction_fails_then_neither_row_nor_entry_remains(
        self, district: District
    ):
        before = (Entry.objects.count(), Subject.objects.count())
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            services.record("test.act", about=district.officer, by=district.officer, at=AT)
            raise ZeroDivisionError

        assert (Entry.objects.count(), Subject.objects.count()) == before


def test_an_act_outside_a_transaction_is_a_programming_error(transactional_db: None):
    class Nobody:
        id, label, chain = "x", "x", "x"

    with pytest.raises(RuntimeError):
        services.record("test.act", about=(), by=Nobody(), at=AT)  # type: ignore[arg-type]


def test_the_archive_keeps_one_copy_of_equal_files():
    first = archive.keep(b"same", name="a", media_type="text/plain")
    second = archive.keep(b"same", name="b", media_type="text/plain")

    assert first.digest == second.digest
    assert archive.read(first.digest) == b"same"
    assert len([path for path in settings.ARCHIVE.rglob("*") if path.is_file()]) == 1


class TestGivenAColumnThatALaterVersionAdds:
    @pytest.fixture
    def earlier(self, district: District, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """Digest rows as a version did that did not know telephones yet."""

        def forget() -> None:
            rows.journalled_fields.cache_clear()
            rows._columns.cache_clear()

        monkeypatch.setattr(Person, "unjournalled", Person.unjournalled | {"phone"})
        forget()
        yield
        monkeypatch.undo()
        forget()

    def test_when_it_is_empty_then_digests_taken_before_still_hold(
        self, district: District, request: pytest.FixtureRequest
    ):
        person = district.officer
        person.phone = ""
        now = rows.row_digest(person, "sm3")
        request.getfixturevalue("earlier")

        assert rows.row_digest(person, "sm3") == now

    def test_when_it_is_filled_in_then_the_digest_tells(self, district: District):
        person = district.officer
        person.phone = ""
        before = rows.row_digest(person, "sm3")
        person.phone = "13800000000"

        assert rows.row_digest(person, "sm3") != before
