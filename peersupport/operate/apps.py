from django.apps import AppConfig


class OperateConfig(AppConfig):
    name = "peersupport.operate"
    label = "operate"
