"""Plays stories with the real program and compares what it says, word for word.

    run_story.py PROGRAM STORY...            compares
    run_story.py --write PROGRAM STORY...    writes what the program says into the stories (read it before you commit it)

A story is a text file, played in an empty folder with an empty store:

    # a comment
    @ 2025-03-01T12:00:00Z          from here on the clock stands there
    file rows.csv                   makes a file of the lines up to `end`
    $ myotrend log grip 32 kg       runs a command (`< FILE`: typed into it); what follows is what it says on stdout,
    ! myotrend: ...                 on stderr,
    ? 1                             and its exit status, if it is not 0
    ...                             stands for any lines

The folder is written FOLDER, a SHA-256 (of a whole assessment, of the rules) SUM.
"""
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile

MARKS = ("$ ", "@ ", "# ", "#\n", "file ")


def steps_of(text):
    """The story as [line, expected lines]: only commands have any."""
    steps, lines = [], text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        line, expected = lines[at], []
        at += 1
        if line.startswith("file "):
            while lines[at] != "end\n":
                expected.append(lines[at])
                at += 1
            at += 1
        elif line.startswith("$ "):
            while at < len(lines) and not lines[at].startswith(MARKS):
                expected.append(lines[at])
                at += 1
        steps.append((line, expected))
    return steps


def said(program, command, surroundings, folder):
    words = shlex.split(command)
    if words[0] == "myotrend":
        words[0] = program
    typed = None
    if "<" in words:
        words, typed = words[:words.index("<")], open(os.path.join(folder, words[-1]), encoding="utf-8").read()
    done = subprocess.run(words, env=surroundings, cwd=folder, capture_output=True, text=True, timeout=120, check=False,
                          input=typed)
    lines = done.stdout.splitlines() + ["! " + line for line in done.stderr.splitlines()]
    if done.returncode != 0:
        lines.append(f"? {done.returncode}")
    return [line + "\n" for line in lines]


def fits(found, expected):
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line) for line in expected)
    return re.fullmatch(pattern, "".join(found)) is not None


def trimmed(lines):
    while lines and lines[-1].strip() == "":
        lines = lines[:-1]
    return lines


def play(program, path, write):
    with open(path, encoding="utf-8") as file:
        steps = steps_of(file.read())
    faults, written = [], []
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "MYOTREND_DB": os.path.join(folder, "store.db"),
                        "MYOTREND_NOW": "2025-03-01T12:00:00Z", "TZ": "UTC", "MYOTREND_USER": "tester"}
        for line, expected in steps:
            if line.startswith("@ "):
                surroundings["MYOTREND_NOW"] = line[2:].strip()
            if line.startswith("file "):
                with open(os.path.join(folder, line[5:].strip()), "w", encoding="utf-8", newline="") as file:
                    file.writelines(expected)
                written += [line, *expected, "end\n"]
                continue
            written.append(line)
            if not line.startswith("$ "):
                continue
            found = said(program, line[2:], surroundings, folder)
            found = [re.sub(r"\b[0-9a-f]{64}\b", "SUM", text.replace(folder, "FOLDER")) for text in found]
            blank = expected[len(trimmed(expected)):]
            keep = fits(trimmed(found), trimmed(expected))
            written += (trimmed(expected) if keep else trimmed(found)) + blank
            if not keep:
                faults.append(line + "".join(difflib.unified_diff(trimmed(expected), trimmed(found), "expected", "found", n=1)))
    if write:
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(written)
        return []
    return faults


def main(arguments):
    write = arguments[0] == "--write"
    program, *stories = arguments[1:] if write else arguments
    failed = 0
    for story in stories:
        faults = play(os.path.abspath(program), story, write)
        failed += bool(faults)
        for fault in faults:
            print(f"{story}: {fault}")
    print(f"{len(stories) - failed} of {len(stories)} stories came out as written")
    return 1 if failed or not stories else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
