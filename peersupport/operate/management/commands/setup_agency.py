from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from peersupport.accounts.models import Agency
from peersupport.core.errors import DomainError
from peersupport.operate.forms import SetupForm
from peersupport.operate.services import first_run_code, password_link, set_up_agency


class Command(BaseCommand):
    help = "Makes a real agency: five questions, the first admin, a first program and a policy to adapt."

    def add_arguments(self, parser: CommandParser) -> None:
        for name, field in SetupForm.base_fields.items():
            many = isinstance(field, forms.MultipleChoiceField)
            parser.add_argument(
                "--" + name.replace("_", "-"), help=str(field.label), nargs="+" if many else None
            )
        parser.add_argument(
            "--non-interactive", action="store_true", help="Ask nothing; everything comes from the options."
        )
        parser.add_argument(
            "--page", action="store_true", help="Print the code for the first-run page at /welcome/ instead."
        )
        parser.add_argument(
            "--another", action="store_true", help="Make an agency beside one that is here already."
        )
        parser.add_argument("--address", help="Where the site is reached, such as https://house.example.org.")

    def handle(self, **options: Any) -> None:
        if settings.DEMO:
            raise CommandError("This is the demo. A real agency needs its own database and settings.")
        if Agency.objects.exists() and not options["another"]:
            raise CommandError("There is an agency already. For one more beside it, add --another.")
        address = (options["address"] or _address()).rstrip("/")
        if options["page"]:
            if Agency.objects.exists():
                raise CommandError("The page is only for the first agency. Leave --page out.")
            self.stdout.write(f"Open {address}/welcome/ within a day and give this code:\n{first_run_code()}")
            return
        self._set_up(options, address)

    def _set_up(self, options: dict[str, Any], address: str) -> None:
        said = {name: options[name] for name in SetupForm.base_fields if options[name] is not None}
        if not options["non_interactive"]:
            said |= {name: self._ask(name) for name in SetupForm.base_fields if name not in said}
        form = SetupForm(said)
        if not form.is_valid():
            raise CommandError(_sentences(form))
        try:
            admin = set_up_agency(answers=form.answers(), only_as_first=not options["another"])
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{admin.agency.name} is set up. {admin.name} chooses a password here, once:\n"
            f"{address}{password_link(admin)}\n"
            "The confidentiality policy is a draft. No note can be kept before it has been read and published:\n"
            "manage.py publish_policy. Colleagues come in with manage.py add_staff."
        )

    def _ask(self, name: str) -> Any:
        """Ask until the answer has the right shape."""
        field = SetupForm.base_fields[name]
        many = isinstance(field, forms.MultipleChoiceField)
        choices = ", ".join(str(code) for code, _label in getattr(field, "choices", ()))
        hint = f" ({choices})" if choices else f" ({field.help_text})" if field.help_text else ""
        while True:
            try:
                typed = input(f"{field.label}{hint} ")
            except EOFError as error:
                raise CommandError("Nobody answered. Nothing was made.") from error
            answer = typed.replace(",", " ").split() if many else typed
            try:
                field.clean(answer)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
            else:
                return answer


def _address() -> str:
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    return f"https://{hosts[0].lstrip('.')}" if hosts else "https://localhost"


def _sentences(form: SetupForm) -> str:
    return "\n".join(
        f"--{name.replace('_', '-')}: {' '.join(str(sentence) for sentence in sentences)}"
        for name, sentences in form.errors.items()
    )
