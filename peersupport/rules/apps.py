from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "peersupport.rules"
    label = "rules"
