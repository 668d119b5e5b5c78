"""The kinds of record that a list of people, or one person’s record, is made of."""

SHOWN_OF_A_PERSON = (
    *("case", "person", "basis", "action", "huddle", "agenda_item"),
    *("discussion", "note", "need", "member"),
)
