from celery import shared_task

from .models import StaffInvitation
from .services import mail_invitation


@shared_task(any_clock=True)
def mail_invitations() -> None:
    for pk in StaffInvitation.objects.to_mail().values_list("pk", flat=True):
        mail_invitation_of.delay(str(pk))


@shared_task(any_clock=True)
def mail_invitation_of(pk: str) -> None:
    mail_invitation(invitation_id=pk)
