from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "peersupport.home"
    label = "home"
