import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


def new_key() -> str:
    return secrets.token_hex(32)


class Installation(models.Model):
    """The one row about this database: whose it is, whether it is real, and the key of capture fingerprints.

    `fingerprint_key` is never rotated: fingerprints of captures must stay comparable for ever.
    """

    LIVE, DEMO, TEST = "live", "demo", "test"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    company_name = models.CharField(_("Firma"), max_length=120, blank=True, default="")
    kind = models.CharField(max_length=4, default=LIVE)
    fingerprint_key = models.CharField(max_length=64, default=new_key, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            holds("installation_is_one_row", Q(id=1)),
            one_of("installation_kind_known", "kind", ["live", "demo", "test"]),
        ]

    def __str__(self) -> str:
        return self.company_name or "Anklang"
