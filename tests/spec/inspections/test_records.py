"""The inspection record says what was broken, never the rule by which it was inspected or fined."""

from tests.factories import inspections as made
from tests.factories.district import District
from wanghuo.registers.documents import selectors as documents


def test_when_a_fault_is_recorded_then_only_the_duty_it_breaks_is_cited(district: District):
    visit = made.visit(district)
    made.fail(district, visit, "evacuation_routes", note="疏散通道堆放纸箱")
    made.all_right(district, visit)

    (found,) = documents.about(visit).get(kind="INSPECTION_RECORD").contents.findings
    cited = [(citation.instrument, citation.article) for citation in found.citations]

    assert cited == [("中华人民共和国消防法", "第二十八条")]
