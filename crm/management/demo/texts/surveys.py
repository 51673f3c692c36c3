"""What customers write into a survey, and how we know that they may be asked."""

from typing import Final

NPS_GERMAN: Final = "Würden Sie uns weiterempfehlen?"
NPS_ENGLISH: Final = "Would you recommend us?"
HOW_WE_KNOW: Final = ("am Telefon gesagt", "im Gespräch gesagt", "in der E-Mail geschrieben")
CONTENT: Final = (
    "Alles bestens, danke.",
    "Schnell und freundlich.",
    "Man hat sich wirklich Zeit genommen.",
    "Klingt besser als vorher.",
    "Weiter so. Eine Nachricht, sobald es fertig ist, wäre noch schöner.",
)
NOT_CONTENT: Final = (
    "Es schnarrt noch immer, nur leiser.",
    "Ich musste dreimal nachfragen.",
    "Die Rechnung stimmt noch immer nicht.",
    "Niemand hat mir gesagt, dass es länger dauert.",
    "Gut gemacht, aber viel zu spät.",
)
