"""The editor in a browser: what a hand, a keyboard, a clipboard and a reload do to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from memviz.browser.editor import Command, Note, Offer
from memviz.story import Question, Story
from tests.chromium import playwright_api
from tests.tab import ADDRESS

from .conftest import FIRST, Write, data

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOSTILE = "<img src=x onerror=window.broken=1><script>window.broken=1</script>"
FOCUS = "() => { const at = host.shadowRoot.activeElement; return at && [at.ariaLabel, at.selectionStart, at.value] }"


def texts(page: Any) -> list[str]:
    found: list[str] = page.locator(".rows textarea").evaluate_all("nodes => nodes.map((node) => node.value)")
    return found


def row(page: Any, number: int) -> Any:
    return page.locator(".rows textarea").nth(number - 1)


def question(page: Any) -> Any:
    return page.get_by_role("textbox", name="Question")


def at(page: Any, number: int, place: int) -> None:
    """Put the caret somewhere."""
    row(page, number).evaluate("(node, place) => { node.focus(); node.setSelectionRange(place, place) }", place)


def focus(page: Any) -> tuple[str, int]:
    """Which field has the keyboard, and where its caret is."""
    name, caret, _ = page.evaluate(FOCUS)
    return name, caret


def told(page: Any) -> dict[str, Any]:
    """The last that the server was told."""
    found: dict[str, Any] = page.evaluate("told.at(-1)")
    return found


def update(page: Any, **more: Any) -> None:
    """The server answers what it was told last."""
    page.evaluate("(data) => editor.update({ ...data, knows: told.at(-1).turn })", data(**more))


def command(page: Any, sent: Command) -> None:
    update(page, command=sent.as_json())


def paste(page: Any, text: str) -> None:
    """Paste into the field that has the keyboard."""
    page.evaluate(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true });
          host.shadowRoot.activeElement.dispatchEvent(event);
        }""",
        text,
    )


# ---- typing ----------------------------------------------------------------------------------------------------------


def test_a_new_visitor_finds_the_example_and_the_server_is_told_of_it(write: Write) -> None:
    page = write()

    assert texts(page) == FIRST["rows"]
    assert question(page).input_value() == FIRST["question"]
    first = told(page)
    assert (first["rows"], first["question"], first["answer"], first["facts"]) == (
        FIRST["rows"],
        FIRST["question"],
        "",
        [],
    )
    assert page.locator(".number").all_text_contents() == ["1", "2"]


def test_typing_is_told_after_a_pause_and_keeps_the_caret_whatever_the_server_says(write: Write) -> None:
    page = write()
    before = page.evaluate("told.length")
    at(page, 1, 4)
    page.keyboard.type(" quickly")
    assert page.evaluate("told.length") == before
    update(page, notes=[Note("Hm.").as_json()], beyond=1)
    assert focus(page) == ("Row 1", 12)
    page.keyboard.type("!")
    page.clock.run_for(249)
    assert page.evaluate("told.length") == before
    page.clock.run_for(1)
    assert page.evaluate("told.length") == before + 1
    assert told(page)["rows"][0] == "Mary quickly! went to the kitchen."
    assert texts(page)[0] == "Mary quickly! went to the kitchen."


def test_enter_splits_and_backspace_and_delete_join(write: Write) -> None:
    page = write()
    at(page, 1, 4)
    page.keyboard.press("Enter")
    assert texts(page)[:2] == ["Mary", "went to the kitchen."]
    assert focus(page) == ("Row 2", 0)
    page.keyboard.press("Backspace")
    assert texts(page) == ["Mary went to the kitchen.", FIRST["rows"][1]]
    assert focus(page) == ("Row 1", 5)
    page.keyboard.press("End")
    page.keyboard.press("Delete")
    assert texts(page) == [" ".join(FIRST["rows"])]
    at(page, 1, 0)
    page.keyboard.press("Backspace")
    assert len(texts(page)) == 1


def test_arrows_walk_through_the_rows_to_the_question_and_back(write: Write) -> None:
    page = write()
    at(page, 1, 4)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    assert focus(page)[0] == "Row 2"
    page.keyboard.press("ArrowDown")
    assert focus(page)[0] == "Question"
    page.keyboard.press("ArrowUp")
    assert focus(page)[0] == "Row 2"


