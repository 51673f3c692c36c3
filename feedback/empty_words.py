"""German words that say nothing about a matter, folded; shorter ones are left out anyway."""

from typing import Final

_WORDS: Final = """
aber alle allem allen aller alles also anbieten andere auch bitte damit dann dass denn dies diese diesem
diesen dieser dieses doch dort durch eben eine einem einen einer eines einfach einmal etwas euch euer
fragt freuen fuer geben gern gerne gibt habe haben haette haetten hallo hatte hier hoffe ihnen ihre
ihrem ihren ihrer immer jede jeden jetzt kann kaufen kein keine koennen koennte koennten kunde kunden
kundin leider machen mehr mein meine meinem meinen meiner moechte moechten muss nach nicht noch nur oder
ohne sagt schade schoen schon sehr sein seine sich sind sollte sollten sondern super toll ueber unser
unsere unter viel viele vielen waere waeren wann warum wegen weil wenn werden wieder wird wirklich
wollen wuensche wuenschen wuerde wuerden wunderbar wunsch zwar zwischen
"""
EMPTY_WORDS: Final = frozenset(_WORDS.split())
