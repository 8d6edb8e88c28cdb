"""What is beyond the station goes to the brigade; what is severe goes to township and brigade."""

from __future__ import annotations

from datetime import timedelta

from tests.browser.reader import Reader
from tests.factories import hazards as hazard
from tests.factories.district import District
from wanghuo.foundation.journal import verification
from wanghuo.foundation.support import clock
from wanghuo.operations.hazards.domain.terms import Measure
from wanghuo.operations.hazards.models import Hazard, SevereReport
from wanghuo.registers.documents.models import Document


def at_the_step(reader: Reader, username: str, found: Hazard, step: str) -> None:
    """Come to a hazard from one's own worklist and take its next step."""
    reader.enter(username)
    reader.open("/")
    reader.leads(reader.page.locator(f"main a[href='/hazards/{found.pk}/']").first)
    reader.press(step)
    reader.is_fit()


class TestGivenAPlaceOpenedWithoutPermission:
    def test_when_it_is_transferred_then_the_brigade_receives_answers_and_it_is_closed(
        self, crossing: Reader, district: District
    ):
        reader = crossing
        found = hazard.found(
            district, at=clock.now() - timedelta(hours=2), measure=Measure.TRANSFER,
            violation="V01",
        )  # fmt: skip

        at_the_step(reader, "officer", found, "Send the transfer letter")
        reader.press("Issue the transfer letter")
        reader.sees(reader.word("The transfer letter was issued."))
        letter = Document.objects.get(kind="TRANSFER_LETTER")
        reader.sees(letter.number_text)

        at_the_step(reader, "brigade_head", found, "Confirm receipt of the transfer")
        reader.sees(letter.number_text)
        reader.press("Confirm receipt")
        reader.press("Answer the station")
        reader.page.locator("[name=answer][value=CASE_FILED]").check()
        reader.page.fill("[name=note]", "已立案查处，责令停止营业")
        reader.is_fit()
        reader.press("Send the answer")
        reader.sees(reader.word("The answer was recorded."))

        at_the_step(reader, "officer", found, "Read the answer and close")
        reader.sees("已立案查处，责令停止营业")
        reader.press("Close the hazard")
        closed = Hazard.objects.get()
        assert closed.status == "CLOSED"
        assert not closed.next_step
        reader.is_fit()
        assert verification.verify().is_sound

    def test_when_another_station_opens_it_then_there_is_no_such_record(
        self, reader: Reader, district: District
    ):
        found = hazard.found(district, at=clock.now(), measure=Measure.TRANSFER, violation="V01")
        reader.enter("south_officer")
        answer = reader.page.goto(f"{reader.address}/hazards/{found.pk}/")

        assert answer is not None
        assert answer.status == 404
        reader.misses(found.description)
        reader.is_fit()


class TestGivenAFaultThatThreatensTheCrowd:
    def test_when_it_is_reported_then_township_and_brigade_have_it_at_the_same_time(
        self, alternating: Reader, district: District
    ):
        reader = alternating
        found = hazard.ordered(district, at=clock.now() - timedelta(hours=1))
        reader.enter("officer")
        reader.open(f"/hazards/{found.pk}/")
        reader.press("Report as severe")
        reader.page.fill("[name=danger]", "商场人员密集，唯一出口被锁闭")
        reader.is_fit()
        reader.send()
        reader.sees(
            reader.word("The report was issued to the township government and the brigade.")
        )

        report = SevereReport.objects.get()
        assert (report.township, report.brigade) == (district.north_government, district.brigade)
        assert report.document.kind == "SEVERE_HAZARD_REPORT"
        assert Hazard.objects.get().grade == "SEVERE"
        reader.enter("brigade_officer")
        reader.open(f"/hazards/{found.pk}/")
        reader.sees(report.document.number_text)
        reader.is_fit()
