from django.apps import AppConfig

from consent.words_of_house import bring


class SupervisionConfig(AppConfig):
    name = "supervision"
    label = "supervision"

    def ready(self) -> None:
        """People are told before they agree what the house says about gifts, rides, reaching each other and visits."""
        bring(self.get_model("HouseLine").objects.said)
