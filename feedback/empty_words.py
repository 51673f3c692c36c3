"""German words that say nothing about a matter, in their plainest form; shorter ones are left out anyway."""

from typing import Final

from crm.lib.text import plainest

_WORDS: Final = """
aber alle allem allen aller alles also anbieten andere angeboten auch bald beim besser bessere bieten
bietet bitte braeuchte brauche brauchen braucht dabei dafuer damit dann daran darauf darueber dass davon
dazu denn dies diese diesem diesen dieser dieses doch dort drei durch eben eigentlich eine einem einen
einer eines einfach einmal etwa etwas euch euer euren fehlen fehlt fein finden findet fragt freuen fuer
fuers geben genau gern gerne gibt gute habe haben haette haetten hallo hatte hier hilfreich hoffe ihnen
ihre ihrem ihren ihrer ihres immer jede jeden jetzt kaeme kann kaufen kein keine koennen koennte
koennten komme kommt kuenftig kunde kunden kundin leider lieber machen manchmal mehr mein meine meinem
meinen meiner meist moechte moechten muss nach nicht niemals noch nur oder ohne prima sagt schade schoen
schon sehr sein seine selbst sich sind sobald sofort solange sollte sollten sondern sonst statt stehen
steht stellen super toll trotzdem ueber unser unsere unserem unseren unserer unter viel viele vielen
vielleicht waehrend waere waeren wann warum wegen weil wenn werden wieder wird wirklich wollen wuensche
wuenschen wuerd wuerde wuerden wunderbar wunsch zwar zwei zwischen
"""
EMPTY_WORDS: Final = frozenset(plainest(word) for word in _WORDS.split())
