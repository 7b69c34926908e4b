from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "peersupport.bench"
    label = "bench"
