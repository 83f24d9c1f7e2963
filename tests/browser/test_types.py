"""`make lint` checks scripts: which ones, and that a fault is found. Where its tools are missing, this is skipped."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_every_script_of_a_view_is_checked() -> None:
    listed = set(_run("tsc", "--listFilesOnly").stdout.split())

    assert {str(path) for path in (ROOT / "memviz" / "browser").rglob("*.js")} <= listed


def test_tools_are_pinned_and_the_lock_names_no_place() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]

    assert "dependencies" not in package
    for name, version in package["devDependencies"].items():
        assert lock[f"node_modules/{name}"]["version"] == version
    assert [name for name, each in lock.items() if "resolved" in each or (name and "integrity" not in each)] == []


def _run(tool: str, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    found = ROOT / "node_modules" / ".bin" / tool
    if not found.exists() or shutil.which("node") is None:
        pytest.skip(f"{tool} is not installed (make lint does it)")
    return subprocess.run([found, *arguments], cwd=ROOT, capture_output=True, text=True, input=text)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("const el = (/** @type {string} */ tag) => tag.length;\nel(3);\n", "TS2345"),
        ("class A { constructor() { this.a = 1; } }\nnew A().b;\n", "TS2339"),
        ("document.querySelector('a').remove();\n", "TS2531"),
        ("const el = (/** @type {string} */ tag) => tag.length;\nel('p');\n", ""),
    ],
    ids=["argument", "field", "null", "sound"],
)
def test_a_wrong_type_is_found(tmp_path: Path, source: str, fault: str) -> None:
    (tmp_path / "a.js").write_text(source, encoding="utf-8")
    settings = {"extends": str(ROOT / "tsconfig.json"), "include": ["a.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = _run("tsc", "--pretty", "false", "-p", str(tmp_path))

    assert (done.returncode == 0) == (not fault), done.stdout
    assert fault in done.stdout


@pytest.mark.parametrize(("folder", "found"), [("memviz/browser/stage", True), ("docs", False)])
def test_a_fault_of_style_is_found_where_it_is_looked_for(folder: str, found: bool) -> None:
    done = _run("eslint", "--stdin", "--stdin-filename", f"{folder}/a.js", text="elsewhere();\n")

    assert ("no-undef" in done.stdout) == found, done.stdout + done.stderr
