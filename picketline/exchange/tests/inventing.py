"""Documents that nobody wrote: every key may be missing, null or odd, and unknown keys stand everywhere."""

from hypothesis import strategies as st

COUNTRIES = ("KZ", "AQ", "DE", "US", "XK")
KINDS = (
    *("embassy", "Embassy", "high-commission", "permanent_mission", "consulate_general", "responsible_mission"),
    *(
        "government",
        "official",
        "minister",
        "judge",
        "company",
        "state_fund",
        "own_government",
        "prisoner",
        "other",
        "",
    ),
)
OFFICES = ("Embassy of Kazakhstan in Germany", "the embassy in your country", "Ministry of Ice", "unspecified", "", " ")
DATES = (None, "2012", "2012-06", "2012-06-30", "2012-06-01", "2012-01-01", "mid-June 2012", "", "2012-06-30T18:18")
PRECISIONS = (None, "day", "month", "year", "week", "relative", "undated", "minute", "exact", "")
STATUSES = (
    *("sentenced to six years", "to be charged", "status changed from witness to suspect", "witness", "Witness of it"),
    *("released 17 April 1995", "verurteilt", "Freed.", "", "under sentence of death", "at risk again"),
)
NUMBERED = (
    "at least 14 people",
    "up to 25 others",
    "more than 60",
    "37 defendants",
    "Overton Example",
    "other leaders",
)
CONTACTS = ("a@b.example.invalid", "[email protected]", "x@gmail.com", "+49 30 000", "030-4600", "@South_UN", " ", "")
LINES = ("P.O. Box 12", "Attention: Registry", "c/o the mission", "Astana, 010000", "", " padded ", "خیابان ۱۲")
ADDRESSES = (None, "", "https://example.org/a", "javascript:alert(1)", "example.org")
TAGS = ("en", "de", "fa", "pt-BR", "zh-Hans")

FORBIDDEN = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffd"

words = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=FORBIDDEN), max_size=12)
some_words = st.tuples(st.sampled_from("aÉشИ字‘İ6"), words).map("".join)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
unknown = st.dictionaries(words.map(lambda text: f"x{text}"), anything, max_size=2)
texts = st.none() | st.lists(words, max_size=2)
contacts = st.none() | st.lists(st.sampled_from(CONTACTS), max_size=3)


def with_unknown_keys(known, required=()):
    """An object with the required keys, some of the known ones, and some that nobody knows."""
    must = {key: strategy for key, strategy in known.items() if key in required}
    may = {key: strategy for key, strategy in known.items() if key not in required}
    return st.tuples(unknown, st.fixed_dictionaries(must, optional=may)).map(lambda two: {**two[0], **two[1]})


source = st.none() | with_unknown_keys({"publisher": words, "title": words, "url": st.sampled_from(ADDRESSES)})
dated = {"date": st.sampled_from(DATES), "precision": st.sampled_from(PRECISIONS)}
status = with_unknown_keys({
    **dated, "source": source, "text": st.none() | words, "status": st.sampled_from(["sentenced", "released", "odd"]),
})  # fmt: skip
about_a_person = {
    "role": st.none() | words,
    "status": st.none() | st.sampled_from(STATUSES) | words,
    "statuses": st.lists(status, max_size=3) | anything,
    "count": st.none() | st.integers(0, 1000),
    "bound": st.sampled_from(["exactly", "at_least", "at_most", "roughly", None]),
    "gender": st.none() | words,
    "note": st.none() | words,
    "source": source | words,
}
named = {
    **about_a_person,
    "anonymity": st.sampled_from(["named", "Named", "group"]),
    "name": some_words | st.sampled_from(NUMBERED),
    "aliases": st.none() | st.lists(some_words, max_size=3),
    "name_native": st.none() | some_words,
    "age": st.integers(0, 99),
}
pseudonym = {**about_a_person, "anonymity": st.just("pseudonym"), "name": some_words, "aliases": st.just([])}
hidden = {**about_a_person, "anonymity": st.sampled_from(["known_to_issuer", "known-to-issuer", "withheld"])}
person = (
    with_unknown_keys(named, {"name", "anonymity"})
    | st.fixed_dictionaries({"anonymity": pseudonym["anonymity"], "name": some_words}, optional=about_a_person)
    | st.fixed_dictionaries({"anonymity": hidden["anonymity"]}, optional=about_a_person)
)
entry = with_unknown_keys(
    {
        **dated,
        "text": some_words,
        "source": source | words,
        "kind": st.sampled_from(["said", "happened", "rumour"]),
        "statement": st.sampled_from(["denial", "promise", "threat", None]),
        "disputes": st.integers(-1, 3) | words,
    },
    {"text"},
)
office = with_unknown_keys({
    "kind": st.none() | st.sampled_from(KINDS),
    "office": st.none() | st.sampled_from(OFFICES) | some_words,
    "name": st.none() | words,
    "honorific": words,
    "postal_country": st.none() | st.sampled_from(COUNTRIES),
    "postal_lines": st.none() | st.lists(st.sampled_from(LINES), max_size=4),
    "other_postal_lines": anything,
    **dict.fromkeys(("emails", "faxes", "phones", "social"), contacts),
    **dict.fromkeys(("webform", "website"), st.sampled_from(ADDRESSES) | st.lists(st.sampled_from(ADDRESSES[1:]))),
    "salutation": st.none() | words | st.sampled_from(["Dear Ambassador", "Exzellenz,", "Dear Mr Example"]),
    "note": st.none() | st.sampled_from(["placeholder", "write to the embassy in your country"]),
})  # fmt: skip
paths = st.sampled_from(
    ["/title", "/call", "/demands/0", "/persons/0/role", "/persons/1/name", "/chronology/0/text", "/x"]
)
documents = with_unknown_keys(
    {
        "schema": st.just("picketline-case/1"),
        "id": some_words,
        "title": some_words,
        "issuer": with_unknown_keys({"name": some_words, "type": st.none() | words}, {"name"}),
        "country_of_concern": st.sampled_from(COUNTRIES),
        "languages": with_unknown_keys(
            {"appeal": st.lists(st.sampled_from(TAGS), min_size=1, max_size=2), "write_in": texts}, {"appeal"}
        ),
        "published": st.sampled_from(DATES),
        "deadline": st.sampled_from(DATES),
        "reference": st.none() | words | with_unknown_keys({"number": st.none() | words, "parent": st.none() | words}),
        "call": words | anything,
        "background": words | anything,
        "persons": st.none() | st.lists(person, max_size=3),
        "chronology": st.none() | st.lists(entry, max_size=3),
        "demands": st.none() | st.lists(words, max_size=3),
        "targets": st.none() | st.lists(office, max_size=4),
        "copies_to": st.none() | st.lists(office | words | st.sampled_from(OFFICES), max_size=2),
        "related": anything,
        "source": st.none() | with_unknown_keys({"url": st.sampled_from(ADDRESSES)}),
        "translations": st.dictionaries(
            st.sampled_from([*TAGS, "xx"]), st.dictionaries(paths, words, max_size=3), max_size=2
        )
        | anything,
    },
    {"schema", "id", "title", "issuer", "country_of_concern", "languages"},
)
