from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "wanghuo.foundation.support"
    label = "support"
