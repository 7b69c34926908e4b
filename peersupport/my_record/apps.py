from django.apps import AppConfig


class MyRecordConfig(AppConfig):
    name = "peersupport.my_record"
    label = "my_record"
