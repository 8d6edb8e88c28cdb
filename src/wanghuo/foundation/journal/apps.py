from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "wanghuo.foundation.journal"
    label = "journal"
