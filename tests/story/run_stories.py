"""Imports each story into a fresh store with the real program and compares what it says with what the story expects.

    run_stories.py PROGRAM [STORY...]
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

from story import Story, Unreadable

NOW = "2027-06-01T12:00:00Z"
LEVELS = ("continue", "insufficient_data", "reassess", "refer_routine", "refer_urgent", "emergency")
FLAGS = {"progressive-weakness", "muscle-atrophy", "bulbar", "respiratory-weakness", "upper-motor-neuron", "progression-despite-treatment",
         "persistent-ck", "other-findings", "emergency-breathing", "emergency-swallowing", "emergency-cord-or-stroke", "emergency-ck",
         "emergency-rapid-weakness", "emergency-eyes-or-chest", "no-data"}
UNSAYABLE = ("not als", "rules out", "unlikely to be", "benign", "no need to worry", "all clear", "monitored")


class Program:
    def __init__(self, program, folder):
        self.program = program
        self.surroundings = {"PATH": os.environ.get("PATH", ""), "MYOTREND_DB": os.path.join(folder, "store.db"), "MYOTREND_NOW": NOW, "TZ": "UTC"}

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments], env=self.surroundings, capture_output=True, text=True, timeout=120, check=False)
        return done.returncode, done.stdout, done.stderr


def contradictions(answer):
    """What no assessment may say, whatever the story."""
    found = []
    flags = {flag["id"]: flag for flag in answer["flags"]}
    if set(flags) != FLAGS:
        found.append(f"flags listed: {sorted(set(flags) ^ FLAGS)} missing or unknown")
    highest = max((LEVELS.index(rule["level"]) for rule in answer["rules"]), default=-1)
    if highest > LEVELS.index("insufficient_data") and LEVELS.index(answer["disposition"]) != highest:
        found.append(f"{answer['disposition']} although a rule says {LEVELS[highest]}")
    if highest < 0 and answer["disposition"] not in ("continue", "insufficient_data"):
        found.append(f"{answer['disposition']} without a rule")
    for flag in flags.values():
        own = [LEVELS.index(rule["level"]) for rule in answer["rules"] if rule["flag"] == flag["id"]]
        if own and (flag["state"] != "met" or flag["level"] != LEVELS[max(own)] or not flag["evidence"]):
            found.append(f"flag {flag['id']} is {flag['state']} at {flag['level']} with {len(flag['evidence'])} grounds, its rules say {LEVELS[max(own)]}")
        if not own and flag["state"] == "met" and flag["id"] != "no-data":  # no rule: nothing was measured
            found.append(f"flag {flag['id']} is met without a rule")
    text = json.dumps(answer).lower()
    found += [f"says \"{word}\"" for word in UNSAYABLE if word in text]
    if not answer["summary"]:
        found.append("no summary")
    return found


def differences(expected, answer):
    found = []
    if answer["disposition"] != expected.disposition:
        found.append(f"{answer['disposition']}, expected {expected.disposition}")
    held = {f"{rule['id']}:{rule['flag']}" for rule in answer["rules"]}
    if expected.rules is not None:
        if expected.rules - held:
            found.append("does not hold: " + " ".join(sorted(expected.rules - held)))
        if held - expected.rules - expected.may:
            found.append("holds besides: " + " ".join(sorted(held - expected.rules - expected.may)))
    states = {flag["id"]: flag["state"] for flag in answer["flags"]}
    for flag, state in expected.flags.items():
        if states.get(flag) != state:
            found.append(f"flag {flag} is {states.get(flag)}, expected {state}")
    for name, wanted in (("set_aside", expected.set_aside), ("missing", expected.missing), ("data_quality", expected.quality)):
        told = json.dumps(answer[name]).lower()
        found += [f"{name} does not tell of {word}" for word in wanted if word.lower() not in told]
    return found


def follow(story, program_path):
    """The differences of one story, as text lines."""
    with tempfile.TemporaryDirectory() as folder:
        program = Program(program_path, folder)
        for file in story.write_files(folder):
            code, out, err = program.run("import", file)
            if code != 0:
                return [f"import of {os.path.basename(file)}: exit {code}: {(out + err).strip()[:600]}"]
        found = []
        for expected in story.expectations:
            arguments = ["assess", "--patient", "patient", "--as-of", expected.as_of(), "--format", "json"]
            if expected.point:
                arguments += ["--point", expected.point]
            code, out, err = program.run(*arguments)
            if code != 0:
                found.append(f"day {expected.day}: exit {code}: {err.strip()[:300]}")
                continue
            answer = json.loads(out)
            found += [f"day {expected.day}: {what}" for what in differences(expected, answer) + contradictions(answer)]
        return found


def main(program, paths):
    here = os.path.dirname(os.path.abspath(__file__))
    paths = paths or sorted(glob.glob(os.path.join(here, "stories", "*.story")))
    passed, failed = 0, []
    for path in paths:
        try:
            story = Story(path)
            found = follow(story, program)
        except (Unreadable, subprocess.TimeoutExpired) as fault:
            found, story = [str(fault)], None
        if found:
            failed.append(path)
            print(f"FAILED {os.path.basename(path)}: {story.title if story else ''}")
            for line in found:
                print(f"   {line}")
        else:
            passed += 1
    print(f"{passed} stories as expected, {len(failed)} not")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
