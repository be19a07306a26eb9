"""Twenty invented names as three hands each may type them, and twenty that nobody bears."""

from __future__ import annotations

# Apostrophes and hyphens, y and i, oe and u, doubled letters, one slip, the words in another order.
SPELLINGS = {
    "Yuliana Bananaek": ("yulyana bananaek", "bananaek juliana", "yuliana bananek"),
    "Marten O'Besi": ("marten obesi", "obessi marten", "martin o besi"),
    "Welmince Niki-Niki": ("welmince nikiniki", "niki niki wilmince", "nikiniki welmintje"),
    "Yohanes Toeboe": ("johanes tubu", "yohannes toebu", "tubu yohnaes"),
    "Soeryati Oematan": ("suryati umatan", "suriati oematan", "umatan soerjati"),
    "Petrus Djami": ("petrus jami", "pettrus yami", "djami petros"),
    "Agustinus Ta'nubi": ("agustinus tanubi", "tanuby agustinus", "ta'nubi agustnus"),
    "Dominggus Bay-Tobe": ("dominggus baytobe", "domingus bai tobe", "tobe bay domiggus"),
    "Kristofel Leo’nubai": ("kristofel leonubai", "leonubay kristofell", "kristopel leo'nubai"),
    "Meriyana Saefatu": ("meriana saefatu", "saefatu merjana", "mariyana saefatu"),
    "Yakob Nenohaifeto": ("jakob nenohaifeto", "nenohaifetto yakob", "yakop nenohayfeto"),
    "Adolfina Boimau": ("adolfina boymau", "boimau adolvina", "adolfnia boimau"),
    "Rosalinda Fa'imnasi": ("rosalinda faimnasi", "faimnassi rossalinda", "rosalnida fa'imnasi"),
    "Zadrak Sila'e": ("zadrak silae", "silae zadrakk", "sadrak silae"),
    "Elisabet Pitay": ("elisabet pitai", "pittay elisabet", "elisabeth pitay"),
    "Immanuel Kolimon": ("imanuel kolimon", "kolymon immanuell", "imanuel kolmon"),
    "Thimotius Kause": ("thimotyus kause", "kausse thimotius", "timotius kause"),
    "Orpa Manoe": ("orpa manu", "manoe orppa", "manoe opra"),
    "Sefnat Neno-Benu": ("sefnat nenobenu", "neno bennu sefnat", "sefnad nenobenu"),
    "Margarita Ki'ik": ("margarita kiik", "kiik margarrita", "margareta ki'ik"),
}
# Each is like somebody above, and nobody is named so.
ABSENT = (
    "yulyana bananaek",
    "martin obesi",
    "welminje nikiniki",
    "johanis tubu",
    "suryati umattan",
    "petrus djamu",
    "agustina tanubi",
    "domingus baitobi",
    "kristofer leonubai",
    "meryana saefata",
    "yakub nenohaifeto",
    "adolfini boimau",
    "rosalindo faimnasi",
    "zadrah silae",
    "elisabeth pitai",
    "imanuela kolimon",
    "timotius kausa",
    "orpah manu",
    "sefnadt nenobenu",
    "margarita kiek",
)
