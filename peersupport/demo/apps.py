from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "peersupport.demo"
    label = "demo"