def test_in_a_sentence_of_several_lines_arrows_stay_until_its_end(write: Write) -> None:
    page = write()
    row(page, 2).fill("John went to the garden and to the kitchen " * 5)
    at(page, 2, 100)
    page.keyboard.press("ArrowDown")
    assert focus(page)[0] == "Row 2"
    at(page, 2, 0)
    page.keyboard.press("ArrowUp")
    assert focus(page)[0] == "Row 1"
    assert row(page, 2).bounding_box()["height"] > 2 * row(page, 1).bounding_box()["height"], "the field has grown"


def test_a_word_that_is_being_composed_is_not_cut_by_enter(write: Write) -> None:
    page = write()
    at(page, 1, 0)
    page.evaluate(
        "host.shadowRoot.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))"
    )

    assert len(texts(page)) == 2


def test_keys_are_for_nobody_else(write: Write) -> None:
    page = write()
    page.evaluate("window.heard = []; addEventListener('keydown', (event) => heard.push(event.key))")
    at(page, 1, 0)
    page.keyboard.type("rc")

    assert page.evaluate("heard") == []


# ---- undo ------------------------------------------------------------------------------------------------------------


def test_what_is_typed_without_a_pause_is_undone_at_once_and_redone(write: Write) -> None:
    page = write()
    at(page, 1, 25)
    page.keyboard.type(" Yes.")
    page.clock.run_for(2000)
    page.keyboard.type(" No.")
    page.keyboard.press("Control+z")
    assert texts(page)[0] == "Mary went to the kitchen. Yes."
    page.keyboard.press("Control+z")
    assert texts(page)[0] == FIRST["rows"][0]
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.keyboard.press("Control+Shift+Z")
    page.keyboard.press("Control+y")
    assert texts(page)[0] == "Mary went to the kitchen. Yes. No."
    assert told(page)["rows"][0] == "Mary went to the kitchen. Yes. No."


def test_every_change_can_be_undone(write: Write) -> None:
    page = write()
    buttons = ("Duplicate", "Delete", "Gold fact")
    for name in buttons:
        page.locator(".row").first.hover()
        page.locator(".row").first.get_by_role("button", name=name).click()
    page.get_by_role("textbox", name="Right answer").fill("kitchen")
    question(page).fill("Who?")
    page.get_by_role("button", name="Clear").click()
    assert texts(page) == [""]
    expect(page.get_by_text("Write what happened")).to_be_visible()
    for _ in range(len(buttons) + 3):
        page.get_by_role("button", name="Undo").click()
    assert texts(page) == FIRST["rows"]
    assert question(page).input_value() == FIRST["question"]
    assert told(page)["facts"] == []


def test_the_browser_s_own_undo_is_ours(write: Write) -> None:
    page = write()
    page.get_by_role("button", name="Clear").click()
    row(page, 1).evaluate(
        "node => node.dispatchEvent("
        "new InputEvent('beforeinput', { inputType: 'historyUndo', bubbles: true, cancelable: true }))"
    )

    assert texts(page) == FIRST["rows"]


# ---- rows ------------------------------------------------------------------------------------------------------------


def test_rows_are_moved_with_alt_and_an_arrow_and_keep_the_caret(write: Write) -> None:
    page = write()
    at(page, 2, 4)
    page.keyboard.press("Alt+ArrowUp")
    assert texts(page) == FIRST["rows"][::-1]
    assert focus(page) == ("Row 1", 4)
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowDown")
    assert texts(page) == FIRST["rows"]
    assert told(page)["rows"] == FIRST["rows"]


def test_rows_are_dragged_by_their_handle_and_escape_ends_it(write: Write) -> None:
    page = write()
    grips = page.locator(".grip")
    start, end = grips.first.bounding_box(), grips.nth(1).bounding_box()

    def drag() -> None:
        page.mouse.move(start["x"] + 5, start["y"] + 10)
        page.mouse.down()
        page.mouse.move(end["x"] + 5, end["y"] + end["height"], steps=5)

    drag()
    page.keyboard.press("Escape")
    page.mouse.up()
    assert texts(page) == FIRST["rows"]
    drag()
    expect(page.locator(".row.after")).to_have_count(1)
    page.mouse.up()
    assert texts(page) == FIRST["rows"][::-1]
    expect(page.locator(".row.after, .row.before, .row.dragged")).to_have_count(0)


