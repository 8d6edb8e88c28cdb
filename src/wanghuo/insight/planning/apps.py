from importlib import import_module

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "wanghuo.insight.planning"
    label = "planning"

    def ready(self) -> None:
        import_module("wanghuo.insight.planning.receivers")
