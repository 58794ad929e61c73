"""Completion in bash, zsh and fish, and the manual page: each is tried where the tool is there, and says so where not."""
import re
import shutil
import subprocess
import sys
import tempfile

program = sys.argv[1]
faults = []


def printed(*words):
    return subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout


def expect(what, offered, wanted, unwanted=()):
    for word in wanted:
        if word not in offered:
            faults.append(f"{what}: {word} is not offered, but {sorted(offered)[:12]}")
    for word in unwanted:
        if word in offered:
            faults.append(f"{what}: {word} is offered")


def in_bash(script, words):
    asked = ('COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _myotrend; printf "%s\\n" "${COMPREPLY[@]}"')
    done = subprocess.run(["bash", "-c", f"{script}\n{asked}", "bash", *words], capture_output=True, text=True)
    if done.returncode or done.stderr:
        faults.append(f"bash {words}: {done.stderr}")
    return set(done.stdout.split("\n"))


def in_fish(script, line):
    done = subprocess.run(["fish", "-c", script + f"\ncomplete -C {line!r}"], capture_output=True, text=True)
    return {offered.split("\t")[0] for offered in done.stdout.split("\n")}


# What is typed, what has to be offered, what must not be.
TYPED = [
    (["myotrend", "as"], ["assess"], ["scan"]),
    (["myotrend", "alerts", ""], ["show", "ack", "resolve"], ["assess"]),
    (["myotrend", "log", "gr"], ["grip"], ["mip", "babinski"]),
    (["myotrend", "-p", "P7", "sign", "babin"], ["babinski"], ["grip"]),
    (["myotrend", "event", "inf"], ["infection"], ["injury"]),
    (["myotrend", "log", "--si"], ["--side"], ["--sex"]),
    (["myotrend", "patient", "add", "--se"], ["--sex"], ["--side"]),
    (["myotrend", "assess", "--format", ""], ["json", "text"], ["--all"]),
    (["myotrend", "assess", "--as"], ["--as-of"], []),
]
bash = printed("completion", "bash")
for typed, wanted, unwanted in TYPED:
    expect(f"bash {typed}", in_bash(bash, typed), wanted, unwanted)
with tempfile.TemporaryDirectory() as folder:
    open(f"{folder}/kept.csv", "w").close()
    offered = in_bash(f"cd {folder}\n{bash}", ["myotrend", "import", "ke"])
    expect("bash file", offered, ["kept.csv"])
    offered = in_bash(f"cd {folder}\n{bash}", ["myotrend", "--db", "ke"])
    expect("bash file behind an option", offered, ["kept.csv"])

if shutil.which("fish"):
    fish = printed("completion", "fish")
    for typed, wanted, unwanted in TYPED:
        expect(f"fish {typed}", in_fish(fish, " ".join(typed)), wanted, unwanted)
else:
    print("fish is not there: its completion was not tried")
if shutil.which("zsh"):
    zsh = printed("completion", "zsh")
    done = subprocess.run(["zsh", "-f", "-c", "autoload -Uz compinit && compinit -u -D\n" + zsh + "\nwhence -w _myotrend_alerts_ack"],
                          capture_output=True, text=True)
    if done.stderr or "function" not in done.stdout:
        faults.append(f"zsh: {done.stdout}{done.stderr}")
else:
    print("zsh is not there: its completion was not tried")

page = printed("manual")
for words in re.findall(r"^\.SS (.*)$", page, re.M):
    words = words.replace("\\-", "-").split()
    helped = printed(*words, "--help")
    section = page[page.index(".SS " + " ".join(words).replace("-", "\\-") + "\n"):].split("\n.SS ")[0].replace("\\-", "-")
    for option in re.findall(r"^  (?:-\w,)?(--[a-z-]+)", helped.split("Subcommands")[0], re.M):
        if option != "--help" and option not in section:
            faults.append(f"manual of {words}: {option} is missing")
if shutil.which("groff"):
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww"], input=page, capture_output=True, text=True)
    if done.stderr or done.returncode:
        faults.append(f"groff: {done.stderr}")
else:
    print("groff is not there: the manual page was not set")

print("\n".join(faults) or f"{len(TYPED)} lines completed, {page.count('.SS ')} commands in the manual page")
sys.exit(bool(faults))
