from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "wanghuo.registers.access"
    label = "access"
