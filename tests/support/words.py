"""Texts and their words, as the search knows them: for the module that writes its index, and for
the script that reads it.
"""

LONG = "a" * 39

WORDS: dict[str, list[str]] = {
    "": [],
    "…, “—”": [],
    "The Élysée's 2nd post": ["the", "elysee", "s", "2nd", "post"],
    "e\u0301tat ÉTAT É": ["etat", "etat", "e"],
    "Åkesson, Łódź, Malmø, Straße, œuvre, Æ, Þing": [
        *("akesson", "lodz", "malmo", "strasse", "oeuvre", "ae", "thing"),
    ],
    "İstanbul, ısı, DIYARBAKIR": ["istanbul", "isi", "diyarbakir"],
    "well-known d’Aria's snake_case 1,500": [
        *("well", "known", "d", "aria", "s", "snake", "case", "1", "500"),
    ],
    "Киев Ки\u0457в йод И\u0306од ΣΑΣ": [
        "киев",
        "ки\u0457в",
        "йод",
        "йод",
        "σασ",
    ],
    "東京都庁 と": ["東京", "京都", "都庁", "と"],
    "ﬁnal ①② Ｗｉｄｅ ½": ["final", "12", "wide", "1", "2"],
    "กรุงเทพ": [
        "กร",
        "รุ",
        "ุง",
        "งเ",
        "เท",
        "ทพ",
    ],
    "مرحبا بالعالم": ["مرحبا", "بالعالم"],
    "🙂 a🙂b 🇫🇷": ["a", "b"],
    f"{LONG}bc {LONG}b": [f"{LONG}b", f"{LONG}b"],
    f"é{LONG}c": [f"e{LONG}"],
}
