"""`make lint` checks scripts: which ones, and that a fault is found. Where its tools are missing, this is skipped."""

from __future__ import annotations

import json
import re
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


FAULTS = {  # found in one run, which takes seconds
    "argument.js": ("const el = (/** @type {string} */ tag) => tag.length;\nel(3);\n", "TS2345"),
    "field.js": ("class A { constructor() { this.a = 1; } }\nnew A().b;\n", "TS2339"),
    "null.js": ("document.querySelector('a').remove();\n", "TS2531"),
    "sound.js": ("const el = (/** @type {string} */ tag) => tag.length;\nel('p');\n", None),
}


def test_wrong_types_are_found(tmp_path: Path) -> None:
    for name, (source, _fault) in FAULTS.items():
        (tmp_path / name).write_text(f"export {{}};\n{source}", encoding="utf-8")
    settings = {"extends": str(ROOT / "tsconfig.json"), "include": ["*.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    said = _run("tsc", "--pretty", "false", "-p", str(tmp_path)).stdout

    found = re.findall(r"(\w+\.js)\(\d+,\d+\): error (TS\d+)", said)
    assert sorted(found) == sorted((name, fault) for name, (_source, fault) in FAULTS.items() if fault), said


def test_a_fault_of_style_is_found() -> None:
    done = _run("eslint", "--stdin", "--stdin-filename", "memviz/browser/stage/a.js", text="elsewhere();\n")

    assert "no-undef" in done.stdout, done.stdout + done.stderr
