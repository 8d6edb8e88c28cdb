from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "wanghuo.registers.documents"
    label = "documents"
