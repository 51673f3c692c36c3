import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.history import history


def new_key() -> str:
    return secrets.token_hex(32)


class Installation(models.Model):
    """The one row about this database: whose it is, whether it is real, and the key of capture fingerprints.

    `fingerprint_key` is never rotated: fingerprints of captures must stay comparable for ever.
    `country` (ISO 3166) reads telephone numbers of customers whose country is not known. The quiet hours are those
    that new people begin with. `lock_after_minutes`: a shared device without a touch locks itself.
    """

    LIVE, DEMO, TEST = "live", "demo", "test"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    company_name = models.CharField(_("Firma"), max_length=120, blank=True, default="")
    public_address = models.TextField(_("Anschrift für Kundinnen und Kunden"), blank=True, default="")
    country = models.CharField(_("Land"), max_length=2, default="DE")
    quiet_from = models.TimeField(_("Keine E-Mail von"), null=True, blank=True)
    quiet_until = models.TimeField(_("bis"), null=True, blank=True)
    lock_after_minutes = models.PositiveSmallIntegerField(_("Geteilte Geräte sperren nach"), default=2)
    kind = models.CharField(max_length=4, default=LIVE)
    fingerprint_key = models.CharField(max_length=64, default=new_key, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    history = history(excluded_fields=["fingerprint_key", "created_at", "kind"])

    class Meta:
        constraints = [
            holds("installation_is_one_row", Q(id=1)),
            one_of("installation_kind_known", "kind", ["live", "demo", "test"]),
            holds("installation_locks_within_the_hour", Q(lock_after_minutes__range=(1, 60))),
            one_of("installation_country_known", "country", ["DE", "AT", "CH"]),
            holds(
                "installation_quiet_hours_have_both_ends",
                Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.company_name or "Anklang"
