"""The one door that every command goes through: a mistake that a person can mend ends in one sentence and a status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from memviz.errors import MemvizError

STOPPED = 130  # what a shell takes for stopped by Ctrl-C


class Group(click.Group):
    """Commands that end in one sentence and exit status 1, never in a stack trace."""

    def invoke(self, ctx: click.Context) -> Any:
        with sentences():
            result = super().invoke(ctx)
            sys.stdout.flush()  # a full disk is noticed here, and not when Python has nobody left to tell
            return result


@contextmanager
def sentences() -> Iterator[None]:
    """What a person or the system can do wrong, told in a sentence. A reader who has seen enough (`| head`) is no
    mistake."""
    try:
        yield
    except BrokenPipeError:
        _drop_output()
        raise click.exceptions.Exit(0) from None
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
        raise click.exceptions.Exit(STOPPED) from None
    except MemvizError as error:
        raise click.ClickException(str(error)) from error
    except UnicodeError as error:
        raise click.ClickException(_encoding(error)) from error
    except MemoryError as error:
        raise click.ClickException("There is not enough memory for this.") from error
    except OSError as error:
        _drop_output()
        named = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        raise click.ClickException(f"{named}{error.strerror or error}.") from error


def _encoding(error: UnicodeError) -> str:
    if isinstance(error, UnicodeEncodeError) and "utf" not in error.encoding.lower():
        return f"This terminal writes {error.encoding}, which lacks a letter. Set PYTHONIOENCODING=utf-8."
    return f"A text holds what is no letter ({getattr(error, 'reason', error)})."


def _drop_output() -> None:
    """What could not be written is not tried again when Python ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
