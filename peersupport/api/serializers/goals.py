"""What matters to somebody, in their words. Never a percentage."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from sessions_app.models import Goal, IdeaOf

from .common import Body, LineField, YesNo, example
from .people import SOMEBODY

MOST = 500


@extend_schema_serializer(
    examples=[
        example(
            {
                "id": "8f0a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b06",
                "person": SOMEBODY,
                "text": "Ride my bicycle to the river again",
                "idea_of": "them",
                "state": "mine",
                "mine_at": "2027-01-12T09:00:00Z",
                "wanted_by": None,
                "closed_at": None,
            }
        )
    ]
)
class GoalOut(serializers.Serializer):  # type: ignore[type-arg]
    """Suggested until they say "this is mine"."""

    id = serializers.UUIDField(source="row.pk")
    person = serializers.UUIDField(source="row.person_id")
    text = serializers.CharField()
    idea_of = serializers.ChoiceField(source="row.idea_of", choices=IdeaOf.choices)
    state = serializers.ChoiceField(source="row.state", choices=Goal.State.choices)
    mine_at = serializers.DateTimeField(source="row.mine_at", allow_null=True)
    wanted_by = serializers.DateField(source="row.wanted_by", allow_null=True)
    closed_at = serializers.DateTimeField(source="row.closed_at", allow_null=True)


@extend_schema_serializer(
    examples=[example({"text": "Ride my bicycle to the river again", "idea_of": "them"}, sent=True)]
)
class NewGoal(Body):
    """`said_mine`: they said that this is theirs. `wanted_by` only if they set a day."""

    text = LineField(most=MOST)
    idea_of = serializers.ChoiceField(choices=IdeaOf.choices)
    said_mine = YesNo(default=False)
    wanted_by = serializers.DateField(
        required=False, allow_null=True, default=None, input_formats=["%Y-%m-%d"]
    )


@extend_schema_serializer(examples=[example({"text": "Ride my bicycle along the river"}, sent=True)])
class Reword(Body):
    """The same, said differently. The old words stay readable."""

    text = LineField(most=MOST)
    said_mine = YesNo(default=False)
