from importlib import import_module

from django.apps import AppConfig

from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.registers.policy.domain import touching


class HazardsConfig(AppConfig):
    name = "wanghuo.operations.hazards"
    label = "hazards"

    def ready(self) -> None:
        selectors = import_module("wanghuo.operations.hazards.selectors")
        touching.register("hazards", gettext_noop("Hazards that cite it"), selectors.count_citing)
        import_module("wanghuo.operations.hazards.receivers")
        import_module("wanghuo.operations.hazards.premises_tab").register()
