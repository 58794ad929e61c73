"""Makes pages with the real program and looks at them in a headless browser.

    pages.py PROGRAM [--keep FOLDER]

Needs chromium and, through npm, playwright-core and axe-core (fetched into a temporary folder; nothing of them becomes
part of the program). Where they cannot be had it prints why and exits 77, which the test reports as skipped.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
NASTY = ('<script>document.title="taken"</script> <img src=x onerror=alert(1)> "quoted" & \'single\' '
         '\u202eevil\u202c \u05e9\u05dc\u05d5\u05dd \U0001f642 ' + "long " * 1900)


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def browser_path():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    return skip("no chromium on this machine")


def fetch_tools(folder):
    if not shutil.which("npm") or not shutil.which("node"):
        skip("no npm on this machine")
    try:
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts",
                               "playwright-core@1", "axe-core@4"], cwd=folder, capture_output=True, text=True,
                              timeout=180, check=False)
    except subprocess.TimeoutExpired:
        skip("npm could not be reached in three minutes")
    if done.returncode != 0:
        skip("npm could not fetch playwright-core and axe-core: " + done.stderr.strip()[-200:])


def make_pages(program, folder):
    surroundings = dict(os.environ, MYOTREND_DB=str(folder / "store.db"), MYOTREND_NOW="2025-10-01T12:00:00Z", LANG="C")

    def myotrend(*words):
        done = subprocess.run([program, *words], env=surroundings, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{words[:3]} ends with {done.returncode}: {done.stderr[-300:]}")

    data = ROOT / "examples" / "data"
    myotrend("import", *(str(data / name) for name in ("patients.csv", "events.csv", "measurements.csv")))
    who = ("-p", "P0101-001710")
    myotrend("event", "treatment-start", "--at", "2025-02-01", "--note", NASTY, *who)
    myotrend("log", "grip", "30", "29", "kg", "--side", "right", "--at", "2025-09-29T10:00:00Z", "--device",
             '<b>"new"</b>', "--note", NASTY, *who)
    myotrend("log", "grip", "could-not", "--side", "left", "--at", "2025-09-29T10:05:00Z", *who)
    myotrend("sign", "weakness", "present", "--region", "cervical", "--side", "right", "--source", "clinician", "--at",
             "2025-09-30", *who)
    pages = []
    for name, words in {"clinician": [], "letter": ["--letter"], "compare": ["--compare", "2025-05-01"],
                        "since": ["--since", "2025-07-01"],
                        **{"patient-" + code: ["--for", "patient", "--language", code] for code in ("en", "de", "es")},
                        }.items():
        pages.append(folder / f"{name}.html")
        myotrend("report", *words, "-o", str(pages[-1]), *who)
    (folder / "told.csv").write_text("sex,patient_id,birth_year\nmale,\"<script>document.title='taken'</script>\",1970\n")
    pages.append(folder / "little-data.html")
    myotrend("patient", "add", "NEW", "--sex", "unknown", "--birth", "1980")
    myotrend("report", "-o", str(pages[-1]), "-p", "NEW")
    myotrend("import", str(folder / "told.csv"))
    pages.append(folder / "worklist.html")
    myotrend("worklist", "-o", str(pages[-1]))
    pages.append(folder / "validation.html")
    myotrend("replay", "-o", str(folder / "decisions.csv"), "--every", "28", "--report", str(pages[-1]))
    return pages


def main():
    program = os.path.abspath(sys.argv[1])
    chromium = browser_path()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        fetch_tools(folder)
        pages = make_pages(program, folder)
        shutil.copy(HERE / "look.mjs", folder)
        done = subprocess.run(["node", "look.mjs", chromium, *(str(page) for page in pages)], cwd=folder, text=True,
                              capture_output=True, timeout=900, check=False)
        if "--keep" in sys.argv:
            shutil.copytree(folder, sys.argv[sys.argv.index("--keep") + 1], dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns("node_modules"))
    if done.returncode != 0:
        print(done.stdout + done.stderr)
        sys.exit(1)
    found = json.loads(done.stdout)
    for fault in found["faults"]:
        print(fault)
    print(f"{found['looks']} looks at {len(pages)} pages, {len(found['faults'])} faults")
    sys.exit(1 if found["faults"] else 0)


main()
