"""All tables of this app in one step, for new installations; others take the single steps."""

from importlib import import_module

import crm.lib.tables
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

beside = import_module("contacts.migrations.0002_search_index")


class Migration(migrations.Migration):
    replaces = [
        ("contacts", "0001_initial"),
        ("contacts", "0002_search_index"),
        ("contacts", "0003_consent"),
        ("contacts", "0004_importedrow"),
        ("contacts", "0005_customer_groups"),
        ("contacts", "0006_master_data_quality"),
        ("contacts", "0007_derive_doubts"),
        ("contacts", "0008_sources_and_campaigns"),
        ("contacts", "0009_duplicates"),
        ("contacts", "0010_import_lists"),
        ("contacts", "0011_pairs_named_by_people"),
        ("contacts", "0012_privacy"),
        ("contacts", "0013_notes_and_marks_of_a_list"),
        ("contacts", "0014_addenda"),
        ("contacts", "0015_news_and_codes_taken_once"),
        ("contacts", "0016_calls"),
        ("contacts", "0017_numbers_of_calls_go"),
        ("contacts", "0018_groups_weigh"),
        ("contacts", "0019_consent_to_polls"),
        ("contacts", "0020_wordings_of_consents"),
    ]

    initial = True

    dependencies = [
        ("company", "0012_extensions"),
    ]

    operations = [
        crm.lib.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Campaign",
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
                            "code",
                            models.CharField(
                                max_length=30, unique=True, verbose_name="Code"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="von"),
                        ),
                        (
                            "ends_on",
                            models.DateField(blank=True, null=True, verbose_name="bis"),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.source",
                            ),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                verbose_name="Kosten",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-starts_on", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cost", None), ("cost__gte", 0), _connector="OR"
                                ),
                                name="campaign_cost_is_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="campaign_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Customer",
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
                        ("number", models.PositiveIntegerField(unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("person", "Person"),
                                    ("organisation", "Firma"),
                                ],
                                default="person",
                                max_length=12,
                            ),
                        ),
                        (
                            "salutation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "keine Anrede"),
                                    ("ms", "Frau"),
                                    ("mr", "Herr"),
                                    ("neutral", "neutral"),
                                ],
                                default="",
                                max_length=8,
                                verbose_name="Anrede",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=40,
                                verbose_name="Titel",
                            ),
                        ),
                        (
                            "first_name",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=80,
                                verbose_name="Vorname",
                            ),
                        ),
                        (
                            "last_name",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=80,
                                verbose_name="Nachname",
                            ),
                        ),
                        (
                            "organisation",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=160,
                                verbose_name="Firma",
                            ),
                        ),
                        (
                            "source_asked_at",
                            models.DateTimeField(blank=True, null=True),
                        ),
                        (
                            "reason_text",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=300,
                                verbose_name="Anlass in eigenen Worten",
                            ),
                        ),
                        (
                            "reason_asked_at",
                            models.DateTimeField(blank=True, null=True),
                        ),
                        ("sort_name", models.CharField(db_index=True, max_length=200)),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.campaign",
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
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.reason",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.source",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.customergroup",
                                verbose_name="Kundengruppe",
                            ),
                        ),
                        (
                            "address_need",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "nicht gebraucht"),
                                    ("delivery", "Lieferungen"),
                                    ("invoice", "Rechnungen"),
                                    ("letter", "Briefe"),
                                ],
                                default="",
                                max_length=8,
                                verbose_name="Anschrift gebraucht für",
                            ),
                        ),
                        (
                            "name_doubt",
                            models.CharField(blank=True, default="", max_length=8),
                        ),
                        ("stale", models.BooleanField(default=False)),
                        (
                            "referred_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referred",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "da"),
                                    ("locked", "gesperrt"),
                                    ("erased", "gelöscht"),
                                ],
                                default="",
                                max_length=6,
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                default="",
                                max_length=10000,
                                verbose_name="Notiz",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_name", "id"],
                        "indexes": [
                            models.Index(fields=["created_at"], name="customer_by_age")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["person", "organisation"])
                                ),
                                name="customer_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("salutation__in", ["", "ms", "mr", "neutral"])
                                ),
                                name="customer_salutation_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "address_need__in",
                                        ["", "delivery", "invoice", "letter"],
                                    )
                                ),
                                name="customer_address_need_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("referred_by", None),
                                    models.Q(
                                        ("referred_by", models.F("id")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="customer_is_not_referred_by_themselves",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("first_name", ""), _negated=True),
                                    models.Q(("last_name", ""), _negated=True),
                                    models.Q(("organisation", ""), _negated=True),
                                    models.Q(("standing", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="customer_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("standing__in", ["", "locked", "erased"])
                                ),
                                name="customer_standing_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Product",
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
                                max_length=120, unique=True, verbose_name="Produkt"
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Reason",
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
                                max_length=80, unique=True, verbose_name="Anlass"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("active", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ["position", "name", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="SearchEntry",
                    fields=[
                        (
                            "customer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="search_entry",
                                serialize=False,
                                to="contacts.customer",
                            ),
                        ),
                        ("text", models.TextField()),
                    ],
                ),
                migrations.CreateModel(
                    name="AffiliationHistory",
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
                            "role",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=80,
                                verbose_name="Funktion",
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
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical affiliation",
                        "verbose_name_plural": "historical affiliations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AddressHistory",
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
                            "street",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=160,
                                verbose_name="Straße und Hausnummer",
                            ),
                        ),
                        (
                            "postal_code",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=16,
                                verbose_name="Postleitzahl",
                            ),
                        ),
                        (
                            "city",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=100,
                                verbose_name="Ort",
                            ),
                        ),
                        (
                            "country",
                            models.CharField(
                                default="DE", max_length=2, verbose_name="Land"
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
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical address",
                        "verbose_name_plural": "historical addresss",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Address",
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
                            "street",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=160,
                                verbose_name="Straße und Hausnummer",
                            ),
                        ),
                        (
                            "postal_code",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=16,
                                verbose_name="Postleitzahl",
                            ),
                        ),
                        (
                            "city",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=100,
                                verbose_name="Ort",
                            ),
                        ),
                        (
                            "country",
                            models.CharField(
                                default="DE", max_length=2, verbose_name="Land"
                            ),
                        ),
                        (
                            "customer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="address",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "street_doubt",
                            models.CharField(blank=True, default="", max_length=8),
                        ),
                        (
                            "town_key",
                            models.CharField(blank=True, default="", max_length=100),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="EmailAddress",
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
                            "raw",
                            models.CharField(max_length=254, verbose_name="E-Mail"),
                        ),
                        (
                            "normalised",
                            models.CharField(
                                blank=True, db_index=True, default="", max_length=254
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="emails",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="EmailAddressHistory",
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
                            "raw",
                            models.CharField(max_length=254, verbose_name="E-Mail"),
                        ),
                        (
                            "normalised",
                            models.CharField(
                                blank=True, db_index=True, default="", max_length=254
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
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.customer",
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
                        "verbose_name": "historical email address",
                        "verbose_name_plural": "historical email addresss",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PhoneNumber",
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
                            "raw",
                            models.CharField(max_length=60, verbose_name="Telefon"),
                        ),
                        (
                            "e164",
                            models.CharField(
                                blank=True, db_index=True, default="", max_length=20
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="phones",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="PhoneNumberHistory",
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
                            "raw",
                            models.CharField(max_length=60, verbose_name="Telefon"),
                        ),
                        (
                            "e164",
                            models.CharField(
                                blank=True, db_index=True, default="", max_length=20
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
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.customer",
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
                        "verbose_name": "historical phone number",
                        "verbose_name_plural": "historical phone numbers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ProductHistory",
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
                                db_index=True, max_length=120, verbose_name="Produkt"
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
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
                        "verbose_name": "historical product",
                        "verbose_name_plural": "historical products",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ReasonHistory",
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
                                db_index=True, max_length=80, verbose_name="Anlass"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("active", models.BooleanField(default=True)),
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
                        "verbose_name": "historical reason",
                        "verbose_name_plural": "historical reasons",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Source",
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
                            models.CharField(max_length=80, verbose_name="Herkunft"),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("active", models.BooleanField(default=True)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.source",
                            ),
                        ),
                        (
                            "referral",
                            models.BooleanField(
                                default=False, verbose_name="Empfehlung"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "name", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("parent", "name"), name="source_name_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("parent", None)),
                                fields=("name",),
                                name="source_top_name_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent", None),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="source_is_not_under_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CustomerHistory",
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
                        ("number", models.PositiveIntegerField(db_index=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("person", "Person"),
                                    ("organisation", "Firma"),
                                ],
                                default="person",
                                max_length=12,
                            ),
                        ),
                        (
                            "salutation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "keine Anrede"),
                                    ("ms", "Frau"),
                                    ("mr", "Herr"),
                                    ("neutral", "neutral"),
                                ],
                                default="",
                                max_length=8,
                                verbose_name="Anrede",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=40,
                                verbose_name="Titel",
                            ),
                        ),
                        (
                            "first_name",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=80,
                                verbose_name="Vorname",
                            ),
                        ),
                        (
                            "last_name",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=80,
                                verbose_name="Nachname",
                            ),
                        ),
                        (
                            "organisation",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=160,
                                verbose_name="Firma",
                            ),
                        ),
                        (
                            "source_asked_at",
                            models.DateTimeField(blank=True, null=True),
                        ),
                        (
                            "reason_text",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=300,
                                verbose_name="Anlass in eigenen Worten",
                            ),
                        ),
                        (
                            "reason_asked_at",
                            models.DateTimeField(blank=True, null=True),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
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
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.campaign",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "reason",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.reason",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.source",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.customergroup",
                                verbose_name="Kundengruppe",
                            ),
                        ),
                        (
                            "address_need",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "nicht gebraucht"),
                                    ("delivery", "Lieferungen"),
                                    ("invoice", "Rechnungen"),
                                    ("letter", "Briefe"),
                                ],
                                default="",
                                max_length=8,
                                verbose_name="Anschrift gebraucht für",
                            ),
                        ),
                        (
                            "referred_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                default="",
                                max_length=10000,
                                verbose_name="Notiz",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical customer",
                        "verbose_name_plural": "historical customers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CampaignHistory",
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
                            "code",
                            models.CharField(
                                db_index=True, max_length=30, verbose_name="Code"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="von"),
                        ),
                        (
                            "ends_on",
                            models.DateField(blank=True, null=True, verbose_name="bis"),
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
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.source",
                            ),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                verbose_name="Kosten",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical campaign",
                        "verbose_name_plural": "historical campaigns",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SourceHistory",
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
                            models.CharField(max_length=80, verbose_name="Herkunft"),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("active", models.BooleanField(default=True)),
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
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.source",
                            ),
                        ),
                        (
                            "referral",
                            models.BooleanField(
                                default=False, verbose_name="Empfehlung"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical source",
                        "verbose_name_plural": "historical sources",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Topic",
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
                            models.CharField(max_length=80, verbose_name="Anliegen"),
                        ),
                        (
                            "confidential",
                            models.BooleanField(
                                default=False, verbose_name="vertraulich"
                            ),
                        ),
                        (
                            "solvable_at_once",
                            models.BooleanField(
                                default=True, verbose_name="sofort lösbar"
                            ),
                        ),
                        (
                            "is_other",
                            models.BooleanField(
                                default=False, verbose_name="Sonstiges"
                            ),
                        ),
                        (
                            "icon",
                            models.CharField(blank=True, default="chat", max_length=20),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("active", models.BooleanField(default=True)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="contacts.topic",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.team",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "name", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("parent", "name"), name="topic_name_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("parent", None)),
                                fields=("name",),
                                name="topic_top_name_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_other", True)),
                                fields=("is_other",),
                                name="topic_one_other",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
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
                        ("client_id", models.UUIDField(unique=True)),
                        ("fingerprint", models.CharField(max_length=64)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("shop", "Laden"),
                                    ("phone", "Telefon"),
                                    ("web", "Internet"),
                                    ("email", "E-Mail"),
                                    ("chat", "Chat"),
                                    ("magazine", "Zeitschrift"),
                                    ("letter", "Brief"),
                                    ("event", "Messe"),
                                    ("visit", "Besuch"),
                                ],
                                max_length=10,
                                verbose_name="Kanal",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("in", "eingehend"), ("out", "ausgehend")],
                                default="in",
                                max_length=3,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("resolved", "sofort gelöst"),
                                    ("follow_up", "Vorgang"),
                                    ("no_concern", "ohne Anliegen"),
                                ],
                                max_length=10,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("happened_at", models.DateTimeField()),
                        ("recorded_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField()),
                        (
                            "reason_text",
                            models.CharField(blank=True, default="", max_length=300),
                        ),
                        (
                            "campaign_code",
                            models.CharField(blank=True, default="", max_length=30),
                        ),
                        ("text", models.TextField(blank=True, default="")),
                        ("encounter", models.UUIDField()),
                        ("picks_up", models.BooleanField(default=False)),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.campaign",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.site",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "spoke_with",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.product",
                            ),
                        ),
                        (
                            "reason",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.reason",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.source",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.topic",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-recorded_at", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["-recorded_at", "-id"], name="contact_newest"
                            ),
                            models.Index(
                                fields=["customer", "-recorded_at"],
                                name="contact_of_customer",
                            ),
                            models.Index(
                                fields=["topic", "recorded_at"], name="contact_of_topic"
                            ),
                            models.Index(
                                fields=["encounter"], name="contact_of_encounter"
                            ),
                            models.Index(
                                fields=["recorded_by", "-recorded_at"],
                                name="contact_of_recorder",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "channel__in",
                                        [
                                            "shop",
                                            "phone",
                                            "web",
                                            "email",
                                            "chat",
                                            "magazine",
                                            "letter",
                                            "event",
                                            "visit",
                                        ],
                                    )
                                ),
                                name="contact_channel_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("direction__in", ["in", "out"])),
                                name="contact_direction_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "outcome__in",
                                        ["resolved", "follow_up", "no_concern"],
                                    )
                                ),
                                name="contact_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", "no_concern"),
                                    ("topic__isnull", False),
                                    _connector="OR",
                                ),
                                name="contact_concern_has_topic",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("happened_at__lte", models.F("recorded_at"))
                                ),
                                name="contact_happened_before_recorded",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicHistory",
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
                            models.CharField(max_length=80, verbose_name="Anliegen"),
                        ),
                        (
                            "confidential",
                            models.BooleanField(
                                default=False, verbose_name="vertraulich"
                            ),
                        ),
                        (
                            "solvable_at_once",
                            models.BooleanField(
                                default=True, verbose_name="sofort lösbar"
                            ),
                        ),
                        (
                            "is_other",
                            models.BooleanField(
                                default=False, verbose_name="Sonstiges"
                            ),
                        ),
                        (
                            "icon",
                            models.CharField(blank=True, default="chat", max_length=20),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("active", models.BooleanField(default=True)),
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
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.topic",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="company.team",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical topic",
                        "verbose_name_plural": "historical topics",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Touch",
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
                        ("at", models.DateTimeField()),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.campaign",
                            ),
                        ),
                        (
                            "contact",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="touches",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Void",
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
                        ("at", models.DateTimeField()),
                        (
                            "reason",
                            models.CharField(blank=True, default="", max_length=200),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contact",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="void",
                                to="contacts.contact",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Affiliation",
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
                            "role",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=80,
                                verbose_name="Funktion",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="affiliations",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "organisation"),
                                name="affiliation_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("person", models.F("organisation")), _negated=True
                                ),
                                name="affiliation_joins_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
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
                        ("code", models.CharField(max_length=40)),
                        ("since", models.DateTimeField()),
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["since", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("resolved_at", None)),
                                fields=("customer", "code"),
                                name="finding_open_once",
                            )
                        ],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("resolved_at", None)),
                                fields=["code", "since", "id"],
                                name="finding_open_by_code",
                            ),
                            models.Index(
                                condition=models.Q(("resolved_at__isnull", False)),
                                fields=["code", "resolved_at"],
                                name="finding_resolved_by_code",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchWord",
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
                        ("word", models.CharField(max_length=60)),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="search_words",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["word", "customer"], name="search_word_prefix"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "word"), name="search_word_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
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
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("survey", "Umfrage nach einem Vorgang"),
                                    ("poll", "Umfrage auch ohne Anlass"),
                                    (
                                        "news",
                                        "Nachricht, wenn ein Wunsch umgesetzt ist",
                                    ),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("state", models.CharField(max_length=9)),
                        ("at", models.DateTimeField()),
                        (
                            "source",
                            models.CharField(
                                max_length=120, verbose_name="Woher wir es wissen"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consents",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "wording",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="contacts.consentwording",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["customer", "purpose", "-at", "-id"],
                                name="consent_newest",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["given", "withdrawn"])
                                ),
                                name="consent_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="consent_says_how_we_know",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("purpose__in", ["survey", "poll", "news"])
                                ),
                                name="consent_purpose_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedRow",
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
                        ("fingerprint", models.CharField(max_length=64, unique=True)),
                        (
                            "identity",
                            models.CharField(
                                blank=True, db_index=True, default="", max_length=64
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="imported_rows",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CustomerGroup",
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
                                max_length=60, unique=True, verbose_name="Kundengruppe"
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                default=1, verbose_name="Gewicht"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="customer_group_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weight__gte", 1), ("weight__lte", 10)
                                ),
                                name="customer_group_weighs_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CustomerGroupHistory",
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
                                db_index=True,
                                max_length=60,
                                verbose_name="Kundengruppe",
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
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
                            "weight",
                            models.PositiveSmallIntegerField(
                                default=1, verbose_name="Gewicht"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical customer group",
                        "verbose_name_plural": "historical customer groups",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Asked",
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
                        ("code", models.CharField(max_length=40)),
                        ("outcome", models.CharField(max_length=8)),
                        ("at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="asked",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "outcome__in",
                                        ["shown", "later", "declined", "right"],
                                    )
                                ),
                                name="asked_outcome_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_at", None),
                                    ("outcome__in", ["declined", "right"]),
                                ),
                                fields=("customer", "code"),
                                name="asked_settled_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
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
                        ("at", models.DateTimeField()),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="confirmations",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("undone_at", None)),
                                fields=["customer", "-at"],
                                name="confirmation_newest",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undone_by", None),
                                    ("undone_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="confirmation_undone_is_dated",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Place",
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
                        ("country", models.CharField(max_length=2)),
                        ("postal_code", models.CharField(max_length=16)),
                        ("town", models.CharField(max_length=100)),
                        ("town_key", models.CharField(max_length=100)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["country", "town_key"], name="place_of_town"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("country", "postal_code", "town"),
                                name="place_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceTable",
                    fields=[
                        (
                            "country",
                            models.CharField(
                                max_length=2, primary_key=True, serialize=False
                            ),
                        ),
                        ("loaded_at", models.DateTimeField()),
                        ("places", models.PositiveIntegerField()),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                ),
                migrations.CreateModel(
                    name="RuleChoice",
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
                        ("code", models.CharField(max_length=40, unique=True)),
                        ("active", models.BooleanField(verbose_name="gilt")),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(verbose_name="Gewicht"),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("weight__range", (1, 9))),
                                name="rule_choice_weight",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RuleChoiceHistory",
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
                        ("code", models.CharField(db_index=True, max_length=40)),
                        ("active", models.BooleanField(verbose_name="gilt")),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(verbose_name="Gewicht"),
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
                        "verbose_name": "historical rule choice",
                        "verbose_name_plural": "historical rule choices",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CampaignCode",
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
                            "code",
                            models.CharField(
                                max_length=30, unique=True, verbose_name="Code"
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=120,
                                verbose_name="Wo der Code steht",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="codes",
                                to="contacts.campaign",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="CampaignCodeHistory",
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
                            "code",
                            models.CharField(
                                db_index=True, max_length=30, verbose_name="Code"
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=120,
                                verbose_name="Wo der Code steht",
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
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.campaign",
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
                        "verbose_name": "historical campaign code",
                        "verbose_name_plural": "historical campaign codes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CampaignVisit",
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
                        ("day", models.DateField()),
                        ("number", models.PositiveIntegerField()),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.campaign",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campaign", "day"),
                                name="campaign_visit_once_a_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatchEntry",
                    fields=[
                        (
                            "customer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="match_entry",
                                serialize=False,
                                to="contacts.customer",
                            ),
                        ),
                        ("facts", models.JSONField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Merge",
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
                        ("loser_key", models.BigIntegerField()),
                        ("loser_number", models.PositiveIntegerField()),
                        ("loser_name", models.CharField(max_length=320)),
                        ("at", models.DateTimeField()),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "winner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="merges",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["loser_key"], name="merge_of_loser")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at", None)),
                                fields=("loser_number",),
                                name="merge_number_gone_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("undone_at", None), ("undone_by", None)),
                                    models.Q(
                                        ("undone_at__isnull", False),
                                        ("undone_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="merge_undone_has_who_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergeStep",
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
                        ("model", models.CharField(max_length=80)),
                        ("row", models.BigIntegerField()),
                        ("what", models.CharField(max_length=8)),
                        ("before", models.JSONField(default=dict)),
                        ("after", models.JSONField(default=dict)),
                        (
                            "merge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="contacts.merge",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "what__in",
                                        ["moved", "removed", "changed", "added"],
                                    )
                                ),
                                name="merge_step_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DuplicatePair",
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
                            "band",
                            models.CharField(
                                choices=[("certain", "sicher"), ("check", "zu prüfen")],
                                max_length=8,
                            ),
                        ),
                        ("score", models.FloatField()),
                        ("signs", models.JSONField(default=list)),
                        ("found_at", models.DateTimeField()),
                        ("not_same_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "not_same_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "named_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-score", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("not_same_at", None)),
                                fields=["band", "-score", "id"],
                                name="duplicate_open",
                            ),
                            models.Index(fields=["other"], name="duplicate_of_other"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("one", "other"), name="duplicate_pair_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("one__lt", models.F("other"))),
                                name="duplicate_pair_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("band__in", ["certain", "check"])),
                                name="duplicate_band_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("not_same_at", None), ("not_same_by", None)
                                    ),
                                    models.Q(
                                        ("not_same_at__isnull", False),
                                        ("not_same_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="duplicate_not_same_has_who_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatchKey",
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
                        ("key", models.CharField(max_length=80)),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="match_keys",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["key", "customer"], name="match_key_customer"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("customer", "key"), name="match_key_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportForm",
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
                        ("form", models.CharField(max_length=64, unique=True)),
                        ("columns", models.JSONField()),
                        ("at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Import",
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
                        ("name", models.CharField(max_length=200)),
                        ("kind", models.CharField(max_length=5)),
                        (
                            "encoding",
                            models.CharField(blank=True, default="", max_length=20),
                        ),
                        (
                            "delimiter",
                            models.CharField(blank=True, default="", max_length=1),
                        ),
                        (
                            "sheet",
                            models.CharField(blank=True, default="", max_length=80),
                        ),
                        ("other_sheets", models.PositiveSmallIntegerField(default=0)),
                        ("heading", models.JSONField(default=list)),
                        ("heading_line", models.PositiveIntegerField(default=1)),
                        ("has_heading", models.BooleanField(default=True)),
                        ("columns", models.JSONField(default=list)),
                        (
                            "form",
                            models.CharField(blank=True, default="", max_length=64),
                        ),
                        ("doubles_too", models.BooleanField(default=False)),
                        ("state", models.CharField(default="uploading", max_length=9)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("new", models.PositiveIntegerField(default=0)),
                        ("known", models.PositiveIntegerField(default=0)),
                        ("doubles", models.PositiveIntegerField(default=0)),
                        ("refused", models.PositiveIntegerField(default=0)),
                        ("troubled", models.PositiveIntegerField(default=0)),
                        ("to_make", models.PositiveIntegerField(default=0)),
                        ("made", models.PositiveIntegerField(default=0)),
                        ("undone", models.PositiveIntegerField(default=0)),
                        ("stays", models.PositiveIntegerField(default=0)),
                        ("rows_gone", models.BooleanField(default=False)),
                        ("uploaded_at", models.DateTimeField()),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.source",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "uploading",
                                            "checking",
                                            "ready",
                                            "running",
                                            "stopped",
                                            "done",
                                            "undoing",
                                            "undone",
                                        ],
                                    )
                                ),
                                name="import_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["undoing", "undone"]),
                                        _negated=True,
                                    ),
                                    ("undone_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="import_undo_is_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
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
                        ("line", models.PositiveIntegerField()),
                        ("cells", models.JSONField()),
                        ("has_formula", models.BooleanField(default=False)),
                        (
                            "verdict",
                            models.CharField(blank=True, default="", max_length=7),
                        ),
                        ("troubled", models.BooleanField(default=False)),
                        (
                            "twin_by",
                            models.CharField(blank=True, default="", max_length=20),
                        ),
                        ("repeats", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "likeness",
                            models.CharField(blank=True, default="", max_length=64),
                        ),
                        ("which", models.PositiveIntegerField(default=0)),
                        ("turn", models.PositiveSmallIntegerField(default=1)),
                        (
                            "fate",
                            models.CharField(blank=True, default="", max_length=6),
                        ),
                        (
                            "made_number",
                            models.PositiveIntegerField(blank=True, null=True),
                        ),
                        (
                            "why",
                            models.CharField(blank=True, default="", max_length=80),
                        ),
                        (
                            "belongs_to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="contacts.import",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["line"],
                        "indexes": [
                            models.Index(
                                fields=["belongs_to", "verdict", "line"],
                                name="import_row_judged",
                            ),
                            models.Index(
                                fields=["belongs_to", "fate", "turn", "line"],
                                name="import_row_fate",
                            ),
                            models.Index(
                                fields=["belongs_to", "likeness"],
                                name="import_row_alike",
                            ),
                            models.Index(
                                condition=models.Q(("troubled", True)),
                                fields=["belongs_to", "line"],
                                name="import_row_troubled",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("belongs_to", "line"),
                                name="import_row_line_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "verdict__in",
                                        ["", "new", "known", "double", "refused"],
                                    )
                                ),
                                name="import_row_verdict_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "fate__in",
                                        ["", "made", "left", "undone", "stays"],
                                    )
                                ),
                                name="import_row_fate_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("fate__in", ["made", "undone", "stays"]),
                                        _negated=True,
                                    ),
                                    ("made_number__isnull", False),
                                    _connector="OR",
                                ),
                                name="import_row_made_is_numbered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ErasureLog",
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
                        ("customer_key", models.BigIntegerField(unique=True)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("at", models.DateTimeField()),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("request", "auf Wunsch der Person"),
                                    ("silence", "nach langer Zeit ohne Kontakt"),
                                    ("error", "irrtümlich erfasst"),
                                    ("purpose", "nicht mehr gebraucht"),
                                ],
                                max_length=8,
                                verbose_name="Grund",
                            ),
                        ),
                        ("replayed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
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
                                    (
                                        "ground__in",
                                        ["request", "silence", "error", "purpose"],
                                    )
                                ),
                                name="erasure_ground_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PrivacyRequest",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("access", "Auskunft"),
                                    ("correct", "Berichtigung"),
                                    ("restrict", "Einschränkung"),
                                    ("erase", "Löschung"),
                                ],
                                max_length=8,
                                verbose_name="Antrag",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField()),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=300,
                                verbose_name="Was gesagt wurde",
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["access", "correct", "restrict", "erase"],
                                    )
                                ),
                                name="privacy_request_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("done_at", None)),
                                fields=("customer", "kind"),
                                name="privacy_request_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_by", None),
                                    ("done_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="privacy_request_done_is_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcessingRegister",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "controller",
                            models.TextField(
                                blank=True, default="", verbose_name="Verantwortlich"
                            ),
                        ),
                        (
                            "officer",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Datenschutzbeauftragte",
                            ),
                        ),
                        (
                            "recipients",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Wer die Daten außerdem bekommt",
                            ),
                        ),
                        (
                            "measures",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Technische und organisatorische Maßnahmen",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("id", 1)),
                                name="processing_register_is_one_row",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcessingRegisterHistory",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(db_index=True, default=1),
                        ),
                        (
                            "controller",
                            models.TextField(
                                blank=True, default="", verbose_name="Verantwortlich"
                            ),
                        ),
                        (
                            "officer",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Datenschutzbeauftragte",
                            ),
                        ),
                        (
                            "recipients",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Wer die Daten außerdem bekommt",
                            ),
                        ),
                        (
                            "measures",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Technische und organisatorische Maßnahmen",
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
                        "verbose_name": "historical processing register",
                        "verbose_name_plural": "historical processing registers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Restriction",
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
                        ("since", models.DateTimeField()),
                        (
                            "reason",
                            models.CharField(max_length=200, verbose_name="Grund"),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="restrictions",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-since", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("customer",),
                                name="restriction_one_running",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="restriction_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_by", None),
                                    ("ended_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="restriction_end_is_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RetentionClass",
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
                            "reason",
                            models.CharField(
                                max_length=160, verbose_name="Rechtsgrund"
                            ),
                        ),
                        (
                            "years",
                            models.PositiveSmallIntegerField(
                                verbose_name="Jahre nach Jahresende"
                            ),
                        ),
                        (
                            "active",
                            models.BooleanField(default=True, verbose_name="gilt"),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                to="contacts.topic",
                                verbose_name="Anliegen",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-years", "name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                name="retention_class_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("years__range", (1, 30))),
                                name="retention_class_years",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RetentionClassHistory",
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
                            "reason",
                            models.CharField(
                                max_length=160, verbose_name="Rechtsgrund"
                            ),
                        ),
                        (
                            "years",
                            models.PositiveSmallIntegerField(
                                verbose_name="Jahre nach Jahresende"
                            ),
                        ),
                        (
                            "active",
                            models.BooleanField(default=True, verbose_name="gilt"),
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
                        "verbose_name": "historical retention class",
                        "verbose_name_plural": "historical retention classs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RetentionRule",
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
                            "code",
                            models.CharField(
                                choices=[
                                    (
                                        "silence",
                                        "Kundinnen und Kunden ohne Kontakt löschen",
                                    ),
                                    (
                                        "proof",
                                        "Nachweise widerrufener Einwilligungen kürzen",
                                    ),
                                    ("notices", "Hinweise und E-Mails löschen"),
                                    ("calls", "Nummern von Anrufen löschen"),
                                    ("vault", "Abgelaufene Sperren leeren"),
                                ],
                                max_length=8,
                                unique=True,
                            ),
                        ),
                        (
                            "active",
                            models.BooleanField(
                                default=False, verbose_name="läuft jede Nacht"
                            ),
                        ),
                        (
                            "amount",
                            models.PositiveSmallIntegerField(verbose_name="nach"),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__range", (1, 600))),
                                name="retention_rule_amount",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "code__in",
                                        [
                                            "silence",
                                            "proof",
                                            "notices",
                                            "calls",
                                            "vault",
                                        ],
                                    )
                                ),
                                name="retention_rule_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RetentionRuleHistory",
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
                            "code",
                            models.CharField(
                                choices=[
                                    (
                                        "silence",
                                        "Kundinnen und Kunden ohne Kontakt löschen",
                                    ),
                                    (
                                        "proof",
                                        "Nachweise widerrufener Einwilligungen kürzen",
                                    ),
                                    ("notices", "Hinweise und E-Mails löschen"),
                                    ("calls", "Nummern von Anrufen löschen"),
                                    ("vault", "Abgelaufene Sperren leeren"),
                                ],
                                db_index=True,
                                max_length=8,
                            ),
                        ),
                        (
                            "active",
                            models.BooleanField(
                                default=False, verbose_name="läuft jede Nacht"
                            ),
                        ),
                        (
                            "amount",
                            models.PositiveSmallIntegerField(verbose_name="nach"),
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
                        "verbose_name": "historical retention rule",
                        "verbose_name_plural": "historical retention rules",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RetentionRun",
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
                            "code",
                            models.CharField(
                                choices=[
                                    (
                                        "silence",
                                        "Kundinnen und Kunden ohne Kontakt löschen",
                                    ),
                                    (
                                        "proof",
                                        "Nachweise widerrufener Einwilligungen kürzen",
                                    ),
                                    ("notices", "Hinweise und E-Mails löschen"),
                                    ("calls", "Nummern von Anrufen löschen"),
                                    ("vault", "Abgelaufene Sperren leeren"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("night", models.DateField()),
                        ("amount", models.PositiveSmallIntegerField()),
                        ("started_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("due", models.PositiveIntegerField()),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("failed", models.PositiveIntegerField(default=0)),
                        ("reached", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["-started_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "night"),
                                name="retention_run_once_a_night",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_at", None),
                                    ("finished_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="retention_run_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "code__in",
                                        [
                                            "silence",
                                            "proof",
                                            "notices",
                                            "calls",
                                            "vault",
                                        ],
                                    )
                                ),
                                name="retention_run_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedRow",
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
                        ("holding", models.CharField(max_length=80)),
                        ("row", models.BigIntegerField()),
                        ("removed", models.BooleanField()),
                        ("values", models.JSONField()),
                        (
                            "ground",
                            models.CharField(blank=True, default="", max_length=80),
                        ),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sealed",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("until__isnull", False)),
                                fields=["until"],
                                name="sealed_to_end",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("holding", "row"), name="sealed_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground", ""), ("until", None)),
                                    models.Q(
                                        ("until__isnull", False),
                                        models.Q(("ground", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sealed_until_has_a_ground",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportMark",
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
                        ("mark", models.BigIntegerField()),
                        ("line", models.PositiveIntegerField()),
                        (
                            "belongs_to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.import",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["belongs_to", "mark", "line"],
                                name="import_mark_found",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Addendum",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("note", "Nachtrag"),
                                    ("correction", "Berichtigung"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addenda",
                                to="contacts.contact",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["note", "correction"])
                                ),
                                name="addendum_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="addendum_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CodeTaken",
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
                        ("code", models.CharField(max_length=30, unique=True)),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.campaign",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="VisitPlace",
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
                        ("place", models.PositiveSmallIntegerField(unique=True)),
                        ("minute", models.DateTimeField()),
                        ("number", models.PositiveIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="PhoneLine",
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
                                max_length=60, unique=True, verbose_name="Name"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("generic", "Andere (JSON)"),
                                    ("sipgate", "sipgate"),
                                    ("3cx", "3CX"),
                                ],
                                max_length=8,
                                verbose_name="Telefonanlage",
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.site",
                                verbose_name="Standort",
                            ),
                        ),
                        (
                            "speaks_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.topic",
                                verbose_name="Anliegen",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["generic", "sipgate", "3cx"])
                                ),
                                name="phone_line_kind_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LineUse",
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
                        ("minute", models.DateTimeField()),
                        ("events", models.PositiveIntegerField(default=0)),
                        ("last_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="use",
                                to="contacts.phoneline",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Call",
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
                        ("external_id", models.CharField(max_length=128)),
                        (
                            "direction",
                            models.CharField(
                                choices=[("in", "eingehend"), ("out", "ausgehend")],
                                max_length=3,
                            ),
                        ),
                        (
                            "number",
                            models.CharField(blank=True, default="", max_length=60),
                        ),
                        (
                            "e164",
                            models.CharField(blank=True, default="", max_length=20),
                        ),
                        (
                            "extension",
                            models.CharField(blank=True, default="", max_length=60),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("passed_on", models.BooleanField(default=False)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contact",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="call",
                                to="contacts.contact",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.site",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calls",
                                to="contacts.phoneline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-started_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["-started_at"],
                                name="call_going_on",
                            ),
                            models.Index(
                                condition=models.Q(("settled_at", None)),
                                fields=["started_at"],
                                name="call_unsettled",
                            ),
                            models.Index(fields=["e164"], name="call_of_number"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("line", "external_id"),
                                name="call_once_per_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("direction__in", ["in", "out"])),
                                name="call_direction_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at", None),
                                    ("answered_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="call_answered_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None),
                                    ("ended_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="call_ended_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_by", None),
                                    ("answered_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="call_answered_by_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("contact", None),
                                    ("settled_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="call_contact_when_settled",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PhoneLineHistory",
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
                                db_index=True, max_length=60, verbose_name="Name"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("generic", "Andere (JSON)"),
                                    ("sipgate", "sipgate"),
                                    ("3cx", "3CX"),
                                ],
                                max_length=8,
                                verbose_name="Telefonanlage",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                            "speaks_for",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.topic",
                                verbose_name="Anliegen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical phone line",
                        "verbose_name_plural": "historical phone lines",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Ring",
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
                        ("put_away_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rings",
                                to="contacts.call",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("call", "user"), name="ring_once_per_person"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Caller",
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
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="callers",
                                to="contacts.call",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("call", "customer"), name="caller_once_per_call"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentWording",
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
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("survey", "Umfrage nach einem Vorgang"),
                                    ("poll", "Umfrage auch ohne Anlass"),
                                    (
                                        "news",
                                        "Nachricht, wenn ein Wunsch umgesetzt ist",
                                    ),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("language", models.CharField(max_length=8)),
                        ("text", models.TextField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("version", models.PositiveIntegerField()),
                        ("since", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["purpose", "language", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("purpose", "language", "sha256"),
                                name="consent_wording_once",
                            ),
                            models.UniqueConstraint(
                                fields=("purpose", "language", "version"),
                                name="consent_wording_version_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("purpose__in", ["survey", "poll", "news"])
                                ),
                                name="consent_wording_purpose_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("language", ""), _negated=True),
                                ),
                                name="consent_wording_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("version__gte", 1)),
                                name="consent_wording_counts_from_one",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(beside.build, beside.remove),
    ]
