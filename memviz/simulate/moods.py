"""People whose moods make them go and get something: task 20."""

from __future__ import annotations

from memviz.simulate import words
from memviz.simulate.dice import Dice
from memviz.simulate.sizes import Sizes, named
from memviz.simulate.world import World
from memviz.story import Story

NAMES = ("Jason", "Antoine", "Yann", "Sumit", "Agnes", "Hugo", "Clara", "Oscar", "Edith", "Flora", "Doris", "Brian")
MOODS = {
    "hungry": ("kitchen", "apple"),
    "thirsty": ("kitchen", "milk"),
    "bored": ("garden", "football"),
    "tired": ("bedroom", "pajamas"),
}


class Moods(World):
    """Task 20: everybody is in a mood, goes where it leads and gets what is there, unless another has it already.

    `step` is how far each has come, `since` the sentence that tells a name's mood, `gone` the moods whose object is
    taken.
    """

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        super().__init__(dice, sizes)
        self.names = named("people", NAMES, sizes.people, 1)
        self.steps = (self.feel, self.go, self.get)

    def story(self) -> Story:
        self.mood = {name: self.dice.one(tuple(MOODS)) for name in self.names}
        self.step = dict.fromkeys(self.names, 0)
        self.since: dict[str, int] = {}
        self.gone: set[str] = set()
        while able := [name for name in self.names if self.can_act(name)]:
            name = self.dice.one(able)
            act = self.steps[self.step[name]]
            self.step[name] += 1
            act(name, self.mood[name])
        return self.finished()

    def can_act(self, name: str) -> bool:
        """Whether there is a next step for a name."""
        return self.step[name] < 2 or (self.step[name] == 2 and self.mood[name] not in self.gone)

    def feel(self, name: str, mood: str) -> None:
        """Tells the mood, asks where it leads."""
        self.since[name] = self.tell(f"{name} is {mood}.")
        self.ask(f"Where will {name.lower()} go?", MOODS[mood][0], (self.since[name],))

    def go(self, name: str, mood: str) -> None:
        """Tells where somebody goes, asks why."""
        place, _ = MOODS[mood]
        self.tell(f"{name} {self.dice.one(words.MOVE)} the {place}.")
        self.ask(f"Why did {name.lower()} go to the {place}?", mood, (self.since[name],))

    def get(self, name: str, mood: str) -> None:
        """Tells what somebody gets, asks why."""
        _, thing = MOODS[mood]
        self.gone.add(mood)
        self.tell(f"{name} {self.dice.one(words.GET)} the {thing} there.")
        self.ask(f"Why did {name.lower()} get the {thing}?", mood, (self.since[name],))
