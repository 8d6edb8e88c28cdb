from importlib import import_module

from django.apps import AppConfig

from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.registers.policy.domain import touching


class PremisesConfig(AppConfig):
    name = "wanghuo.registers.premises"
    label = "premises"

    def ready(self) -> None:
        selectors = import_module(f"{self.name}.selectors")
        touching.register(
            "premises", gettext_noop("Objects in use it judges"), selectors.count_judged_by
        )
        import_module(f"{self.name}.receivers")
