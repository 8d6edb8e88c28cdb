from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "wanghuo.registers.policy"
    label = "policy"
