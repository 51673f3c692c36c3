from crm.templatetags.cases import with_cases


def test_numbers_of_cases_lead_to_them_and_the_rest_stays_text() -> None:
    assert with_cases("Am längsten: #4212, <b>#7</b>.") == (
        'Am längsten: <a href="/vorgaenge/4212/">#4212</a>, &lt;b&gt;<a href="/vorgaenge/7/">#7</a>&lt;/b&gt;.'
    )


def test_a_sentence_without_a_number_stays_as_it_is() -> None:
    assert with_cases("Nichts ist überfällig, #12345678901 ist keine.") == (
        "Nichts ist überfällig, #12345678901 ist keine."
    )
