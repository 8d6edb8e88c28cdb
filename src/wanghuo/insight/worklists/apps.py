from django.apps import AppConfig


class WorklistsConfig(AppConfig):
    name = "wanghuo.insight.worklists"
    label = "worklists"
