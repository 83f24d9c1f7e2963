"""The command line: python -m memviz ask | export | train | evaluate | models | simulate | fetch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from memviz import __version__
from memviz.cli.arguments import changes_of, swapped
from memviz.cli.door import Group
from memviz.cli.export import export
from memviz.cli.simulate import simulate
from memviz.cli.sources import article_of, facts_of
from memviz.cli.terminal import print_models, print_trace, trace_as_json
from memviz.data.card import CHECKPOINTS, DEFAULT_MODEL, EVERYDAY, READER, names, read_card
from memviz.data.cardcheck import WORDS
from memviz.data.inventory import inventory
from memviz.errors import CheckpointError, DataError
from memviz.story import Story, sentences
from memviz.trace import Trace
from memviz.trace.influence import Influence
from memviz.training.results import lookup_table, new_words_table, results_table

if TYPE_CHECKING:
    from memviz.answer.looking_up import Source

Strings: TypeAlias = tuple[str, ...]

DEFAULT_LOOKUP, DEFAULT_ARTICLE = "kv-chain", "kv-open"
_data_option = click.option(
    "--data", metavar="DIR", help="Directory of the bAbI data; default $MEMVIZ_DATA, then the fetched copy."
)
_checkpoints_option = click.option(
    "--checkpoints",
    default=CHECKPOINTS,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Directory of the trained models, if they are not memviz's own.",
)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="memviz")
def main() -> None:
    """Memory networks: ask a story, and see where every hop looks."""


main.add_command(export)
main.add_command(simulate)


@main.command()
@click.argument("texts", nargs=-1, metavar="[STORY] QUESTION", required=True)
@click.option(
    "--model", help=f"Default {EVERYDAY} for a story, {DEFAULT_LOOKUP} for facts, {DEFAULT_ARTICLE} for articles."
)
@click.option("--facts", type=click.File("rb"), help="Facts: subject|relation|object lines, a table, or JSON.")
@click.option("--table", is_flag=True, help="The first line of --facts names columns: a subject, and its relations.")
@click.option("--article", type=click.File("rb"), help="A text, its title in the first line.")
@click.option("--mute", multiple=True, metavar="SLOT", help="Take a slot out, by its printed number, or: nothing.")
@click.option("--attend", multiple=True, metavar="HOP:SLOT=WEIGHT", help="Give a slot its attention: 2:5=0.8.")
@click.option("--swap", multiple=True, metavar="OLD=NEW", help="Swap a word, or 3=SENTENCE for sentence 3.")
@click.option("--influence", is_flag=True, help="How much less sure the answer is without each sentence.")
@click.option("--words", is_flag=True, help="What every word adds to its sentence's score.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole trace as JSON.")
@_checkpoints_option
def ask(
    texts: tuple[str, ...], facts: Any, table: bool, article: Any, as_json: bool, words: bool, **options: Any
) -> None:
    """Ask QUESTION about the file STORY, one sentence a line, or about --facts or an --article; - is standard input.

    --mute, --attend and --swap can be given several times; what they change is shown beside the answer as it was.
    Slots, sentences and hops are counted from 1 here, as they are printed (and from 0 in Python).
    """
    if facts and article:
        raise click.UsageError("Choose --facts or --article, not both.")
    wanted = 1 if facts or article else 2
    if len(texts) != wanted:
        raise click.UsageError("Give a question." if wanted == 1 else "Give a story's file and a question.")
    if wanted == 1 and (options["swap"] or options["influence"] or words):
        raise click.UsageError("--swap, --influence and --words are for stories; facts take --mute and --attend.")
    if wanted == 1:
        source = facts_of(facts, table) if facts else article_of(article)
        options["model"] = options["model"] or (DEFAULT_LOOKUP if facts else DEFAULT_ARTICLE)
        before, after, influence = _looked_up(source, texts[0], **options)
    else:
        before, after, influence = _asked(Story.of(*sentences(_text(texts[0]))), texts[1], **options)
    if as_json:
        click.echo(trace_as_json(after, influence))
    else:
        print_trace(after, before if after is not before else None, influence, words)


def _asked(
    story: Story, question: str, model: str | None, checkpoints: Path, mute: Strings, attend: Strings, swap: Strings,
    influence: bool,
) -> tuple[Trace, Trace, Influence | None]:  # fmt: skip
    """The trace without changes, the one with them (the same if there are none), and the influence of its slots."""
    from memviz.answer import anyone  # torch comes with them: --help need not wait for it

    trained = anyone.load(model or _reader_of(checkpoints), checkpoints)
    before = after = anyone.ask(trained, story, question)
    changes = changes_of(mute, attend, before)
    if changes or swap:
        story, question = swapped(swap, story, question)
        after = anyone.ask(trained, story, question, changes)
    return before, after, anyone.influence(trained, story, question, changes) if influence else None


def _reader_of(checkpoints: Path) -> str:
    """The network that a story is put to where nobody says which: one that reads everyday English, if it is here."""
    return EVERYDAY if EVERYDAY in names(checkpoints) else DEFAULT_MODEL


def _looked_up(
    source: Source, question: str, model: str, checkpoints: Path, mute: Strings, attend: Strings, **_: Any
) -> tuple[Trace, Trace, None]:
    """The same for facts and articles, which have no influence to show."""
    from memviz.answer import anyone

    trained = anyone.load(model, checkpoints)
    before = anyone.look_up(trained, source, question)
    changes = changes_of(mute, attend, before)
    return before, anyone.look_up(trained, source, question, changes) if changes else before, None


@main.command()
@click.argument("name")
@_data_option
@click.option("--preset", help="Settings to train with, if they are not those of NAME.")
@click.option("--restarts", type=click.IntRange(min=1), help="Train from this many seeds and keep the best.")
@click.option("--seed", default=1, show_default=True, help="Seed of the first restart.")
@click.option("--validation", default=0.1, show_default=True, type=click.FloatRange(0, 0.9), help="Held out.")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="FIELD=VALUE",
    help="A field of its configuration or schedule, or directory=hn-10k.",
)
@click.option("--device", default="cpu", show_default=True, help="Where memn2n-english is trained: cpu or cuda.")
@click.option("--minilm", type=click.Path(path_type=Path), help="An all-MiniLM-L6-v2 that memn2n-english begins with.")
@click.option("--output", default=CHECKPOINTS, type=click.Path(path_type=Path), help="Where NAME is written.")
@click.option("--runs", default="runs", show_default=True, type=click.Path(path_type=Path), help="To resume from.")
def train(
    name: str,
    data: str | None,
    preset: str | None,
    restarts: int | None,
    seed: int,
    validation: float,
    changes: tuple[str, ...],
    device: str,
    minilm: Path | None,
    output: Path,
    runs: Path,
) -> None:
    """Train checkpoint NAME. Ctrl-C keeps the best restart so far; the same command later goes on from there."""
    from memviz.training import command, lookup_command, reader
    from memviz.training.chain import command as chain
    from memviz.training.english import command as english
    from memviz.training.presets import LOOKUPS

    if (preset or name) == english.NAME:
        chosen = command.changed(english.PRESET, changes)
        english.train_english(name, chosen, runs / name, output, device, data, minilm, seed)
        return
    if (preset or name) == chain.NAME:
        chain.train_chain(name, command.changed(chain.PRESET, changes), data, seed, output, runs / name)
        return
    if name == READER and not preset:
        reader.train_reader(data, validation, seed, output)
        return
    if lookup := LOOKUPS.get(preset or name):
        lookup_command.train_lookup(name, command.changed(lookup, changes), data, seed, output)
        return
    settings = command.changed(command.preset(preset or name), changes)
    settings = replace(settings, restarts=restarts or settings.restarts)
    command.train(name, settings, data, validation, seed, output, runs / name)


@main.command()
@click.argument("name")
@_data_option
@click.option("--stories", type=click.Path(path_type=Path), help="Of memn2n-english: also stories, JSON line by line.")
@_checkpoints_option
@click.option("--test/--no-test", default=True, help="Whether kv-chain is measured on test questions, too.")
def evaluate(name: str, data: str | None, stories: Path | None, checkpoints: Path, test: bool) -> None:
    """Measure checkpoint NAME on its test set again, and renew its card and example."""
    from memviz.training import command, lookup_command
    from memviz.training.chain import command as chain
    from memviz.training.english import command as english

    card = read_card(name, checkpoints)
    if card.model == english.NAME:
        english.evaluate_english(name, data, checkpoints, stories)
    elif stories:
        raise click.UsageError(f"--stories is for {english.NAME}.")
    elif card.model == chain.NAME:
        chain.evaluate_chain(name, data, checkpoints, test)
    elif card.answers_from != WORDS:
        lookup_command.evaluate_lookup(name, data, checkpoints)
    else:
        command.evaluate(name, data, checkpoints)


@main.command()
@_checkpoints_option
@click.option("--per-task", is_flag=True, help="Markdown tables of every figure, beside the paper's.")
def models(checkpoints: Path, per_task: bool) -> None:
    """List the checkpoints with their figures on test sets, and what keeps others from being used."""
    found = inventory(checkpoints)
    cards = list(found.cards.values())
    if not cards and not found.broken:
        raise CheckpointError(f"There are no trained networks in {checkpoints}.")
    if per_task:
        click.echo("\n\n".join(filter(None, (results_table(cards), new_words_table(cards), lookup_table(cards)))))
    elif cards:
        print_models(cards)
    for name, reason in found.broken.items():
        click.echo(f"Left out: {name}. {reason}", err=True)


@main.command()
@click.argument("archive", type=click.Choice(["babi", "wikimovies"]))
def fetch(archive: str) -> None:
    """Download the public data set ARCHIVE into the user's cache and verify it."""
    from memviz.data import fetch as fetching

    click.echo(f"{archive} is in {fetching.FETCHERS[archive]()}")


def _text(path: str) -> str:
    """The text of a file, or of standard input. Raises DataError."""
    if not path:
        raise DataError("The name of the story's file is empty. Give a file, or - for standard input.")
    try:
        with click.open_file(path, encoding="utf-8-sig") as stream:
            return str(stream.read())
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 text ({error.reason}).") from error
