"""The pages of documents: what a person sees, may do, and is refused."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.documents import ISSUED_AT, drawn_hand, order_at_once, payload
from wanghuo.registers.documents import services
from wanghuo.registers.documents.domain import forms
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.states import DocumentStatus

KIND = DocumentKind.ORDER_AT_ONCE


@pytest.fixture
def document(district):
    return services.issue(
        kind=KIND, organization=district.north, subject=district.north_community,
        payload=payload(KIND), by=district.officer, at=ISSUED_AT,
    )  # fmt: skip


def address(name, document, **more):
    return reverse(f"documents:{name}", kwargs={"document_id": document.pk, **more})


class TestGivenAnOfficerOfTheStation:
    @pytest.fixture(autouse=True)
    def signed_in(self, client, district):
        client.force_login(district.officer)

    def test_when_the_list_is_opened_then_the_document_is_in_it(self, client, document):
        answer = client.get(reverse("documents:list"))

        assert answer.status_code == 200
        assert document.number_text in answer.content.decode()

    def test_when_the_list_is_filtered_then_only_matches_are_in_it(self, client, document):
        found = client.get(reverse("documents:list"), {"q": "新洋农贸", "unserved": "1"})
        none = client.get(reverse("documents:list"), {"kind": "TRANSFER_LETTER"})

        assert document.number_text in found.content.decode()
        assert document.number_text not in none.content.decode()

    def test_when_the_record_is_opened_then_its_pages_and_next_step_are_there(
        self, client, document
    ):
        text = client.get(address("record", document)).content.decode()

        assert address("page", document, number=1) in text
        assert address("sign", document) in text
        assert address("void", document) not in text
        assert document.file.digest in text

    @pytest.mark.parametrize(
        ("name", "beginning"), [("file", b"%PDF-"), ("word", b"PK"), ("page", b"\x89PNG")]
    )
    def test_when_a_file_is_wanted_then_it_is_sent(self, client, document, name, beginning):
        more = {"number": 1} if name == "page" else {}
        answer = client.get(address(name, document, **more))

        assert answer.status_code == 200
        assert answer.content.startswith(beginning)

    def test_when_a_page_does_not_exist_then_it_is_not_found(self, client, document):
        assert client.get(address("page", document, number=9)).status_code == 404

    def test_when_signed_on_glass_then_the_hand_is_kept(self, client, document):
        drawn = "data:image/png;base64," + base64.b64encode(drawn_hand()).decode()
        answer = client.post(
            address("sign", document), {"role": "PARTY", "name": "张德明", "signature": drawn}
        )

        assert answer.status_code == 302
        assert document.signatures.get().name == "张德明"

    @pytest.mark.parametrize("drawn", ["", "data:image/png;base64,????", "javascript:1"])
    def test_when_nothing_usable_is_drawn_then_the_form_says_so(self, client, document, drawn):
        answer = client.post(
            address("sign", document), {"role": "PARTY", "name": "张德明", "signature": drawn}
        )

        assert answer.status_code == 422
        assert not document.signatures.exists()

    def test_when_a_scan_is_given_then_it_is_filed(self, client, document):
        upload = SimpleUploadedFile("scan.png", drawn_hand(), "image/png")

        assert client.post(address("scan", document), {"scan": upload}).status_code == 302
        assert document.files.filter(purpose="SCAN").exists()

    def test_when_the_scan_is_no_scan_then_the_form_says_so(self, client, document):
        upload = SimpleUploadedFile("scan.pdf", b"hello", "application/pdf")

        answer = client.post(address("scan", document), {"scan": upload})
        assert answer.status_code == 422

    def test_when_service_is_recorded_then_the_form_knew_most_of_it(self, client, document):
        form = client.get(address("serve", document)).context["form"]
        facts = {name: form.initial.get(name) or "" for name in form.fields}
        facts["served_at"] = facts["served_at"].strftime("%Y-%m-%dT%H:%M")

        answer = client.post(address("serve", document), facts)

        document.refresh_from_db()
        assert answer.status_code == 302
        assert document.status == DocumentStatus.SERVED
        assert document.services.get().recipient == "张德明"

    def test_when_left_without_a_witness_then_the_field_says_so(self, client, document):
        answer = client.post(
            address("serve", document),
            {"method": "LEFT", "recipient": "张德明", "served_at": "2026-11-23T10:00"},
        )

        assert answer.status_code == 422
        assert "witness" in answer.context["form"].errors

    def test_when_voiding_is_tried_then_it_is_refused(self, client, document):
        assert client.post(address("void", document), {"reason": "x"}).status_code == 403

    @pytest.mark.parametrize(
        ("form", "beginning"), [("png", b"\x89PNG"), ("pdf", b"%PDF-"), ("docx", b"PK")]
    )
    def test_when_a_wizard_asks_then_half_a_payload_is_drawn(self, client, form, beginning):
        half = order_at_once(findings=(), inspected_on=None)
        answer = client.post(
            reverse("documents:preview"),
            {"kind": KIND, "payload": json.dumps(forms.as_json(half)), "form": form},
        )

        assert answer.status_code == 200
        assert answer.content.startswith(beginning)

    def test_when_the_payload_is_not_one_then_the_wizard_is_told(self, client):
        wrong = {"kind": KIND, "payload": '{"penalty": 1}', "form": "png"}

        assert client.post(reverse("documents:preview"), wrong).status_code == 422


class TestGivenAChief:
    def test_when_voided_with_a_reason_then_every_page_says_so(self, client, district, document):
        client.force_login(district.chief)

        assert client.post(address("void", document), {"reason": "对象有误"}).status_code == 302
        text = client.get(address("record", document)).content.decode()
        assert "对象有误" in text
        assert address("sign", document) not in text


class TestGivenSomebodyElse:
    @pytest.mark.parametrize("name", ["record", "file", "word", "sign", "scan", "serve", "void"])
    def test_when_of_another_station_then_nothing_is_found(self, client, district, document, name):
        client.force_login(district.south_chief)

        assert client.get(address(name, document)).status_code == 404

    def test_when_the_post_may_not_see_documents_then_the_list_is_refused(self, client, district):
        client.force_login(district.auxiliary)

        assert client.get(reverse("documents:list")).status_code == 403

    @pytest.mark.parametrize("name", ["record", "file", "sign"])
    def test_when_not_signed_in_then_sign_in_comes_first(self, client, document, name):
        answer = client.get(address(name, document))

        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")
