from django.apps import AppConfig
from django.utils.translation import get_language

from wanghuo.foundation.rulebook import bilingual


class PolicyConfig(AppConfig):
    name = "wanghuo.registers.policy"
    label = "policy"

    def ready(self) -> None:
        bilingual.speak(lambda: get_language() or "zh-hans")
