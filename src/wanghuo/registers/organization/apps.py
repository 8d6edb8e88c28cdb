from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "wanghuo.registers.organization"
    label = "organization"
