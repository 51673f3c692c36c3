from django.template import Context, Template

from crm.templatetags.formats import mail_address


def test_words_are_quoted_once_and_stay_escaped() -> None:
    shown = Template("{{ text|spoken|linebreaksbr }}")
    assert (
        shown.render(Context({"text": "Sie <schnarrt>\nseit gestern"}))
        == "„Sie &lt;schnarrt&gt;<br>seit gestern“"
    )
    assert shown.render(Context({"text": "Sie sagt: „Das hält nicht.“"})) == "Sie sagt: „Das hält nicht.“"


def test_a_mail_address_breaks_where_one_reads_on() -> None:
    assert mail_address("o<x@mail.example.org") == "o&lt;x@<wbr>mail.example<wbr>.org"
