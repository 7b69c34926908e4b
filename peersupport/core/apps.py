from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "peersupport.core"
    label = "core"
