#!/usr/bin/env python3
"""Looks for what the compiler accepts and the house rules do not: check_sources.py ROOT

Prints one line a fault, and exits with 1 if there is one.
"""
import pathlib
import re
import sys

MOST_LINES = 400
MOST_TEST_LINES = 600  # a test file is a list of cases, read one at a time

CODE = ("app", "models", "sync", "ui")

# A library that one layer hides from all others: what its headers look like, and where they may be included.
HIDDEN = {
    r"openssl/": "sync/base/",
    r"sqlite3\.h|(postgresql/)?libpq": "sync/store/",
    r"tree_sitter/": "sync/chunk/",
    r"boost/": "app/http/",
    r"CLI/": "app/cli/",
    r"prometheus/": "app/server/",
}


def without_comments_and_strings(text):
    """The code alone, line by line as it was."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
    return pattern.sub(lambda found: re.sub(r"[^\n]+", " ", found.group()), text)


def include_faults(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
        if not found:
            continue
        kind, header = found.groups()
        if kind == '"' and "/" in header:
            yield number, f'"{header}" leads out of its folder; another layer is <layer/X.h>'
        if kind == "<" and re.match(r"Qt[A-Z]\w*/", header):
            yield number, f"<{header}> names a Qt module; CMake finds <{header.split('/')[-1]}>"
        for library, home in HIDDEN.items():
            if kind == "<" and re.match(library, header) and not path.startswith(home):
                yield number, f"<{header}> belongs in {home} only"


def guard_faults(path, text):
    if path.endswith(".h") and not re.search(r"^#pragma once$", text, re.MULTILINE):
        yield 1, "no #pragma once"


def ownership_faults(path, text):
    """Outside ui/ a `new` goes straight into a unique_ptr, or to a parent on the same line; `delete` is nowhere."""
    if path.startswith("ui/"):
        return
    for number, line in enumerate(without_comments_and_strings(text).splitlines(), 1):
        if re.search(r"\bnew\b\s*[\w:(]", line) and not re.search(r"unique_ptr|\((this|parent|context)\b", line):
            yield number, "a new that nobody owns on this line"
        if re.search(r"(?<!= )\bdelete\b(\[\])?\s+\w", line):
            yield number, "a delete"


def sleep_faults(path, text):
    for number, line in enumerate(without_comments_and_strings(text).splitlines(), 1):
        if re.search(r"\b(qSleep|qWait|sleep_for|sleep_until|msleep|usleep|nanosleep)\s*\(", line):
            yield number, "a test that sleeps; wait for what is to happen: QTRY_COMPARE, QSignalSpy"


def size_faults(path, text):
    lines = text.count("\n")
    most = MOST_TEST_LINES if str(path).startswith("tests/") else MOST_LINES
    if lines > most:
        yield lines, f"more than {most} lines"


# Which check reads what: folders, file name patterns.
CHECKS = (
    (include_faults, CODE, ("*.h", "*.cpp")),
    (guard_faults, CODE + ("tests", "bench"), ("*.h",)),
    (ownership_faults, CODE, ("*.h", "*.cpp")),
    (sleep_faults, ("tests",), ("*.h", "*.cpp")),
    (size_faults, CODE + ("tests", "bench", "cmake"), ("*.h", "*.cpp", "*.cmake", "*.py")),
)


def faults(root):
    """All faults below root, as "path:line: what"; and how many files were read."""
    found, read = [], set()
    for check, folders, patterns in CHECKS:
        for folder in folders:
            for pattern in patterns:
                for file in sorted((root / folder).rglob(pattern)):
                    path = file.relative_to(root).as_posix()
                    if "node_modules" in file.parts:  # others', fetched for bench/watch
                        continue
                    read.add(path)
                    text = file.read_text(encoding="utf-8")
                    found += [f"{path}:{number}: {what}" for number, what in check(path, text)]
    return found, len(read)


def main():
    found, read = faults(pathlib.Path(sys.argv[1]))
    for fault in found:
        print(fault)
    print(f"{read} files, {len(found)} faults")
    return 1 if found or not read else 0


if __name__ == "__main__":
    sys.exit(main())
