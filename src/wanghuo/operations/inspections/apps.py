from importlib import import_module

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "wanghuo.operations.inspections"
    label = "inspections"

    def ready(self) -> None:
        import_module("wanghuo.operations.inspections.receivers")
        import_module("wanghuo.operations.inspections.views.on_premises")
