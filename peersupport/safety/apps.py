from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "peersupport.safety"
    label = "safety"
