"""What the demo shows of the two rooms of supervision."""

from supervision.models import ClinicalMeeting, KeptAnswer, SeniorLine, SeniorMeeting, SharedLine, TalkWish


def rooms_are_lived_in() -> None:
    for meetings in (ClinicalMeeting, SeniorMeeting):
        assert meetings.objects.held().count() > 40
        assert meetings.objects.planned().exists()
    assert SeniorMeeting.objects.held().filter(supervisor=None).exists()
    assert set(SharedLine.objects.values_list("audience", flat=True)) == {"clinical", "office"}
    assert set(SeniorLine.objects.values_list("kind", flat=True)) == {"agenda", "to_do"}
    assert not SeniorLine.objects.filter(state="later").exists()
    assert KeptAnswer.objects.exists()
    assert TalkWish.objects.exists()