def test_the_handle_works_with_the_keyboard_too(write: Write) -> None:
    page = write()
    page.locator(".grip").first.focus()
    page.keyboard.press("ArrowDown")

    assert texts(page) == FIRST["rows"][::-1]
    assert page.evaluate("host.shadowRoot.activeElement.className") == "grip"


def test_the_tab_key_reaches_one_row_s_buttons_alone(write: Write) -> None:
    page = write()
    at(page, 2, 0)

    assert page.locator(".row button[tabindex='0']").count() == 5
    assert page.locator(".row").nth(1).locator("button[tabindex='0']").count() == 5


def test_an_empty_row_is_left_out_and_a_question_among_the_sentences_is_told_apart(write: Write) -> None:
    page = write()
    page.get_by_role("button", name="Add a sentence").click()
    page.keyboard.type("Where is John?")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Mary left.")
    page.clock.run_for(250)

    assert page.locator(".number").all_text_contents() == ["1", "2", "?", "", "3"]
    assert told(page)["rows"] == [*FIRST["rows"], "Mary left."]
    assert told(page)["asides"] == [["Where is John?", 2]]


# ---- the clipboard ---------------------------------------------------------------------------------------------------


def test_a_pasted_block_becomes_rows_in_one_step(write: Write) -> None:
    page = write()
    at(page, 1, 25)
    paste(page, "1 玛丽去了厨房。\n2 ذهبت مريم إلى المطبخ.\n3 😀 went there. Then he left.\n")
    pasted = ["玛丽去了厨房。", "ذهبت مريم إلى المطبخ.", "😀 went there.", "Then he left."]

    assert texts(page) == [FIRST["rows"][0], *pasted, FIRST["rows"][1]]
    assert focus(page) == ("Row 5", len(pasted[-1]))
    assert told(page)["rows"] == texts(page)
    assert row(page, 3).evaluate("node => getComputedStyle(node).direction") == "rtl"
    page.keyboard.press("Control+z")
    assert texts(page) == FIRST["rows"]


def test_a_pasted_file_goes_to_the_server(write: Write) -> None:
    page = write()
    at(page, 1, 0)
    text = "1 Mary went.\n2 Where is Mary?\tkitchen\t1\n"
    paste(page, text)

    ((what, value),) = page.evaluate("wanted")
    assert (what, value["text"]) == ("open", text)
    assert texts(page) == FIRST["rows"]


def test_a_very_long_text_is_cut_and_that_is_said(write: Write) -> None:
    page = write()
    page.get_by_role("button", name="Clear").click()
    at(page, 1, 0)
    paste(page, "Mary went to the kitchen. John left.\n" * 25_000)
    assert len(texts(page)) == 1000
    expect(page.get_by_role("status")).to_have_text(
        "1,000 sentences are here. 49,000 more did not fit: a story here has at most 1,000."
    )
    page.get_by_role("button", name="Clear").click()
    at(page, 1, 0)
    paste(page, "x" * 1_000_000)
    assert [len(text) for text in texts(page)] == [20_000]
    expect(page.get_by_role("status")).to_have_text("A sentence was cut: it has at most 20,000 characters here.")


def test_hostile_text_is_text(write: Write) -> None:
    page = write()
    row(page, 1).fill(HOSTILE)
    update(page, notes=[Note(HOSTILE, (Offer(HOSTILE, "a", HOSTILE),)).as_json()], questions=[HOSTILE])
    page.locator(".chips button").click()

    assert question(page).input_value() == HOSTILE
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0


# ---- the server ------------------------------------------------------------------------------------------------------


def test_a_command_is_obeyed_once_and_can_be_undone(write: Write) -> None:
    page = write()
    story = Story.of("Ann went to the park.", "Bob left.")
    load = Command("one", story=Story(story.slots, (Question("Where is Ann?", "park", (0,)),)))
    command(page, load)
    assert texts(page) == ["Ann went to the park.", "Bob left."]
    assert page.get_by_role("textbox", name="Right answer").input_value() == "park"
    assert (told(page)["done"], told(page)["facts"], told(page)["answer"]) == ("one", [0], "park")

    row(page, 2).fill("Bob stayed.")
    command(page, load)
    assert texts(page)[1] == "Bob stayed."
    assert page.get_by_role("textbox", name="Right answer").input_value() == "", "it held for other words"
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_role("textbox", name="Right answer").input_value() == "park"
    page.get_by_role("button", name="Undo").click()
    assert texts(page) == FIRST["rows"]


