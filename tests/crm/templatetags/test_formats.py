from django.template import Context, Template


def test_words_are_quoted_once_and_stay_escaped() -> None:
    shown = Template("{{ text|spoken|linebreaksbr }}")
    assert (
        shown.render(Context({"text": "Sie <schnarrt>\nseit gestern"}))
        == "„Sie &lt;schnarrt&gt;<br>seit gestern“"
    )
    assert shown.render(Context({"text": "Sie sagt: „Das hält nicht.“"})) == "Sie sagt: „Das hält nicht.“"
