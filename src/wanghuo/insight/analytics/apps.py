from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "wanghuo.insight.analytics"
    label = "analytics"
