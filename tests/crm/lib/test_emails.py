import pytest

from crm.lib.emails import Email, parse


@pytest.mark.parametrize(
    ("typed", "normalised"),
    [
        ("Ulrike.Maier@Example.DE", "ulrike.maier@example.de"),
        (" info@firma.de ", "info@firma.de"),
        ("jörg@bücher.de", "jörg@bücher.de"),
        ("info@xn--bcher-kva.de", "info@bücher.de"),
        ("a+b@c.co", "a+b@c.co"),
    ],
)
def test_an_address_is_kept_and_normalised(typed: str, normalised: str) -> None:
    assert parse(typed) == Email(raw=typed.strip(), normalised=normalised, doubtful=False)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a@b",
        "maier(at)web.de",
        "a b@c.de",
        "info@firma,de",
        "x@localhost",
        "a@@b.de",
        "\0@b.de",
        "😀",
        "a" * 300,
    ],
)
def test_what_cannot_be_an_address_is_doubtful_and_kept(typed: str) -> None:
    assert parse(typed) == Email(raw=typed.strip(), normalised="", doubtful=True)
