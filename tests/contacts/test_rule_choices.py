"""The company switches and weighs rules: the effect is told before, worked off in portions, and kept in the history."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts import rule_choices
from contacts.choices import forget
from contacts.models import Customer, Finding, RuleChoice
from contacts.rechecking import differing
from contacts.rule_choices import choose_rules, current, effect
from contacts.rule_counts import count_rules
from contacts.rules import RULES, applying_to, broken_by, chosen, in_force, score
from contacts.search_index import read_all
from crm.company.models import Role, User
from crm.lib.acts import NotAllowed, Refused
from crm.outbox.jobs import sweep_jobs
from crm.outbox.models import Job
from tests.contacts.test_rules import a_population
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY

pytestmark = pytest.mark.django_db

OPTIONAL = [code for code, rule in RULES.items() if not rule.lasting]


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


def open_codes() -> set[str]:
    return set(Finding.objects.filter(resolved_at=None).values_list("code", flat=True))


def choose(wanted: Mapping[str, int], by: User) -> None:
    choose_rules(wanted, by=by, at=MONDAY)
    sweep_jobs(MONDAY)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(weights=st.dictionaries(st.sampled_from(OPTIONAL), st.integers(0, 9)), seed=st.integers(0, 10_000))
def test_any_choice_counts_in_the_database_as_it_does_one_by_one(weights: dict[str, int], seed: int) -> None:
    """Score and findings: SQL over all equals Python over each, for random weights and switches."""
    Customer.objects.all().delete()
    a_population_once(seed)
    RuleChoice.objects.all().delete()
    RuleChoice.objects.bulk_create(
        RuleChoice(code=code, active=weight > 0, weight=weight or 1) for code, weight in weights.items()
    )
    forget()
    everybody = read_all(list(Customer.objects.all()))
    kept = whole = 0
    for of in everybody:
        applying, broken = applying_to(of), broken_by(of)
        mine = sum(in_force()[code].weight for code in applying)
        kept, whole = kept + mine - sum(in_force()[code].weight for code in broken), whole + mine
        assert score(applying=applying, broken=broken) == pytest.approx(
            (mine - sum(in_force()[code].weight for code in broken)) / mine
        )
    counts = count_rules()
    assert counts.everybody.score(in_force()) == (kept, whole)
    by_source = [group.score(in_force()) for group in counts.by_source.values()]
    assert (sum(top for top, _ in by_source), sum(all_ for _, all_ in by_source)) == (kept, whole)
    assert in_force().keys() == chosen(weights).keys()


def a_population_once(seed: int) -> None:
    from contacts.models import Place, PlaceTable, Reason, Source

    for model in (PlaceTable, Place, Source, Reason):
        model._default_manager.all().delete()
    a_population(seed, 12)


def test_the_effect_is_what_then_happens(admin: User) -> None:
    a_population(3)
    wanted = {"first_name_missing": 2, "firm_alone": 0, "unreachable": 9}
    told = effect(wanted, count_rules().everybody)
    before = {code: Finding.objects.filter(code=code, resolved_at=None).count() for code in wanted}
    choose(wanted, admin)
    for change in told.changes:
        now = Finding.objects.filter(code=change.code, resolved_at=None).count()
        assert now - before[change.code] == change.findings, change.code
    assert count_rules().everybody.score(in_force()) == told.after != told.before
    assert {change.code: (change.before, change.after) for change in told.changes} == {
        "first_name_missing": (0, 2),
        "firm_alone": (1, 0),
        "unreachable": (3, 9),
    }
    assert not differing(Customer.objects.all()).exists()


def test_the_pass_goes_on_where_it_stopped(admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    a_population(5, 30)
    monkeypatch.setattr(rule_choices, "PORTION", 7)
    choose({"name_test": 0, "name_spelling": 0}, admin)
    job = Job.objects.get(kind=rule_choices.KIND)
    assert (job.state, job.done, job.total) == (Job.DONE, 30, 30)
    assert not open_codes() & {"name_test", "name_spelling"}
    choose({"name_test": 2}, admin)
    assert "name_test" in open_codes()


def test_what_was_chosen_has_a_history(admin: User) -> None:
    choose_rules({"firm_alone": 0}, by=admin, at=MONDAY, reason="Nur Privatkundschaft")
    entry = RuleChoice.history.get()
    assert (entry.active, entry.weight, entry.history_user, entry.history_change_reason) == (
        False,
        1,
        admin,
        "Nur Privatkundschaft",
    )
    assert current()["firm_alone"] == 0


def test_nothing_changed_starts_nothing(admin: User) -> None:
    assert choose_rules(current(), by=admin, at=MONDAY) is None
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    "wanted", [{"source_missing": 0}, {"unreachable": 10}, {"unreachable": -1}, {"horoscope": 1}]
)
def test_what_no_rule_may_be_is_refused(admin: User, wanted: dict[str, int]) -> None:
    with pytest.raises(Refused) as refused:
        choose_rules(wanted, by=admin, at=MONDAY)
    assert set(refused.value.messages) == set(wanted)
    assert not RuleChoice.objects.exists()


def test_only_the_administration_chooses() -> None:
    with pytest.raises(NotAllowed):
        choose_rules({"firm_alone": 0}, by=make_user(Role.MANAGEMENT), at=MONDAY)


def test_random_choices_leave_the_findings_as_the_rules_say(admin: User) -> None:
    pick = Random(11)
    a_population(11, 40)
    for _ in range(3):
        choose({code: pick.randint(0, 3) for code in pick.sample(OPTIONAL, 5)}, admin)
        assert not differing(Customer.objects.all()).exists()
        assert open_codes() <= set(in_force())
