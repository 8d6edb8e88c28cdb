from django.apps import AppConfig


class PremisesConfig(AppConfig):
    name = "wanghuo.registers.premises"
    label = "premises"
