from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consent.models import ConfidentialityPolicy
from consent.services import publish_policy
from peersupport.accounts.models import User
from peersupport.core.errors import DomainError


class Command(BaseCommand):
    help = "Shows the short version of the draft policy; with --publish puts it in force."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", required=True, help="E-mail of the one who publishes it.")
        parser.add_argument("--publish", action="store_true", help="It has been read; put it in force.")

    def handle(self, **options: Any) -> None:
        user = User.objects.filter(email=options["by"].strip().lower()).first()
        if user is None:
            raise CommandError("Nobody signs in with the address given as --by.")
        policy = (
            ConfidentialityPolicy.objects.filter(agency=user.agency, state="draft").order_by("version").last()
        )
        if policy is None:
            raise CommandError("There is no draft to publish.")
        if not options["publish"]:
            for text in policy.texts.filter(page="short").order_by("language"):
                self.stdout.write(f"[{text.language}] {text.title}\n\n{text.body}\n")
            self.stdout.write("Read all of it, in every language. Then run this again with --publish.")
            return
        try:
            publish_policy(policy=policy, by=user)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Version {policy.version} is in force.")
