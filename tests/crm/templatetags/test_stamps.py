from pathlib import Path

import pytest

from contacts.models import Channel
from crm.templatetags.icon_paths import ICONS
from crm.templatetags.stamps import channel_icon, stamp

STYLE = Path(__file__).resolve().parents[3] / "crm/static/css/components/stamp.css"


@pytest.mark.parametrize("channel", Channel.values)
def test_every_channel_has_an_icon_a_hue_and_its_word(channel: str) -> None:
    assert channel_icon(channel) in ICONS
    assert f".stamp-{channel} " in STYLE.read_text()
    assert str(Channel(channel).label) in stamp(channel)


def test_stamp_says_other_words_when_asked_and_escapes_them() -> None:
    shown = stamp("phone", "Reparatur & <Pflege>")
    assert "Reparatur &amp; &lt;Pflege&gt;" in shown
    assert "Telefon" not in shown


def test_bare_stamp_is_heard_not_seen() -> None:
    assert '<span class="visually-hidden">Telefon</span>' in stamp("phone", bare=True)
