"""All tables of this app in one step, for new installations; others take the single steps."""

import crm.company.models.installation
import crm.lib.tables
import datetime
import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("company", "0001_initial"),
        ("company", "0002_quiet_hours"),
        ("company", "0003_notice_choices"),
        ("company", "0004_absence_entered_at"),
        ("company", "0005_company_in_use"),
        ("company", "0006_calendar_drafts_and_confirmations"),
        ("company", "0007_absence_entered_by_the_act"),
        ("company", "0008_export_log"),
        ("company", "0009_export_kinds"),
        ("company", "0010_devices"),
        ("company", "0011_device_names"),
        ("company", "0012_extensions"),
        ("company", "0013_first_day"),
        ("company", "0014_device_history"),
        ("company", "0015_weekly_mail"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        crm.lib.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Calendar",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=80, unique=True, verbose_name="Name"
                            ),
                        ),
                        (
                            "country",
                            models.CharField(
                                default="DE", max_length=2, verbose_name="Land"
                            ),
                        ),
                        (
                            "subdivision",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=5,
                                verbose_name="Bundesland oder Kanton",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("country__in", ["DE", "AT", "CH"])),
                                name="calendar_country_known",
                            )
                        ],
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Counter",
                    fields=[
                        (
                            "name",
                            models.CharField(
                                max_length=20, primary_key=True, serialize=False
                            ),
                        ),
                        ("value", models.PositiveIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Installation",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "company_name",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=120,
                                verbose_name="Firma",
                            ),
                        ),
                        ("kind", models.CharField(default="live", max_length=4)),
                        (
                            "fingerprint_key",
                            models.CharField(
                                default=crm.company.models.installation.new_key,
                                editable=False,
                                max_length=64,
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "country",
                            models.CharField(
                                default="DE", max_length=2, verbose_name="Land"
                            ),
                        ),
                        (
                            "public_address",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Anschrift für Kundinnen und Kunden",
                            ),
                        ),
                        (
                            "quiet_from",
                            models.TimeField(
                                blank=True, null=True, verbose_name="Keine E-Mail von"
                            ),
                        ),
                        (
                            "quiet_until",
                            models.TimeField(blank=True, null=True, verbose_name="bis"),
                        ),
                        (
                            "lock_after_minutes",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="Geteilte Geräte sperren nach"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("id", 1)),
                                name="installation_is_one_row",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["live", "demo", "test"])
                                ),
                                name="installation_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("country__in", ["DE", "AT", "CH"])),
                                name="installation_country_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("quiet_from", None), ("quiet_until", None)
                                    ),
                                    models.Q(
                                        ("quiet_from__isnull", False),
                                        ("quiet_until__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="installation_quiet_hours_have_both_ends",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lock_after_minutes__range", (1, 60))
                                ),
                                name="installation_locks_within_the_hour",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Site",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=80, unique=True, verbose_name="Name"
                            ),
                        ),
                        (
                            "default_channel",
                            models.CharField(
                                default="shop",
                                max_length=10,
                                verbose_name="Üblicher Kanal",
                            ),
                        ),
                        (
                            "calendar",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sites",
                                to="company.calendar",
                                verbose_name="Kalender",
                            ),
                        ),
                        (
                            "active",
                            models.BooleanField(
                                default=True, verbose_name="in Gebrauch"
                            ),
                        ),
                        (
                            "rings_for_all",
                            models.BooleanField(
                                default=False, verbose_name="Anrufe klingeln bei allen"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "password",
                            models.CharField(max_length=128, verbose_name="password"),
                        ),
                        (
                            "last_login",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="last login"
                            ),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={
                                    "unique": "A user with that username already exists."
                                },
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[
                                    django.contrib.auth.validators.UnicodeUsernameValidator()
                                ],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "first_name",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="first name"
                            ),
                        ),
                        (
                            "last_name",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="last name"
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                verbose_name="date joined",
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                default="",
                                max_length=254,
                                verbose_name="E-Mail",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("frontdesk", "Empfang und Laden"),
                                    ("backoffice", "Sachbearbeitung"),
                                    ("lead", "Teamleitung"),
                                    ("management", "Geschäftsleitung"),
                                    ("admin", "Verwaltung"),
                                ],
                                default="frontdesk",
                                max_length=12,
                                verbose_name="Rolle",
                            ),
                        ),
                        (
                            "has_customer_contact",
                            models.BooleanField(
                                default=True, verbose_name="mit Kundenkontakt"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                default="de", max_length=5, verbose_name="Sprache"
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="users",
                                to="company.site",
                                verbose_name="Standort",
                            ),
                        ),
                        (
                            "quiet_from",
                            models.TimeField(
                                blank=True, null=True, verbose_name="Keine E-Mail von"
                            ),
                        ),
                        (
                            "quiet_until",
                            models.TimeField(blank=True, null=True, verbose_name="bis"),
                        ),
                        (
                            "digest_at",
                            models.TimeField(
                                default=datetime.time(7, 30),
                                verbose_name="Gesammelte E-Mail um",
                            ),
                        ),
                        (
                            "notice_handed_over",
                            models.CharField(
                                choices=[
                                    ("app", "nur in Anklang"),
                                    ("mail", "per E-Mail"),
                                    ("both", "in Anklang und per E-Mail"),
                                    (
                                        "digest",
                                        "in Anklang, E-Mails einmal am Tag gesammelt",
                                    ),
                                ],
                                default="app",
                                max_length=6,
                                verbose_name="Mir wurde ein Vorgang übergeben",
                            ),
                        ),
                        (
                            "notice_mention",
                            models.CharField(
                                choices=[
                                    ("app", "nur in Anklang"),
                                    ("mail", "per E-Mail"),
                                    ("both", "in Anklang und per E-Mail"),
                                    (
                                        "digest",
                                        "in Anklang, E-Mails einmal am Tag gesammelt",
                                    ),
                                ],
                                default="both",
                                max_length=6,
                                verbose_name="Jemand nennt mich in einer Notiz",
                            ),
                        ),
                        (
                            "notice_opened",
                            models.CharField(
                                choices=[
                                    ("app", "nur in Anklang"),
                                    ("mail", "per E-Mail"),
                                    ("both", "in Anklang und per E-Mail"),
                                    (
                                        "digest",
                                        "in Anklang, E-Mails einmal am Tag gesammelt",
                                    ),
                                ],
                                default="app",
                                max_length=6,
                                verbose_name="Neuer Vorgang für mein Team",
                            ),
                        ),
                        (
                            "notice_warning",
                            models.CharField(
                                choices=[
                                    ("app", "nur in Anklang"),
                                    ("mail", "per E-Mail"),
                                    ("both", "in Anklang und per E-Mail"),
                                    (
                                        "digest",
                                        "in Anklang, E-Mails einmal am Tag gesammelt",
                                    ),
                                ],
                                default="both",
                                max_length=6,
                                verbose_name="Eine Frist läuft bald ab",
                            ),
                        ),
                        (
                            "start_password_until",
                            models.DateTimeField(blank=True, null=True),
                        ),
                        (
                            "dial_with",
                            models.CharField(
                                choices=[
                                    ("tel", "wie das Gerät es will"),
                                    ("sip", "ein SIP-Telefon am Computer"),
                                    ("callto", "ein älteres Telefonprogramm (callto)"),
                                ],
                                default="tel",
                                max_length=6,
                                verbose_name="Nummern wählen mit",
                            ),
                        ),
                        (
                            "extension",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=40,
                                verbose_name="Durchwahl",
                            ),
                        ),
                        (
                            "reduced_view",
                            models.BooleanField(
                                default=False,
                                verbose_name="Kurze Ansicht beim Erfassen",
                            ),
                        ),
                        ("tour_due", models.BooleanField(default=False)),
                        (
                            "weekly_mail",
                            models.BooleanField(
                                default=False,
                                verbose_name="Zielbild am Montagmorgen per E-Mail",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["last_name", "first_name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "frontdesk",
                                            "backoffice",
                                            "lead",
                                            "management",
                                            "admin",
                                        ],
                                    )
                                ),
                                name="user_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("quiet_from", None), ("quiet_until", None)
                                    ),
                                    models.Q(
                                        ("quiet_from__isnull", False),
                                        ("quiet_until__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="user_quiet_hours_have_both_ends",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("notice_warning__in", ["app", "both", "digest"])
                                ),
                                name="user_warning_way_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "notice_opened__in",
                                        ["app", "mail", "both", "digest"],
                                    )
                                ),
                                name="user_opened_way_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "notice_handed_over__in",
                                        ["app", "mail", "both", "digest"],
                                    )
                                ),
                                name="user_handed_over_way_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "notice_mention__in",
                                        ["app", "mail", "both", "digest"],
                                    )
                                ),
                                name="user_mention_way_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dial_with__in", ["tel", "sip", "callto"])
                                ),
                                name="user_dials_in_a_known_way",
                            ),
                        ],
                    },
                    managers=[
                        ("objects", django.contrib.auth.models.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name="SiteHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                db_index=True, max_length=80, verbose_name="Name"
                            ),
                        ),
                        (
                            "default_channel",
                            models.CharField(
                                default="shop",
                                max_length=10,
                                verbose_name="Üblicher Kanal",
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "calendar",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="company.calendar",
                                verbose_name="Kalender",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "active",
                            models.BooleanField(
                                default=True, verbose_name="in Gebrauch"
                            ),
                        ),
                        (
                            "rings_for_all",
                            models.BooleanField(
                                default=False, verbose_name="Anrufe klingeln bei allen"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical site",
                        "verbose_name_plural": "historical sites",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Team",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=80, unique=True, verbose_name="Name"
                            ),
                        ),
                        (
                            "is_fallback",
                            models.BooleanField(
                                default=False,
                                verbose_name="Zentrale: hierhin fällt, was niemandem gehört",
                            ),
                        ),
                        (
                            "deputy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Stellvertretung",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Leitung",
                            ),
                        ),
                        (
                            "members",
                            models.ManyToManyField(
                                blank=True,
                                related_name="teams",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teams",
                                to="company.site",
                                verbose_name="Standort",
                            ),
                        ),
                        (
                            "active",
                            models.BooleanField(
                                default=True, verbose_name="in Gebrauch"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_fallback", True)),
                                fields=("is_fallback",),
                                name="team_one_fallback",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lead", models.F("deputy")), _negated=True
                                ),
                                name="team_lead_is_not_deputy",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("active", True),
                                    ("is_fallback", False),
                                    _connector="OR",
                                ),
                                name="team_fallback_is_in_use",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                db_index=True, max_length=80, verbose_name="Name"
                            ),
                        ),
                        (
                            "is_fallback",
                            models.BooleanField(
                                default=False,
                                verbose_name="Zentrale: hierhin fällt, was niemandem gehört",
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "deputy",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Stellvertretung",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Leitung",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="company.site",
                                verbose_name="Standort",
                            ),
                        ),
                        (
                            "active",
                            models.BooleanField(
                                default=True, verbose_name="in Gebrauch"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical team",
                        "verbose_name_plural": "historical teams",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="UserHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                db_index=True,
                                error_messages={
                                    "unique": "A user with that username already exists."
                                },
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                validators=[
                                    django.contrib.auth.validators.UnicodeUsernameValidator()
                                ],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "first_name",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="first name"
                            ),
                        ),
                        (
                            "last_name",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="last name"
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                verbose_name="date joined",
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                default="",
                                max_length=254,
                                verbose_name="E-Mail",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("frontdesk", "Empfang und Laden"),
                                    ("backoffice", "Sachbearbeitung"),
                                    ("lead", "Teamleitung"),
                                    ("management", "Geschäftsleitung"),
                                    ("admin", "Verwaltung"),
                                ],
                                default="frontdesk",
                                max_length=12,
                                verbose_name="Rolle",
                            ),
                        ),
                        (
                            "has_customer_contact",
                            models.BooleanField(
                                default=True, verbose_name="mit Kundenkontakt"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                default="de", max_length=5, verbose_name="Sprache"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="company.site",
                                verbose_name="Standort",
                            ),
                        ),
                        (
                            "quiet_from",
                            models.TimeField(
                                blank=True, null=True, verbose_name="Keine E-Mail von"
                            ),
                        ),
                        (
                            "quiet_until",
                            models.TimeField(blank=True, null=True, verbose_name="bis"),
                        ),
                        (
                            "digest_at",
                            models.TimeField(
                                default=datetime.time(7, 30),
                                verbose_name="Gesammelte E-Mail um",
                            ),
                        ),
                        (
                            "notice_handed_over",
                            models.CharField(
                                choices=[
                                    ("app", "nur in Anklang"),
                                    ("mail", "per E-Mail"),
                                    ("both", "in Anklang und per E-Mail"),
                                    (
                                        "digest",
                                        "in Anklang, E-Mails einmal am Tag gesammelt",
                                    ),
                                ],
                                default="app",
                                max_length=6,
                                verbose_name="Mir wurde ein Vorgang übergeben",
                            ),
                        ),
                        (
                            "notice_mention",
                            models.CharField(
                                choices=[
                                    ("app", "nur in Anklang"),
                                    ("mail", "per E-Mail"),
                                    ("both", "in Anklang und per E-Mail"),
                                    (
                                        "digest",
                                        "in Anklang, E-Mails einmal am Tag gesammelt",
                                    ),
                                ],
                                default="both",
                                max_length=6,
                                verbose_name="Jemand nennt mich in einer Notiz",
                            ),
                        ),
                        (
                            "notice_opened",
                            models.CharField(
                                choices=[
                                    ("app", "nur in Anklang"),
                                    ("mail", "per E-Mail"),
                                    ("both", "in Anklang und per E-Mail"),
                                    (
                                        "digest",
                                        "in Anklang, E-Mails einmal am Tag gesammelt",
                                    ),
                                ],
                                default="app",
                                max_length=6,
                                verbose_name="Neuer Vorgang für mein Team",
                            ),
                        ),
                        (
                            "notice_warning",
                            models.CharField(
                                choices=[
                                    ("app", "nur in Anklang"),
                                    ("mail", "per E-Mail"),
                                    ("both", "in Anklang und per E-Mail"),
                                    (
                                        "digest",
                                        "in Anklang, E-Mails einmal am Tag gesammelt",
                                    ),
                                ],
                                default="both",
                                max_length=6,
                                verbose_name="Eine Frist läuft bald ab",
                            ),
                        ),
                        (
                            "dial_with",
                            models.CharField(
                                choices=[
                                    ("tel", "wie das Gerät es will"),
                                    ("sip", "ein SIP-Telefon am Computer"),
                                    ("callto", "ein älteres Telefonprogramm (callto)"),
                                ],
                                default="tel",
                                max_length=6,
                                verbose_name="Nummern wählen mit",
                            ),
                        ),
                        (
                            "extension",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=40,
                                verbose_name="Durchwahl",
                            ),
                        ),
                        (
                            "reduced_view",
                            models.BooleanField(
                                default=False,
                                verbose_name="Kurze Ansicht beim Erfassen",
                            ),
                        ),
                        ("tour_due", models.BooleanField(default=False)),
                        (
                            "weekly_mail",
                            models.BooleanField(
                                default=False,
                                verbose_name="Zielbild am Montagmorgen per E-Mail",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical user",
                        "verbose_name_plural": "historical users",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Absence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="von")),
                        ("ends_on", models.DateField(verbose_name="bis")),
                        (
                            "substitute",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Vertretung",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="absences",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_at",
                            models.DateTimeField(default=django.utils.timezone.now),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["user", "starts_on", "ends_on"],
                                name="absence_of_user",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__gte", models.F("starts_on"))
                                ),
                                name="absence_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("substitute", models.F("user")), _negated=True
                                ),
                                name="absence_substitute_is_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "time_zone",
                            models.CharField(default="Europe/Berlin", max_length=40),
                        ),
                        ("spans", models.JSONField()),
                        ("holidays", models.JSONField(default=dict)),
                        ("valid_from", models.DateTimeField()),
                        (
                            "calendar",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="company.calendar",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=200,
                                verbose_name="Warum?",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("calendar", "number"),
                                name="calendar_version_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)),
                                name="calendar_version_counts_from_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("spans", {}), _negated=True),
                                name="calendar_version_has_hours",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstallationHistory",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(db_index=True, default=1),
                        ),
                        (
                            "company_name",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=120,
                                verbose_name="Firma",
                            ),
                        ),
                        (
                            "public_address",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Anschrift für Kundinnen und Kunden",
                            ),
                        ),
                        (
                            "country",
                            models.CharField(
                                default="DE", max_length=2, verbose_name="Land"
                            ),
                        ),
                        (
                            "quiet_from",
                            models.TimeField(
                                blank=True, null=True, verbose_name="Keine E-Mail von"
                            ),
                        ),
                        (
                            "quiet_until",
                            models.TimeField(blank=True, null=True, verbose_name="bis"),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lock_after_minutes",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="Geteilte Geräte sperren nach"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical installation",
                        "verbose_name_plural": "historical installations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CalendarConfirmation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmations",
                                to="company.calendarversion",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "year"),
                                name="calendar_year_confirmed_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("year__gte", 2000), ("year__lte", 2200)
                                ),
                                name="calendar_year_confirmed_is_a_year",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "time_zone",
                            models.CharField(default="Europe/Berlin", max_length=40),
                        ),
                        ("spans", models.JSONField()),
                        ("holidays", models.JSONField(default=dict)),
                        ("name", models.CharField(max_length=80)),
                        ("country", models.CharField(max_length=2)),
                        (
                            "subdivision",
                            models.CharField(blank=True, default="", max_length=5),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("changed_at", models.DateTimeField()),
                        (
                            "based_on",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.calendarversion",
                            ),
                        ),
                        (
                            "calendar",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="draft",
                                to="company.calendar",
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("country__in", ["DE", "AT", "CH"])),
                                name="calendar_draft_country_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                db_index=True, max_length=80, verbose_name="Name"
                            ),
                        ),
                        (
                            "country",
                            models.CharField(
                                default="DE", max_length=2, verbose_name="Land"
                            ),
                        ),
                        (
                            "subdivision",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=5,
                                verbose_name="Bundesland oder Kanton",
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical calendar",
                        "verbose_name_plural": "historical calendars",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ExportLog",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField(db_index=True)),
                        ("listed", models.CharField(max_length=20)),
                        (
                            "narrowed_by",
                            models.CharField(blank=True, default="", max_length=200),
                        ),
                        ("kind", models.CharField(max_length=4)),
                        ("rows", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["csv", "xlsx", "zip", "html"])
                                ),
                                name="export_kind_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Badge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code_hash", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="badge",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Device",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=10,
                                verbose_name="Kanal",
                            ),
                        ),
                        (
                            "token_hash",
                            models.CharField(
                                blank=True, max_length=64, null=True, unique=True
                            ),
                        ),
                        ("enrolled_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("last_seen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "enrolled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="devices",
                                to="company.site",
                                verbose_name="Standort",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("enrolled_at", None),
                                        ("enrolled_by", None),
                                        ("token_hash", None),
                                    ),
                                    models.Q(
                                        ("enrolled_at__isnull", False),
                                        ("enrolled_by__isnull", False),
                                        ("token_hash__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="device_enrolled_as_a_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("revoked_at", None), ("revoked_by", None)
                                    ),
                                    models.Q(
                                        ("revoked_at__isnull", False),
                                        ("revoked_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="device_revoked_as_a_whole",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("name",),
                                name="device_name_once_in_use",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeviceHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=10,
                                verbose_name="Kanal",
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="company.site",
                                verbose_name="Standort",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical device",
                        "verbose_name_plural": "historical devices",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="DevicePin",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("pin_hash", models.CharField(max_length=128)),
                        ("set_at", models.DateTimeField()),
                        ("wrong", models.PositiveSmallIntegerField(default=0)),
                        (
                            "device",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pins",
                                to="company.device",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("device", "user"), name="device_pin_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wrong__lte", 30)),
                                name="device_pin_wrong_has_an_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code_hash", models.CharField(max_length=64, unique=True)),
                        ("valid_until", models.DateTimeField()),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "device",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="codes",
                                to="company.device",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Guess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("subject", models.CharField(max_length=40)),
                        ("place", models.PositiveSmallIntegerField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject", "place"), name="guess_place_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("place__lt", 10)),
                                name="guess_place_is_one_of_ten",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
