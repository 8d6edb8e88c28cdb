from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "wanghuo.insight.planning"
    label = "planning"
