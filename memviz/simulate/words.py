"""The words of the worlds: bAbI's own first, in its order of size, then ours for larger worlds."""

from __future__ import annotations

# Task 5 has its own names, and so have 10 and 14; a larger world takes the others, then ours.
_MORE_PEOPLE = ("Alice", "Peter", "Nadia", "Omar", "Ingrid", "Pablo", "Yuki", "Kofi", "Elena", "Ravi", "Chloe", "Ivan")
_MORE_PLACES = ("library", "garage", "attic", "cellar", "museum", "market", "station", "bakery", "harbour", "theatre")

PEOPLE = ("Mary", "John", "Daniel", "Sandra", "Bill", "Fred", "Jeff", "Julie", *_MORE_PEOPLE)
GIVERS = ("Bill", "Fred", "Jeff", "Mary", "John", "Daniel", "Sandra", "Julie", *_MORE_PEOPLE)
TOWNSPEOPLE = ("Bill", "Fred", "Julie", "Mary", "John", "Daniel", "Sandra", "Jeff", *_MORE_PEOPLE)
MEN = frozenset({"John", "Daniel", "Bill", "Fred", "Jeff", "Peter", "Omar", "Pablo", "Kofi", "Ravi", "Ivan"})

PLACES = ("bathroom", "bedroom", "kitchen", "office", "garden", "hallway", "school", "park", "cinema", *_MORE_PLACES)
TOWN = ("bedroom", "kitchen", "office", "school", "park", "cinema", "bathroom", "garden", "hallway", *_MORE_PLACES)

OBJECTS = (
    *("football", "milk", "apple"),
    *("pajamas", "book", "lamp", "cup", "key", "hat", "letter", "basket", "umbrella", "guitar", "towel"),
)

MOVE = ("went to", "went back to", "moved to", "travelled to", "journeyed to")
GET = ("got", "took", "grabbed", "picked up")
DROP = ("dropped", "left", "discarded", "put down")
GIVE = ("gave", "passed", "handed")
LATER = ("Then", "After that", "Following that", "Afterwards")

NUMBERS = (
    *("none", "one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
)
