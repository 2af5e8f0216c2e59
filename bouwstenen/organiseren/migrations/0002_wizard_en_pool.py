import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import kennisbank.text.urn


class Migration(migrations.Migration):
    dependencies = [
        ("bouwstenen", "0005_bouwsteen_citaat_ingetrokken"),
        ("organiseren", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Facilitator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kenmerk",
                    models.CharField(
                        default=kennisbank.text.urn.new_urn_id, editable=False, max_length=10, unique=True
                    ),
                ),
                ("formats", models.JSONField(default=list, verbose_name="vormen")),
                ("regios", models.JSONField(default=list, verbose_name="regio's")),
                ("dagdelen", models.JSONField(default=list, verbose_name="dagdelen")),
                ("afwezig_van", models.DateField(blank=True, null=True)),
                ("afwezig_tot", models.DateField(blank=True, null=True, verbose_name="afwezig tot en met")),
                ("toelichting", models.TextField(blank=True, max_length=1000)),
                ("actief", models.BooleanField(default=True, verbose_name="te vragen")),
                ("gewijzigd_op", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "facilitator",
                "verbose_name_plural": "facilitators",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FacilitatorVerzoek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kenmerk",
                    models.CharField(
                        default=kennisbank.text.urn.new_urn_id, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("gevraagd", "Gevraagd"),
                            ("aangenomen", "Aangenomen"),
                            ("afgewezen", "Afgewezen"),
                            ("ingetrokken", "Ingetrokken"),
                        ],
                        default="gevraagd",
                        max_length=20,
                    ),
                ),
                ("bericht", models.TextField(blank=True, max_length=1000)),
                ("reden", models.TextField(blank=True, max_length=1000)),
                ("op", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gevraagd op")),
                ("beantwoord_op", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "verzoek aan een facilitator",
                "verbose_name_plural": "verzoeken aan facilitators",
                "ordering": ["-op", "-id"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="gespreksplan",
            name="afgelast_reden",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="gespreksplan",
            name="gepland_op",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="gespreksplan",
            name="herinnerd",
            field=models.JSONField(blank=True, default=list, verbose_name="verstuurde herinneringen"),
        ),
        migrations.AddField(
            model_name="gespreksplan",
            name="herinnerd_op",
            field=models.DateField(
                blank=True, null=True, verbose_name="laatste dag waarop aan herinneringen gedacht is"
            ),
        ),
        migrations.AddField(
            model_name="gespreksplan",
            name="nieuwe_organisaties",
            field=models.JSONField(
                blank=True, default=list, verbose_name="organisaties die nog niet in de lijst staan"
            ),
        ),
        migrations.AddField(
            model_name="gespreksplan",
            name="stappen_gedaan",
            field=models.JSONField(blank=True, default=list, verbose_name="stappen die ingevuld zijn"),
        ),
        migrations.AddField(
            model_name="gespreksplan",
            name="wijziging",
            field=models.PositiveIntegerField(default=0, verbose_name="hoe vaak gewijzigd sinds het gepland is"),
        ),
        migrations.AddField(
            model_name="gespreksplan",
            name="zichtbaar",
            field=models.BooleanField(default=True, verbose_name="is op de site te zien"),
        ),
        migrations.AddConstraint(
            model_name="gespreksplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("openbaar", False), ("zichtbaar", True), _connector="OR"),
                name="plan_openbaar_is_zichtbaar",
            ),
        ),
        migrations.AddField(
            model_name="facilitator",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="facilitator", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="facilitatorverzoek",
            name="facilitator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="verzoeken", to="organiseren.facilitator"
            ),
        ),
        migrations.AddField(
            model_name="facilitatorverzoek",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="verzoeken", to="organiseren.gespreksplan"
            ),
        ),
        migrations.AddConstraint(
            model_name="facilitator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("afwezig_tot__isnull", True), ("afwezig_van__isnull", True)),
                    models.Q(("afwezig_tot__gte", models.F("afwezig_van")), ("afwezig_van__isnull", False)),
                    _connector="OR",
                ),
                name="facilitator_afwezig_klopt",
            ),
        ),
        migrations.AddConstraint(
            model_name="facilitatorverzoek",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "aangenomen")), fields=("plan",), name="verzoek_een_aangenomen_per_plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="facilitatorverzoek",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("gevraagd", "aangenomen"))),
                fields=("plan", "facilitator"),
                name="verzoek_eenmaal_open_per_facilitator",
            ),
        ),
    ]