def test_a_text_is_split_and_its_last_question_asked(write: Write) -> None:
    page = write()
    command(page, Command("one", text="Ann went. Bob left.\nWho left?"))

    assert texts(page) == ["Ann went.", "Bob left."]
    assert question(page).input_value() == "Who left?"


def test_a_file_is_given_once(write: Write) -> None:
    page = write()
    page.get_by_role("button", name="Save .txt").click()
    assert page.evaluate("wanted.at(-1)[0]") == "save"
    with page.expect_download() as download:
        command(page, Command("one", file=("your-story.txt", "1 玛丽去了。\n")))

    assert download.value.suggested_filename == "your-story.txt"
    assert Path(download.value.path()).read_text("utf-8") == "1 玛丽去了。\n"


def test_an_opened_file_goes_to_the_server_and_a_strange_one_is_refused(write: Write) -> None:
    page = write()
    field = page.locator("input[type=file]")
    field.set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": "1 Mária left.".encode()})
    page.wait_for_function("wanted.length === 1")
    assert page.evaluate("[wanted[0][0], wanted[0][1].name, wanted[0][1].text]") == ["open", "a.txt", "1 Mária left."]
    field.set_input_files({"name": "b.txt", "mimeType": "text/plain", "buffer": b"1 M\xe1ria left."})
    expect(page.get_by_role("status")).to_have_text("b.txt is no UTF-8 text. Save it as UTF-8 and open it again.")
    assert question(page).input_value() == FIRST["question"], "a file that is chosen is not typed"
    field.set_input_files({"name": "c.txt", "mimeType": "text/plain", "buffer": b"x" * 5_000_001})
    expect(page.get_by_role("status")).to_contain_text("c.txt is larger than 5 MB.")
    assert page.evaluate("wanted.length") == 1


def test_one_click_replaces_a_word_everywhere_and_makes_a_question_the_question(write: Write) -> None:
    page = write()
    row(page, 1).fill("Mary wnet to the kitchen.")
    row(page, 2).fill("Wnet?")
    notes = [Note("?", (Offer("went", "wnet", "went"), Offer("Make it the question", "Went?")))]
    update(page, notes=[note.as_json() for note in notes], questions=["Who left?"])

    page.get_by_role("button", name="Write “went” in place of “wnet”").click()
    assert texts(page) == [FIRST["rows"][0], "Went?"]
    page.get_by_role("button", name="Make it the question").click()
    assert question(page).input_value() == "Went?"
    assert texts(page) == [FIRST["rows"][0], FIRST["question"]]
    page.get_by_role("button", name="Who left?").click()
    assert told(page)["question"] == "Who left?"


def test_what_nobody_answers_is_told_again_and_ever_later(write: Write) -> None:
    page = write()
    update(page)
    row(page, 1).fill("Ann left.")
    page.clock.run_for(250)
    first, before = told(page), page.evaluate("told.length")
    for n, ms in enumerate((4000, 8000, 16_000), 1):
        page.clock.run_for(ms - 1)
        assert page.evaluate("told.length") == before + n - 1
        page.clock.run_for(1)
        assert page.evaluate("told.length") == before + n
    assert told(page) == first, "the answer to any of them is the answer to all"
    update(page)
    page.clock.run_for(60_000)
    assert page.evaluate("told.length") == before + 3
    page.evaluate("editor.update({ knows: null })")
    assert told(page)["turn"] == first["turn"] + 1, "a server that has been started anew is told at once"


def test_a_server_that_is_started_anew_does_not_bring_back_the_address_s_older_text(write: Write) -> None:
    page = write()
    story = Story.of("Ann went to the park.")
    command(page, Command("one", story=story, link=True))
    assert texts(page) == ["Ann went to the park."], "the address was opened"
    row(page, 1).fill("Ann went home.")
    command(page, Command("two", story=story, link=True))
    assert texts(page) == ["Ann went home."], "what was written since stays"
    assert told(page)["done"] == "two", "and the server knows"
    page.evaluate("opened = true")
    command(page, Command("three", story=story, link=True))
    assert texts(page) == ["Ann went to the park."], "somebody has gone back to it"


