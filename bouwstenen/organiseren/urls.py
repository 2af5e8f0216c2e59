"""Addresses of organising and of the pool."""

from django.urls import path

from bouwstenen.organiseren import materiaal_views, plan_views, views
from bouwstenen.organiseren.pool import views as pool

app_name = "organiseren"
_PLAN = "gesprekken/organiseren/<str:kenmerk>/"
urlpatterns = [
    path("gesprekken/organiseren/", views.mijn, name="mijn"),
    path("gesprekken/organiseren/nieuw/", views.nieuw, name="nieuw"),
    path("gesprekken/organiseren/vervolg/<str:urn_id>/", plan_views.vervolg, name="vervolg"),
    path("gesprekken/organiseren/vanuit/<str:urn_id>/", plan_views.adopteren, name="adopteren"),
    path(_PLAN, plan_views.plan, name="plan"),
    path(f"{_PLAN}stap/<str:stap>/", views.stap, name="stap"),
    path(f"{_PLAN}weggooien/", views.weggooien, name="weggooien"),
    path(f"{_PLAN}afgelasten/", plan_views.afgelasten, name="afgelasten"),
    path(f"{_PLAN}taken/<str:sleutel>/", plan_views.taak, name="taak"),
    path(f"{_PLAN}timer/", materiaal_views.timer, name="timer"),
    path(f"{_PLAN}vragen/", materiaal_views.vragen, name="vragen"),
    path(f"{_PLAN}agenda/", materiaal_views.agenda, name="agenda"),
    path(f"{_PLAN}agenda.ics", materiaal_views.kalender, name="kalender"),
    path(f"{_PLAN}materiaal/<str:soort>.<str:formaat>", materiaal_views.materiaal, name="materiaal"),
    path(f"{_PLAN}begeleider/", pool.begeleider, name="begeleider"),
    path(f"{_PLAN}begeleider/<str:facilitator>/", pool.vragen, name="facilitator_vragen"),
    path(f"{_PLAN}verzoeken/<str:verzoek>/intrekken/", pool.intrekken, name="verzoek_intrekken"),
    path("gesprekken/pool/", pool.pool, name="pool"),
    path("gesprekken/pool/beschikbaar/", pool.beschikbaar, name="beschikbaar"),
    path("gesprekken/pool/verzoeken/<str:kenmerk>/", pool.verzoek, name="verzoek"),
]
