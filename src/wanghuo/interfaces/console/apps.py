from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "wanghuo.interfaces.console"
    label = "console"
