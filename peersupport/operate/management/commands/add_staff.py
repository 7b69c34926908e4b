from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from peersupport.accounts.models import Language, User
from peersupport.accounts.roles import Role
from peersupport.core.errors import DomainError
from peersupport.operate.services import add_member_of_staff, password_link

ROLES = [role.value for role in Role if role != Role.PERSON]


class Command(BaseCommand):
    help = "Adds somebody who works here, with their roles, and prints the link where they choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--by", required=True, help="E-mail of somebody in the office, who answers for it."
        )
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, nargs="+", choices=ROLES)
        parser.add_argument("--language", choices=Language.values, default=Language.EN)

    def handle(self, **options: Any) -> None:
        office = User.objects.filter(email=options["by"].strip().lower()).first()
        if office is None:
            raise CommandError("Nobody signs in with the address given as --by.")
        try:
            validate_email(options["email"])
            user = add_member_of_staff(
                email=options["email"],
                name=options["name"],
                roles=options["role"],
                language=options["language"],
                by=office,
            )
        except (DomainError, ValidationError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(
            f"{user.name} chooses a password here, once, after the address of the site:\n{password_link(user)}"
        )
