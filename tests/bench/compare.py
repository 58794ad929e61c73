"""Prints the table of tests/bench/run.sh: the bench program's times beside a bare library, the reference
implementation, SciPy and R on the same series, and how each cost grows. compare.py BENCH.json PROGRAM [RAMP.py]"""
import importlib.util
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time

UNITS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}
SIZES = (10, 100, 1000)


def runs_of(file):
    """CPU seconds of one call by (bench, size), and how many items it worked on."""
    found = {}
    for run in json.load(open(file))["benchmarks"]:
        if run.get("run_type") == "aggregate" or "error_occurred" in run:
            continue
        name, *parts = run["name"].split("/")
        size = next((int(part) for part in parts if part.isdigit()), 0)
        seconds = run["cpu_time"] * UNITS[run["time_unit"]]
        found.setdefault(name, {})[size] = (seconds, run.get("items_per_second", 0) * seconds)
    return found


def exponent(points):
    """Slope of log time over log size, by least squares."""
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points.items() if seconds > 0]
    mean = [sum(column) / len(logs) for column in zip(*logs)]
    return sum((x - mean[0]) * (y - mean[1]) for x, y in logs) / sum((x - mean[0]) ** 2 for x, _ in logs)


def line(what, figure, note=""):
    print(f"{what:<58} {figure:>22}  {note}")


def best_of(call, times=3):
    best = math.inf
    for _ in range(times):
        begin = time.process_time()
        call()
        best = min(best, time.process_time() - begin)
    return best


def series_of(readings):
    return list(range(readings)), [340 - .01 * i + (i * 7919 % 101) / 10 for i in range(readings)]


def against_scipy(runs):
    try:
        from scipy import stats
    except ImportError:
        print("scipy: not installed (python3-scipy), skipped")
        return
    for ours, name, call in (("theil_sen_slope", "theilslopes", lambda x, y: stats.theilslopes(y, x)),
                             ("mann_kendall", "kendalltau", stats.kendalltau)):
        for size in SIZES:
            x, y = series_of(size)
            theirs = best_of(lambda: call(x, y))
            line(f"{ours}, {size} readings: scipy {name} over ours", f"{theirs / runs[ours][size][0]:.0f} times",
                 f"{theirs * 1e6:.0f} us, {runs[ours][size][0] * 1e6:.1f} us")


def against_r(runs):
    if not shutil.which("Rscript"):
        print("R: not installed (r-base-core), skipped")
        return
    for size in SIZES:
        script = (f"i <- 0:{size - 1}; y <- 340 - .01 * i + (i * 7919) %% 101 / 10; t <- system.time(for (k in 1:20) "
                  "cor.test(i, y, method = 'kendall', exact = FALSE)); cat(sum(t[1:2]) / 20)")
        theirs = float(subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True).stdout)
        ours = runs["mann_kendall"][size][0]
        line(f"mann_kendall, {size} readings: R cor.test over ours", f"{theirs / ours:.0f} times",
             f"{theirs * 1e6:.0f} us, {ours * 1e6:.1f} us")


def against_reference(runs, file):
    if not file or not os.path.exists(file):
        print("reference implementation: not told (run.sh --reference FILE), skipped")
        return
    spec = importlib.util.spec_from_file_location("ramp", file)
    ramp = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(ramp)
    size = 100

    def walk():
        detector = ramp.Detector(352., 440.)
        for i in range(size):
            detector.add_strength(i // 2 * 3 + .4 + .001 * (i % 2), i % 2, 352. + (i * 7919 % 101) / 10 - 5, 0)
            if i % 2:
                detector.log_e(i // 2 * 3)
    try:
        theirs = best_of(walk, 1)
    except (AttributeError, TypeError) as fault:
        print(f"reference implementation: another form than this bench knows ({fault}), skipped")
        return
    ours = runs["filter_and_mixture"][size][0]
    line(f"filter and mixture, {size} readings: reference over ours", f"{theirs / ours:.0f} times",
         f"{theirs * 1e3:.0f} ms, {ours * 1e3:.2f} ms")


def program_lines(program):
    """The whole program over simulated patients: CPU and peak memory of each command."""
    patients = 400
    with tempfile.TemporaryDirectory() as folder:
        def run(what, *arguments):
            child = subprocess.Popen([program, "--db", f"{folder}/clinic.db", "--quiet", *arguments],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(child.pid, 0)
            if os.waitstatus_to_exitcode(status) not in (0, 5):
                sys.exit(f"{what} ended with {os.waitstatus_to_exitcode(status)}")
            cpu = used.ru_utime + used.ru_stime
            line(f"{what}, {patients} simulated patients", f"{cpu:.2f} s CPU",
                 f"{patients / cpu:.0f} patients/s, {used.ru_maxrss // 1024} MB")
        run("simulate", "simulate", "--patients", str(patients), "--seed", "7", "-o", folder)
        run("import", "import", f"{folder}/patients.csv", f"{folder}/events.csv", f"{folder}/measurements.csv")
        run("scan --full", "scan", "--full")
        run("replay, every day", "replay", "-o", f"{folder}/decisions.csv")
        run("check", "check")


def main():
    runs = runs_of(sys.argv[1])

    def one(name):
        return next(iter(runs[name].values()))
    print(f"\n{'what':<58} {'figure':>22}")
    program_lines(sys.argv[2])  # before SciPy is here: a child's peak memory begins with its parent's
    line("import over a bare sorted insert (same rows; 1 is equal)",
         f"{one('bare_sorted_insert')[0] / one('import_of_a_clinic')[0]:.2f}",
         f"{one('import_of_a_clinic')[1] / one('import_of_a_clinic')[0] / 1e3:.0f} thousand rows/s")
    fetched = one("histories")[1] / one("histories")[0]
    line("histories over a bare fetch", f"{fetched / (one('bare_fetch')[1] / one('bare_fetch')[0]):.2f}",
         f"{fetched / 1e3:.0f} thousand facts/s")
    for name, what in (("filter_only", "filter"), ("filter_and_mixture", "filter and mixture")):
        seconds, readings = runs[name][1000]
        line(f"{what}, of one strength reading", f"{seconds / readings * 1e6:.2f} us")
    against_reference(runs, sys.argv[3] if len(sys.argv) > 3 else None)
    against_scipy(runs)
    against_r(runs)
    for name in ("import_of_patients", "full_scan_of_patients", "incremental_scan_of_patients"):
        size = max(runs[name])
        seconds, items = runs[name][size]
        of = "rows" if name.startswith("import") else "patients"
        line(f"{name}: {size}", f"{items / seconds:.0f} {of}/s")
    print("\ngrowth: time is about size to the power of")
    for name in ("filter_only", "filter_and_mixture", "theil_sen_slope", "mann_kendall", "import_of_patients",
                 "full_scan_of_patients", "incremental_scan_of_patients"):
        points = {size: seconds for size, (seconds, _) in runs[name].items()}
        line(f"{name}, {min(points)} to {max(points)}", f"{exponent(points):.2f}")


main()
