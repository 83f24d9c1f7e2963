"""The rules of the tasks about how places, animals, things and moods relate: 4 and 15 to 20."""

from __future__ import annotations

import re
from itertools import product

from .gold import Gold, Sentences, match

_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}


def what_lies(sentences: Sentences, question: str) -> Gold:
    """Task 4: the grammatical subject of the fact that the question turns round or repeats."""
    asked = re.fullmatch(r"What is (\w+) of the (\w+)\?", question)
    if asked:
        direction, place = asked.groups()
    else:
        place, opposite = match(r"What is the (\w+) (\w+) of\?", question).groups()
        direction = _OPPOSITE[opposite]
    for at, sentence in enumerate(sentences):
        if fact := re.fullmatch(rf"The (\w+) is {direction} of the {place}\.", sentence):
            return Gold(fact[1], ((at,),))
    raise ValueError(f"no fact says: {question}")


_SINGULAR = {"mice": "mouse", "wolves": "wolf", "cats": "cat", "sheep": "sheep"}


def what_is_feared(sentences: Sentences, question: str) -> Gold:
    """Task 15: what the kind of the named one is afraid of."""
    name = match(r"What is (\w+) afraid of\?", question)[1]
    kinds, fears = {}, {}
    for at, sentence in enumerate(sentences):
        if fear := re.fullmatch(r"(\w+) are afraid of (\w+)\.", sentence):
            fears[_SINGULAR[fear[1].lower()]] = (at, _SINGULAR[fear[2]])
        else:
            who, kind = match(r"(\w+) is a (\w+)\.", sentence).groups()
            kinds[who.lower()] = (at, kind)
    at, kind = kinds[name]
    return Gold(fears[kind][1], ((at, fears[kind][0]),))


def what_color(sentences: Sentences, question: str) -> Gold:
    """Task 16: the colour of the other one of the same kind that was introduced last."""
    name = match(r"What color is (\w+)\?", question)[1]
    kinds, colors = {}, {}
    for at, sentence in enumerate(sentences):
        if kind := re.fullmatch(r"(\w+) is a (\w+)\.", sentence):
            kinds[kind[1]] = (at, kind[2])
        else:
            who, color = match(r"(\w+) is (\w+)\.", sentence).groups()
            colors[who] = (at, color)
    example = [who for who, (_, kind) in kinds.items() if kind == kinds[name][1] and who != name][-1]
    return Gold(colors[example][1], ((kinds[name][0], kinds[example][0], colors[example][0]),))


_STEPS = {"above": (0, 1), "below": (0, -1), "to the left of": (-1, 0), "to the right of": (1, 0)}
_STANDS = rf"[Tt]he ([\w ]+?) ?(?:is )?({'|'.join(_STEPS)}) the ([\w ]+)"


def is_placed(sentences: Sentences, question: str) -> Gold:
    """Task 17: whether the first end lies on that side of the second, by their places on a grid."""
    first, side, second = match(rf"Is {_STANDS}\?", question).groups()
    facts = [match(rf"{_STANDS}\.", sentence).groups() for sentence in sentences]
    places = {first: (0, 0)}
    for one, relation, other in [*facts, *facts]:  # twice: the first fact may be about the second end
        (dx, dy) = _STEPS[relation]
        if other in places:
            x, y = places[other]
            places[one] = (x + dx, y + dy)
        elif one in places:
            x, y = places[one]
            places[other] = (x - dx, y - dy)
    (x, y), (dx, dy) = places[second], _STEPS[side]
    about_first = next(at for at, fact in enumerate(facts) if first in fact)
    return Gold("yes" if -x * dx - y * dy > 0 else "no", ((about_first, 1 - about_first),))


_FITS = r"(?:The|Does the) ([\w ]+) fits? (?:inside|in) the ([\w ]+)[.?]"
_BIGGER = r"(?:The|Is the) ([\w ]+?) (?:is )?bigger than the ([\w ]+)[.?]"


def _bigger_and_smaller(text: str) -> tuple[str, str]:
    if fits := re.fullmatch(_FITS, text):
        return fits[2], fits[1]
    bigger = match(_BIGGER, text)
    return bigger[1], bigger[2]


def is_bigger(sentences: Sentences, question: str) -> Gold:
    """Task 18: by a chain of two facts, told from the bigger end if the answer is yes, from the smaller if no."""
    facts = [_bigger_and_smaller(sentence) for sentence in sentences]
    big, small = _bigger_and_smaller(question)
    for answer, (top, bottom) in {"yes": (big, small), "no": (small, big)}.items():
        pairs = product(range(len(facts)), repeat=2)
        chains = [
            (a, b) for a, b in pairs if (facts[a][0], facts[b][1]) == (top, bottom) and facts[a][1] == facts[b][0]
        ]
        if chains:
            return Gold(answer, tuple(chains if answer == "yes" else [chain[::-1] for chain in chains]))
    raise ValueError(f"no chain of two facts: {question}")


def which_way(sentences: Sentences, question: str) -> Gold:
    """Task 19: the two steps from one place to the other."""
    start, goal = match(r"How do you go from the (\w+) to the (\w+)\?", question).groups()
    steps: dict[str, list[tuple[str, str, int]]] = {}
    for at, sentence in enumerate(sentences):
        outer, direction, inner = match(r"The (\w+) is (\w+) of the (\w+)\.", sentence).groups()
        steps.setdefault(inner, []).append((outer, direction[0], at))
        steps.setdefault(outer, []).append((inner, _OPPOSITE[direction][0], at))
    for middle, first, at in steps[start]:
        for end, second, then in steps[middle]:
            if end == goal:
                return Gold(f"{first},{second}", ((at, then),))
    raise ValueError(f"no way of two steps: {question}")


_WHERE_TO = {"hungry": "kitchen", "thirsty": "kitchen", "bored": "garden", "tired": "bedroom"}


def where_or_why(sentences: Sentences, question: str) -> Gold:
    """Task 20: the mood, or the place it leads to."""
    form = match(r"Where will (\w+) go\?|Why did (\w+) (?:go to|get) the \w+\?", question)
    name = form[1] or form[2]
    moods = rf"{name.capitalize()} is ({'|'.join(_WHERE_TO)})\."
    at, mood = next((at, m[1]) for at, sentence in enumerate(sentences) if (m := re.fullmatch(moods, sentence)))
    return Gold(_WHERE_TO[mood] if form[1] else mood, ((at,),))
