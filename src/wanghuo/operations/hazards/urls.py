"""Addresses of the room, under /hazards/."""

from django.urls import path

from wanghuo.operations.hazards.views import acting, answering, listing, ordering, record

app_name = "hazards"
urlpatterns = [
    path("", listing.hazard_list, name="list"),
    path("<uuid:hazard_id>/", record.hazard_record, name="record"),
    path("<uuid:hazard_id>/measure/", ordering.measure, name="measure"),
    path("<uuid:hazard_id>/order/", ordering.order, name="order"),
    path("<uuid:hazard_id>/order/<int:number>.<str:media>", ordering.preview, name="preview"),
    path("<uuid:hazard_id>/re-inspection/", record.reinspection, name="reinspection"),
    path("<uuid:hazard_id>/extension/", acting.extension, name="extension"),
    path("<uuid:hazard_id>/extension/decision/", acting.decision, name="decision"),
    path("<uuid:hazard_id>/severe-report/", acting.severe_report, name="report"),
    path("<uuid:hazard_id>/severe-report/preview/", acting.report_preview, name="report-preview"),
    path("<uuid:hazard_id>/officer/", acting.officer, name="officer"),
    path("<uuid:hazard_id>/closing/", acting.closing, name="closing"),
    path("<uuid:hazard_id>/transfer/", answering.transfer, name="transfer"),
    path("<uuid:hazard_id>/transfer/preview/", answering.preview, name="transfer-preview"),
    path("<uuid:hazard_id>/transfer/receipt/", answering.receipt, name="receipt"),
    path("<uuid:hazard_id>/transfer/reply/", answering.reply, name="reply"),
    path("<uuid:hazard_id>/transfer/closing/", answering.closing, name="close-transfer"),
]
