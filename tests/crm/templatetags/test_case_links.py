from crm.templatetags.case_links import case_link


def test_the_number_leads_to_the_case_and_all_else_is_escaped() -> None:
    assert case_link("<b> mit #4711", 4711) == '&lt;b&gt; mit <a href="/vorgaenge/4711/">#4711</a>'
    assert case_link("<b> mit #4711", None) == "&lt;b&gt; mit #4711"
