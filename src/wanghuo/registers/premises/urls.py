"""Addresses of the register."""

from django.urls import path

from wanghuo.registers.premises.views import acts, details, editing, importing, listing, record

app_name = "premises"

urlpatterns = [
    path("", listing.premises_list, name="list"),
    path("new/", editing.register, name="register"),
    path("imports/", importing.batch_list, name="imports"),
    path("imports/new/", importing.upload, name="upload"),
    path("imports/<uuid:batch_id>/", importing.batch, name="import"),
    path("imports/<uuid:batch_id>/enter/", importing.enter, name="import-enter"),
    path("imports/<uuid:batch_id>/again/", importing.again, name="import-again"),
    path("imports/<uuid:batch_id>/discard/", importing.discard, name="import-discard"),
    path("imports/<uuid:batch_id>/undo/", importing.undo, name="import-undo"),
    path("imports/<uuid:batch_id>/rejected/", importing.rejected, name="import-rejected"),
    path("<uuid:premises_id>/", record.premises_record, name="record"),
    path("<uuid:premises_id>/change/", editing.change, name="change"),
    path("<uuid:premises_id>/close/", acts.close, name="close"),
    path("<uuid:premises_id>/reopen/", acts.reopen, name="reopen"),
    path("<uuid:premises_id>/move/", acts.move, name="move"),
    path("<uuid:premises_id>/successor/", acts.succeed, name="succeed"),
    path("<uuid:premises_id>/officer/", acts.officer, name="officer"),
    path("<uuid:premises_id>/key-unit/", acts.key_unit, name="key-unit"),
    path("<uuid:premises_id>/visits/", acts.bounds, name="bounds"),
    path("<uuid:premises_id>/guarded/<slug:field>/", record.guarded, name="guarded"),
    path("<uuid:premises_id>/aliases/new/", details.add_alias, name="add-alias"),
    path("<uuid:premises_id>/facilities/new/", details.record_facility, name="record-facility"),
    path("<uuid:premises_id>/estates/new/", details.record_estate, name="record-estate"),
    path("<uuid:premises_id>/<str:what>/<uuid:row_id>/remove/", details.remove, name="remove"),
]