def test_a_reload_keeps_what_was_written_and_where_nothing_is_kept_shows_the_address_s_text(write: Write) -> None:
    page = write()
    page.evaluate("opened = false")
    link = Command("one", story=Story.of("Ann left."), link=True)
    row(page, 1).fill("Ann stayed.")
    command(page, link)
    assert texts(page)[0] == "Ann stayed."

    page = write(blocked=True, opened=False, command=link.as_json())
    assert texts(page) == ["Ann left."]


def test_sentences_beyond_the_memory_are_marked(write: Write) -> None:
    page = write()
    update(page, beyond=1)

    expect(page.locator(".row.lost")).to_have_count(1)
    expect(page.locator(".row.lost .number")).to_have_attribute(
        "title", "beyond the memory: the model cannot look here"
    )


# ---- what is kept ----------------------------------------------------------------------------------------------------


def test_a_reload_in_the_middle_of_a_word_loses_nothing(write: Write) -> None:
    page = write()
    at(page, 1, 0)
    page.keyboard.type("Yesterd")
    page.reload()
    page.locator(".editor").wait_for()

    assert texts(page)[0] == "YesterdMary went to the kitchen."
    assert told(page)["rows"][0] == "YesterdMary went to the kitchen."


def test_two_tabs_keep_what_is_theirs_and_a_new_one_begins_with_the_last(write: Write) -> None:
    page = write()
    row(page, 1).fill("One.")
    page.clock.run_for(250)
    other = page.context.new_page()
    other.goto(ADDRESS)
    assert texts(other)[0] == "One."
    row(other, 1).fill("Two.")
    row(other, 1).blur()
    for each, text in ((page, "One."), (other, "Two.")):
        each.reload()
        each.locator(".editor").wait_for()
        assert texts(each)[0] == text


def test_a_page_that_is_left_and_come_back_to_keeps_even_what_can_be_undone(write: Write) -> None:
    page = write()
    row(page, 1).fill("One.")
    row(page, 1).blur()
    page.evaluate("editor.destroy(); mount(); editor.update({ knows: null })")
    assert texts(page)[0] == "One."
    page.get_by_role("button", name="Undo").click()
    assert texts(page) == FIRST["rows"]


def test_who_types_while_the_editor_is_made_anew_goes_on_typing(write: Write) -> None:
    page = write()
    at(page, 2, 4)
    page.evaluate("editor.destroy(); mount(); editor.update({ knows: null })")
    page.keyboard.type("!")

    assert texts(page)[1] == "John! went to the garden."


def test_where_the_browser_keeps_nothing_the_editor_works_and_says_so(write: Write) -> None:
    page = write(blocked=True)
    row(page, 1).fill("One.")
    page.clock.run_for(250)

    assert told(page)["rows"][0] == "One."
    expect(page.get_by_text("This browser keeps nothing for this page")).to_be_visible()


@pytest.mark.parametrize("kept", ["{", "3", '{"rows": 1}', '{"rows": ["a"], "question": 3, "answer": "", "facts": []}'])
def test_what_somebody_else_kept_is_left_alone(write: Write, kept: str) -> None:
    page = write()
    page.evaluate(
        "kept => { editor.keep = () => {}; for (const s of [sessionStorage, localStorage]) s.test = kept }", kept
    )
    page.reload()
    page.locator(".editor").wait_for()

    assert texts(page) == FIRST["rows"]


# ---- how it looks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [280, 390, 600])
def test_nothing_is_wider_than_the_page(write: Write, width: int) -> None:
    page = write(width)
    row(page, 1).fill("x" * 5000)
    question(page).fill("y" * 500)
    update(page, questions=["Where is the " + "z" * 100 + "?"] * 1, notes=[Note("w" * 300).as_json()])

    assert page.evaluate("document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth")


def test_a_long_story_scrolls_in_its_own_box_and_typing_keeps_it_there(write: Write) -> None:
    page = write()
    at(page, 1, 0)
    paste(page, "Mary left.\n" * 500)
    assert len(texts(page)) == 502
    row(page, 250).scroll_into_view_if_needed()
    at(page, 250, 3)
    before = page.locator(".rows").evaluate("node => node.scrollTop")
    page.keyboard.type("xyz")
    update(page, notes=[Note("Hm.").as_json()])

    assert page.locator(".rows").evaluate("node => node.scrollTop") == before > 0
    expect(question(page)).to_be_in_viewport()
