"""Celery is the clock: it wakes the sweeps and remembers nothing. What is due, and when, lies in rows.

A lost wake-up costs one round, a repeated one finds nothing to do. Without Redis the same timetable runs inside
`manage.py serve`; every other process (shell, commands, tests) then carries a task out on the spot.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from celery import Celery, bootsteps
from celery.signals import setup_logging
from django.conf import settings
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")


@dataclass(frozen=True)
class Entry:
    """A sweep (a function taking `now`) and its rhythm in seconds."""

    name: str
    sweep: str
    seconds: int


# The whole timetable. Order is importance: the first one that stands gives the warning its words.
TIMETABLE = (
    # Overdue promises reach the next person.
    Entry("escalations", "cases.escalation.sweep_escalations", 2),
    # Waiting cases whose time is up come back to the top of the list.
    Entry("pauses", "cases.lifecycle.sweep_pauses", 60),
    # Whose owner is away too long goes back to the team.
    Entry("absences", "cases.owner_away.sweep_owners_away", 15 * 60),
    # What somebody started and takes longer than a click goes on.
    Entry("jobs", "crm.outbox.jobs.sweep_jobs", 5),
    # A call that nobody answered becomes a call-back case.
    Entry("missed_calls", "crm.desk.calling_back.sweep_missed_calls", 15),
    # Mail that waits leaves the house.
    Entry("mail", "crm.outbox.delivery.sweep_mail", 15),
    # What works best is counted, and whose answers are due to be looked at hears of it.
    Entry("answers", "cases.answer_reviews.sweep_answers", 60 * 60),
    # Customers are asked whether a closed case is solved; by day, and only with their consent.
    Entry("surveys", "feedback.surveys.sweep_invitations", 10 * 60),
    # Old spam goes, and whoever judges hears that messages wait.
    Entry("quarantine", "feedback.quarantine.sweep_quarantine", 10 * 60),
    # Praise reaches the people it belongs to.
    Entry("praise", "feedback.praising.sweep_praise", 60),
    # What was answered is counted by day: the results of surveys are read from that.
    Entry("survey_counts", "feedback.survey_counts.sweep_counts", 60 * 60),
    # Which news about built wishes has left the house is noted.
    Entry("news", "feedback.telling.sweep_news", 10 * 60),
    # Customers who are new or have changed are compared with the others.
    Entry("duplicates", "contacts.duplicates.sweep_duplicates", 60),
    # Days without figures get them; looks every hour, counts after one o'clock in the night.
    Entry("figures", "crm.dashboard.nightly.sweep_figures", 60 * 60),
    # On Monday morning the Zielbild goes to those who asked for it.
    Entry("weekly", "crm.dashboard.weekly_mail.sweep_weekly", 10 * 60),
    # Every deadline is computed anew, once a night; each wake-up goes on where the last one stopped.
    Entry("audit", "cases.audit.sweep_audit", 60),
    # Every promise is counted over all rows, once a night, after the audit.
    Entry("promises", "crm.dashboard.nightly_proofs.sweep_promises", 10 * 60),
    # Rows of lists that were read in long ago are deleted.
    Entry("import_rows", "contacts.importing.forgetting.sweep_imports", 60 * 60),
    # What is kept long enough goes; looks every ten minutes, begins after three o'clock.
    Entry("retention", "contacts.privacy.retention_runs.sweep_retention", 10 * 60),
    # Somebody outside hears that we are alive, as long as all the others are on time.
    Entry("ping", "crm.outbox.ping.sweep_ping", 30),
    # Every night everything goes into one file; looks every hour, writes after two o'clock.
    Entry("backup", "crm.outbox.backing_up.sweep_backups", 60 * 60),
)
WAKE = "crm.wake"
ON_WAKE_UP = "crm.outbox.sweeping.wake_up"
OWN_CLOCK = "crm.outbox.own_clock.OwnClock"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

# The visibility timeout is longer than any sweep; without the other two a killed task would not come back for minutes.
OVER_REDIS = {"visibility_timeout": 900, "unacked_restore_interval": 5, "unacked_restore_throttle": 1}
IN_MEMORY = {"polling_interval": 0.1}


def configuration() -> dict[str, Any]:
    """Asked for when the first task is: this file may be imported before there are settings."""
    in_one_process = settings.CELERY_BROKER_URL.startswith("memory://")
    return {
        "task_always_eager": in_one_process,
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "worker_prefetch_multiplier": 1,
        "worker_hijack_root_logger": False,
        "worker_redirect_stdouts": False,
        "broker_transport_options": IN_MEMORY if in_one_process else OVER_REDIS,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "timezone": settings.TIME_ZONE,
        # Keeps nothing on disk: after every start each sweep is overdue and runs at once.
        "beat_scheduler": "celery.beat:Scheduler",
        "beat_schedule": {
            entry.name: {
                "task": WAKE,
                "args": [entry.name],
                "schedule": entry.seconds,
                "last_run_at": LONG_AGO,
            }
            for entry in TIMETABLE
        },
    }


app = Celery("anklang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.add_defaults(configuration)
setup_logging.connect(
    lambda **_: None, weak=False
)  # whoever answers keeps Celery from changing our log lines


class OwnClockStep(bootsteps.StartStopStep):
    """Beside a broker every worker also has a clock of its own, for the time in which no wake-up reaches it."""

    requires = ("celery.worker.components:Pool",)

    def include_if(self, parent: Any) -> bool:
        return not settings.CELERY_BROKER_URL.startswith("memory://")

    def start(self, parent: Any) -> None:
        self._clock = import_string(OWN_CLOCK)()
        self._clock.start()

    def stop(self, parent: Any) -> None:
        self._clock.stop()


app.steps["worker"].add(OwnClockStep)


def run(name: str) -> None:
    """The one task: wake the sweep of that name."""
    import_string(ON_WAKE_UP)(entry_of(name))


def entry_of(name: str) -> Entry:
    return next(entry for entry in TIMETABLE if entry.name == name)


def sweep_of(entry: Entry) -> Any:
    """The function; apps are imported here, when they are ready, never when this file is."""
    return import_string(entry.sweep)


wake = app.task(name=WAKE)(run)
