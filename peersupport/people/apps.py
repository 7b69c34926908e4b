from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "peersupport.people"
    label = "people"
