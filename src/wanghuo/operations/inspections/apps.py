from importlib import import_module

from django.apps import AppConfig

from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.registers.policy.domain import touching


class InspectionsConfig(AppConfig):
    name = "wanghuo.operations.inspections"
    label = "inspections"

    def ready(self) -> None:
        selectors = import_module("wanghuo.operations.inspections.selectors")
        touching.register(
            "visits", gettext_noop("Visits made by it"), selectors.count_visits_by_list
        )
        touching.register(
            "tasks", gettext_noop("Open tasks whose due day it set"), selectors.count_tasks_dated_by
        )
        import_module("wanghuo.operations.inspections.receivers")
        import_module("wanghuo.operations.inspections.views.on_premises")
