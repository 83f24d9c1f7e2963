"""The app's pages, in the order of the navigation; the first is what a visitor sees first."""

from collections.abc import Callable
from dataclasses import dataclass

from memviz.language import later
from memviz.pages.facts.page import facts_page
from memviz.pages.how.page import how_it_works
from memviz.pages.stories.page import stories_page
from memviz.pages.talk.page import present


@dataclass(frozen=True)
class Page:
    """A page: its path in the address, its title in the navigation (told later), the function that draws it."""

    path: str
    title: str
    draw: Callable[[], None]


TITLE = later("memviz: memory networks, seen")
PAGES = (
    Page("stories", later("Stories"), stories_page),
    Page("facts", later("Facts"), facts_page),
    Page("how-it-works", later("How it works"), how_it_works),
    Page("present", later("Present"), present),
)
FORMER = ("explore", "your-story")
"""Paths of pages that were, and whose links are still about: the first page opens them."""
LOOKUP = "key-value"
"""What the page of facts was called; it asked stories, too, which the first page does now."""
