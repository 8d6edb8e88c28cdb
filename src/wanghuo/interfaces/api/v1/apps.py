from django.apps import AppConfig


class ApiV1Config(AppConfig):
    name = "wanghuo.interfaces.api.v1"
    label = "api_v1"
