"""Firms as they are compared: by the words that set them apart, without what half of them are called."""

from crm.lib.text import fold, plainest

LEGAL = {
    *(
        "ag",
        "co",
        "cokg",
        "dipl",
        "eg",
        "ek",
        "ev",
        "gbr",
        "gesellschaft",
        "ggmbh",
        "gmbh",
        "inh",
        "kg",
        "kgaa",
    ),
    *(
        "mbh",
        "ohg",
        "partg",
        "partgmbb",
        "sa",
        "sarl",
        "se",
        "stiftung",
        "ug",
        "ltd",
        "limited",
        "inc",
        "llc",
    ),
    *(
        "haftungsbeschrankt",
        "und",
        "der",
        "die",
        "das",
        "fur",
        "firma",
        "fa",
        "mit",
        "beschrankter",
        "haftung",
    ),
}


def core(name: str) -> str:
    """The words of a firm that count, in order; all of them where nothing else is left."""
    written = next(iter(fold(name)), "")
    said = [plainest(word) for word in written.replace("e v", "ev").replace("e k", "ek").split()]
    return " ".join([word for word in said if word not in LEGAL] or said)
