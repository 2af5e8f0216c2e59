"""Named queries on the plans that people can sign up for."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from bouwstenen.organiseren.models import Gespreksplan


def open_plannen() -> QuerySet[Gespreksplan]:
    """What is in the public agenda: planned for everybody, still to come and not called off; the first in front."""
    now = timezone.localtime()
    today = now.date()
    on_a_day = Q(dag__gt=today) | Q(dag=today, begin__gt=now.time()) | Q(dag=today, begin__isnull=True)
    in_a_week = Q(dag__gte=today - timedelta(days=today.weekday()))
    to_come = (Q(alleen_week=False) & on_a_day) | (Q(alleen_week=True) & in_a_week)
    rows = Gespreksplan.objects.filter(to_come, openbaar=True, afgelast_op__isnull=True, gesprek__zichtbaar=True)
    return rows.order_by("dag", "begin", "pk")


def with_occupancy(rows: QuerySet[Gespreksplan]) -> QuerySet[Gespreksplan]:
    """With the gesprek, and with `bezet` and `wachtend`: how many have a place and how many wait for one."""
    places = {
        name: Count("gesprek__deelnemers", filter=Q(gesprek__deelnemers__status=status), distinct=True)
        for name, status in (("bezet", "aangemeld"), ("wachtend", "wachtlijst"))
    }
    return rows.select_related("gesprek").annotate(**places)
