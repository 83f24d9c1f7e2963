"""The story in everyday English that a visitor finds first, and that a network which reads such is checked by."""

from memviz.story import Question, Slot, Story

_TOLD = (
    "Anna put her keys in the drawer and went shopping.",
    "Maria gave her umbrella to Tom.",
    "Tom was happy because it was raining.",
    "The dog hid under the kitchen table.",
    "Then Bob took the keys to the car.",
)
EXAMPLE = Story(tuple(map(Slot.sentence, _TOLD)), (Question("Where are the keys?"),))
