from importlib import import_module

from django.apps import AppConfig


class PremisesConfig(AppConfig):
    name = "wanghuo.registers.premises"
    label = "premises"

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")
