"""Addresses of documents."""

from django.urls import path

from wanghuo.registers.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.document_list, name="list"),
    path("preview/", views.preview, name="preview"),
    path("<uuid:document_id>/", views.document, name="record"),
    path("<uuid:document_id>/file/", views.file, name="file"),
    path("<uuid:document_id>/files/<uuid:file_id>/", views.file, name="one-file"),
    path("<uuid:document_id>/word/", views.word_file, name="word"),
    path("<uuid:document_id>/pages/<int:number>.png", views.page, name="page"),
    path("<uuid:document_id>/sign/", views.sign, name="sign"),
    path("<uuid:document_id>/scan/", views.scan, name="scan"),
    path("<uuid:document_id>/serve/", views.serve, name="serve"),
    path("<uuid:document_id>/void/", views.void, name="void"),
]
