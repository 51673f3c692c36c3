"""Erasing a customer: looked at first, confirmed by typing the number, then done in every table at once.

The numbers stay true: contacts, cases, voices and answers remain as facts without words. What the law makes the company
keep is locked in the vault. What remains of the person is a number, a time and a ground.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from contacts.customer_number import number_in
from contacts.models import Customer, ErasureLog, Ground, PrivacyRequest, Standing
from contacts.privacy.erasure_file import append, line_of, path_in
from contacts.privacy.keeping import Keeping, keeping_of, keeps
from contacts.privacy.mail_files import mails_with
from contacts.privacy.rows import Found, rows_about
from contacts.privacy.stored_words import erased
from contacts.privacy.taking_away import put_back, remove_files, take_away
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.history import save_as
from crm.lib.personal_data import Erase, Words
from crm.outbox.letters import message_id
from crm.outbox.models import Notice

NOTICES = "outbox.Notice"
_ADDRESSES = {
    "contacts.EmailAddress": ("raw", "normalised"),
    "contacts.EmailAddressHistory": ("raw", "normalised"),
}


@dataclass(frozen=True)
class Line:
    """One kind of data, how many rows, and for what stays, why."""

    label: Words
    count: int
    why: Words = ""


@dataclass(frozen=True)
class Preview:
    """`goes`: rows that vanish. `blanks`: facts that stay without words. `stays`: what holds no words, and why."""

    goes: list[Line]
    blanks: list[Line]
    stays: list[Line]
    keeping: Keeping


def preview(customer: Customer, *, at: datetime) -> Preview:
    """What erasing would do now; nothing is changed."""
    found = [each for each in rows_about(customer.pk) if each.rows]
    return Preview(
        goes=_lines(found, Erase.DELETE),
        blanks=_lines(found, Erase.BLANK),
        stays=_lines(found, Erase.KEEP),
        keeping=keeping_of(customer.pk, at=at),
    )


def _lines(found: Iterable[Found], what: Erase) -> list[Line]:
    """Derived rows are not worth a word; tables with the same label are one line."""
    counts: dict[tuple[str, str], int] = {}
    for each in found:
        holding = each.holding
        if holding.erase is what and (holding.exported or what is Erase.KEEP):
            key = (str(holding.label), str(holding.why))
            counts[key] = counts.get(key, 0) + len(each.rows)
    return [Line(label, count, why) for (label, why), count in counts.items()]


@transaction.atomic
def erase(customer_id: int, *, ground: str, typed: str | None, by: User | None, at: datetime) -> ErasureLog:
    """Raises Refused while a case is open, or when `typed` is not the number (None: no person types, a rule runs)."""
    customer = Customer.everybody.select_for_update().get(pk=customer_id)
    if customer.standing == Standing.ERASED:
        raise refuse("", _("Diese Daten sind schon gelöscht."))
    if typed is not None and number_in(typed) != customer.number:
        wanted = {"number": customer.number_label}
        raise refuse("typed", _("Das ist nicht die Nummer. Bitte tippen Sie %(number)s.") % wanted)
    if ground not in Ground.values:
        raise refuse("ground", _("Bitte wählen Sie, warum."))
    keeping = keeping_of(customer.pk, at=at)
    if keeping.open_numbers:
        numbers = {"numbers": ", ".join(f"#{number}" for number in keeping.open_numbers)}
        said = _("Noch offen: %(numbers)s. Bitte schließen Sie zuerst ab, was versprochen ist.")
        raise refuse("", said % numbers)
    return _erase(customer, keeping, ground=ground, by=by, at=at)


@transaction.atomic
def erase_again(customer_id: int, *, ground: str, at: datetime) -> ErasureLog:
    """What was erased once, and came back with a backup. Nobody is asked."""
    customer = Customer.everybody.select_for_update().get(pk=customer_id)
    return _erase(customer, keeping_of(customer.pk, at=at), ground=ground, by=None, at=at)


def _erase(customer: Customer, keeping: Keeping, *, ground: str, by: User | None, at: datetime) -> ErasureLog:
    put_back(customer.pk)  # what was locked is erased like everything else
    Customer.everybody.filter(pk=customer.pk).update(standing=Standing.ERASED)  # then it needs no name
    found = rows_about(customer.pk)
    files = [*_mail_files(found), *take_away(customer.pk, word=erased(), keeps=keeps(keeping), at=at)]
    customer.refresh_from_db()
    customer.standing = Standing.ERASED
    customer.version += 1
    save_as(customer, by=by, at=at, reason=str(Ground(ground).label), update_fields=["standing", "version"])
    customer.restrictions.filter(ended_at=None).update(ended_at=at, ended_by=by)
    PrivacyRequest.objects.filter(customer=customer, done_at=None).update(done_at=at, done_by=by)
    row = ErasureLog.objects.create(
        customer_key=customer.pk, number=customer.number, at=at, by=by, ground=ground
    )
    transaction.on_commit(lambda: _outside(row, files))
    return row


def _outside(row: ErasureLog, files: Iterable[Path]) -> None:
    append([line_of(row)], path_in(settings.BACKUP_DIR))
    remove_files(files)


def _mail_files(found: Iterable[Found]) -> list[Path]:
    addresses = {
        row[name] for each in found for name in _ADDRESSES.get(each.holding.key, ()) for row in each.rows
    }
    notices = [
        Notice(dedupe_key=row["dedupe_key"], created_at=row["created_at"])
        for each in found
        if each.holding.model == NOTICES
        for row in each.rows
    ]
    return mails_with({*addresses, *(message_id(notice) for notice in notices)})
