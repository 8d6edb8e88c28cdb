from django.apps import AppConfig


class SimulationConfig(AppConfig):
    name = "wanghuo.interfaces.simulation"
    label = "simulation"
