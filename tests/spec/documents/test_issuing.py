"""Documents are issued whole, numbered without a gap, and never change afterwards."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.documents import ISSUED_AT, drawn_hand, order_at_once, payload
from wanghuo.foundation.journal import archive, verification
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import NotAllowed, NotFound
from wanghuo.registers.documents import selectors, services
from wanghuo.registers.documents.domain import forms
from wanghuo.registers.documents.domain.drawing import glyphs
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.pictures import BadScan, BadSignature
from wanghuo.registers.documents.domain.sheets import Hand, SignatureRole
from wanghuo.registers.documents.domain.states import DocumentStatus, ServiceMethod
from wanghuo.registers.documents.models import Document
from wanghuo.registers.documents.services import refusals


def issued(district, kind=DocumentKind.ORDER_AT_ONCE, *, at=ISSUED_AT, station=None, **more):
    return services.issue(
        kind=kind,
        organization=station or district.north,
        subject=district.north_community,
        payload=more.pop("payload", None) or payload(kind),
        by=district.officer,
        at=at,
        **more,
    )


class TestGivenACompletePayload:
    @pytest.mark.parametrize("kind", DocumentKind)
    def test_when_issued_then_it_has_number_paper_and_a_journal_entry(self, district, kind):
        document = issued(district, kind)

        assert document.number == 1
        assert document.number_text.endswith("字〔2026〕第0001号")
        assert document.number_text.startswith("甲所")
        assert archive.read(document.file.digest).startswith(b"%PDF-")
        assert [moment.entry.kind for moment in journal.timeline(document)] == ["documents.issued"]

    def test_when_issued_then_the_agency_is_named_after_its_bureau(self, district):
        assert issued(district).agency == "亭湖公安分局甲派出所"

    def test_when_issued_then_its_payload_comes_back_unchanged(self, district):
        document = Document.objects.get(pk=issued(district).pk)

        assert document.contents == order_at_once()

    def test_when_sent_twice_with_one_id_then_there_is_one_document(self, district):
        key = uuid7()

        assert issued(district, id=key) == issued(district, id=key)
        assert Document.objects.count() == 1

    def test_when_the_id_is_taken_by_another_then_it_is_refused(self, district):
        key = uuid7()
        issued(district, id=key)

        with pytest.raises(refusals.AlreadyIssued):
            issued(district, id=key, payload=order_at_once(transferred_to="另一机构"))

    def test_when_the_year_turns_in_beijing_then_numbers_start_again(self, district):
        issued(district)
        new_year = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)

        document = issued(district, at=new_year)

        assert (document.year, document.number) == (2027, 1)

    def test_when_a_hand_was_drawn_then_it_is_on_the_paper(self, district):
        hand = Hand(role=SignatureRole.OFFICER, name="葛社区", png=drawn_hand())

        document = issued(district, signatures=[hand])

        assert document.is_signed
        assert document.signatures.get().name == "葛社区"
        assert len(archive.read(document.file.digest)) > len(
            archive.read(issued(district).file.digest)
        )


class TestGivenSomethingThatMayNotBePrinted:
    def test_when_facts_are_missing_then_nothing_is_issued(self, district):
        with pytest.raises(refusals.Incomplete) as refused:
            issued(district, payload=order_at_once(findings=(), inspected_on=None))

        assert refused.value.facts["pointers"] == ["/inspected_on", "/findings"]
        assert not Document.objects.exists()

    def test_when_a_box_does_not_exist_on_the_form_then_it_is_refused(self, district):
        with pytest.raises(refusals.Incomplete):
            issued(district, payload=order_at_once(items=("NO_SUCH_BOX",)))

    def test_when_no_font_has_a_character_then_it_is_refused_and_no_number_used(self, district):
        place = forms.Place(name="缅甸文ကခ饭店", address="青年路1号")
        with pytest.raises(glyphs.Unprintable) as refused:
            issued(district, payload=order_at_once(place=place))

        assert "U+1000" in refused.value.facts["characters"]
        assert issued(district).number == 1

    @pytest.mark.parametrize("picture", [b"", b"GIF89a", drawn_hand()[:60], b"\x89PNG\r\n\x1a\n"])
    def test_when_the_hand_is_no_picture_then_it_is_refused(self, district, picture):
        hand = Hand(role=SignatureRole.OFFICER, name="葛社区", png=picture)
        with pytest.raises(BadSignature):
            issued(district, signatures=[hand])

        assert not Document.objects.exists()


class TestGivenAnIssuedDocument:
    def test_when_signed_on_glass_then_the_issued_paper_stays_beside_the_signed(self, district):
        document = issued(district)
        services.sign(
            document=document, role=SignatureRole.PARTY, name="张德明", picture=drawn_hand(),
            by=district.officer, at=ISSUED_AT + timedelta(minutes=5),
        )  # fmt: skip

        purposes = list(document.files.order_by("id").values_list("purpose", flat=True))
        assert purposes == ["ISSUED", "SIGNED"]
        assert selectors.current_file(document).purpose == "SIGNED"

    def test_when_a_scan_is_added_then_it_is_what_readers_see(self, district):
        document = issued(district)
        services.attach_scan(
            document=document, content=drawn_hand(), by=district.officer, at=ISSUED_AT
        )

        content, media_type = selectors.shown(document)
        assert (content, media_type) == (drawn_hand(), "image/png")

    def test_when_the_scan_is_something_else_then_it_is_refused(self, district):
        with pytest.raises(BadScan):
            services.attach_scan(
                document=issued(district), content=b"MZ\x90", by=district.officer, at=ISSUED_AT
            )

    def test_when_served_then_day_and_recipient_are_kept(self, district):
        document = issued(district)
        services.serve(
            document=document, method=ServiceMethod.DIRECT, recipient="张德明", relation="HEAD",
            served_at=ISSUED_AT, by=district.officer, at=ISSUED_AT,
        )  # fmt: skip

        document.refresh_from_db()
        assert document.status == DocumentStatus.SERVED
        assert str(document.served_on) == "2026-11-23"

    @pytest.mark.parametrize(
        ("wrong", "refusal"),
        [
            ({"method": ServiceMethod.LEFT}, refusals.NoWitness),
            ({"recipient": " "}, refusals.NoRecipient),
            ({"served_at": ISSUED_AT - timedelta(days=1)}, refusals.ServedBeforeIssue),
        ],
    )
    def test_when_the_service_cannot_be_true_then_it_is_refused(self, district, wrong, refusal):
        facts = {"method": ServiceMethod.DIRECT, "recipient": "张德明", "served_at": ISSUED_AT}
        with pytest.raises(refusal):
            services.serve(
                document=issued(district), by=district.officer, at=ISSUED_AT, **facts | wrong
            )

    def test_when_voided_then_it_keeps_number_and_file_and_is_shown_void(self, district):
        document = issued(district)
        original = archive.read(document.file.digest)
        services.void(document, "文书对象有误", district.chief, ISSUED_AT)

        document.refresh_from_db()
        assert document.number_text == "甲所即字〔2026〕第0001号"
        assert archive.read(document.file.digest) == original
        assert selectors.shown(document)[0] != original
        assert issued(district).number == 2

    def test_when_voided_then_nothing_more_can_be_done_with_it(self, district):
        document = issued(district)
        services.void(document, "文书对象有误", district.chief, ISSUED_AT)

        with pytest.raises(refusals.Voided):
            services.void(document, "再次作废", district.chief, ISSUED_AT)
        with pytest.raises(refusals.Voided):
            services.sign(
                document=document, role=SignatureRole.PARTY, name="张德明", picture=drawn_hand(),
                by=district.officer, at=ISSUED_AT,
            )  # fmt: skip

    def test_when_no_reason_is_given_then_it_is_not_voided(self, district):
        with pytest.raises(refusals.NoReason):
            services.void(issued(district), " ", district.chief, ISSUED_AT)

    def test_when_the_post_may_not_void_then_it_is_refused(self, district):
        with pytest.raises(NotAllowed):
            services.void(issued(district), "文书对象有误", district.officer, ISSUED_AT)

    def test_when_somebody_of_another_station_asks_then_it_is_not_found(self, district):
        document = issued(district)

        assert selectors.get(document.pk, seen_by=district.chief) == document
        assert selectors.get(document.pk, seen_by=district.brigade_officer) == document
        with pytest.raises(NotFound):
            selectors.get(document.pk, seen_by=district.south_chief)

    def test_when_asked_what_mentions_a_row_then_it_is_found(self, district):
        document = issued(district, concerning=[district.north])

        assert list(selectors.about(district.north_community)) == [document]
        assert list(selectors.about(district.north)) == [document]
        assert list(selectors.about(district.south)) == []

    def test_when_drawn_again_then_the_bytes_are_those_of_the_archive(self, district):
        document = issued(district)

        assert selectors.as_pdf_again(document) == archive.read(document.file.digest)

    def test_when_all_was_done_with_it_then_the_journal_proves_rows_and_files(self, district):
        hand = Hand(role=SignatureRole.OFFICER, name="葛社区", png=drawn_hand())
        document = issued(district, signatures=[hand])
        services.sign(
            document=document, role=SignatureRole.PARTY, name="张德明", picture=drawn_hand(),
            by=district.officer, at=ISSUED_AT,
        )  # fmt: skip
        services.attach_scan(
            document=document, content=drawn_hand(300, 200), by=district.officer, at=ISSUED_AT
        )
        services.serve(
            document=document, method=ServiceMethod.DIRECT, recipient="张德明",
            served_at=ISSUED_AT, by=district.officer, at=ISSUED_AT,
        )  # fmt: skip
        services.void(document, "文书对象有误", district.chief, ISSUED_AT)
        block = services.reserve_numbers(
            organization=district.north, kind=DocumentKind.ORDER_AT_ONCE, year=2026, size=3,
            device="执法终端7号", by=district.officer, at=ISSUED_AT,
        )  # fmt: skip
        issued(district, number=3, block=block)
        services.return_numbers(block=block, by=district.officer, at=ISSUED_AT)

        assert verification.verify().findings == []

    def test_when_its_row_is_changed_behind_the_journal_then_that_is_found(self, district):
        document = issued(district)
        Document.objects.filter(pk=document.pk).update(title_for="别人")

        assert [finding.object_id for finding in verification.verify().findings] == [
            str(document.pk)
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "甲所即字〔2026〕第0001号",
            "〔2026〕第0001号",
            "1",
            "0001号",
            "即字〔2026〕1",
            "新洋农贸",
        ],
    )
    def test_when_searched_by_number_or_addressee_then_it_is_found(self, district, text):
        document = issued(district)
        issued(district)

        assert document in selectors.search(text, seen_by=district.officer)

    @pytest.mark.parametrize("text", ["限字〔2026〕第0001号", "〔2025〕第0001号", "没有这家"])
    def test_when_searched_by_something_else_then_it_is_not(self, district, text):
        issued(district)

        assert not selectors.search(text, seen_by=district.officer).exists()
