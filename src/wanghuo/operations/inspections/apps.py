from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "wanghuo.operations.inspections"
    label = "inspections"
