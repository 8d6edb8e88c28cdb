from django.apps import AppConfig


class HazardsConfig(AppConfig):
    name = "wanghuo.operations.hazards"
    label = "hazards"
