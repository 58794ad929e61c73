#!/usr/bin/env python3
"""Makes golden_shipped.json: cases of the progression detector at the shipped priors.

    /usr/bin/python3 make_golden.py PATH/TO/ramp.py > golden_shipped.json

ramp.py is the numerical reference in plain numpy; this script only invents the patients. It gives it the numbers of
schema/detector.json (those that the reference knows), so a changed number needs new cases.
"""
import importlib.util, json, pathlib, platform, sys
import numpy as np

spec = importlib.util.spec_from_file_location("ramp", sys.argv[1])
ramp = importlib.util.module_from_spec(spec)
spec.loader.exec_module(ramp)

shipped = json.loads((pathlib.Path(__file__).parents[2] / "schema" / "detector.json").read_text())["parameters"]
parameters = {name: entry["value"] for name, entry in shipped.items() if name in ramp.PARAMETERS}
assert set(parameters) == set(ramp.PARAMETERS)
GRIP, MIP = shipped["norm_grip"]["value"], shipped["norm_mip"]["value"]


def fall(t, onset, per_month):
    return -per_month * max(t - onset, 0.) / parameters["month"] if per_month else 0.


def patient(seed, name, days, level, every=4, mip_every=12, noise=4.5, right=(0, 0), left=(0, 0), mip=(0, 0),
            jump=lambda t, s: 0., device=lambda t: 0, signs=(), dominant="right"):
    """`right`, `left`, `mip`: (onset, per cent per month)."""
    rng = np.random.default_rng(seed)
    rows = []
    for t in range(0, days, every):
        form = rng.normal(0, 2.5)
        for s, decline in ((0, right), (1, left)):
            y = level[s] + form + fall(t, *decline) + jump(t, s) + rng.normal(0, noise)
            rows.append([t, round(t + .35 + .002 * s, 4), s, round(y, 3), device(t)])
        if t % mip_every == 0:
            y = level[2] + fall(t, *mip) + jump(t, 2) + rng.normal(0, 2 * noise)
            rows.append([t, t + .5, 2, round(y, 3), 0])  # the reference knows no device of MIP
    signs = [list(row) for row in signs]
    gated = [i for i, b in enumerate(ramp.unit_gate([r[2] for r in rows], [r[3] for r in rows])) if b]
    used = [r for i, r in enumerate(rows) if i not in gated]
    looks, steps = ramp.replay(used, signs, GRIP, MIP, dominant == "right", parameters)
    return dict(name=name, norm_grip=GRIP, norm_mip=MIP, dominant=dominant, strength=rows, dropped_out_of_order=[],
                unit_gated=gated, signs=signs, abrupt_steps=[list(s) for s in steps],
                looks=[[day, round(a, 11), round(b, 11)] for day, a, b in looks])


def exams(every, days, found=lambda t, k: False, groups=range(5)):
    return [(t, t + .45, k, bool(found(t, k)), True) for t in range(0, days, every) for k in groups]


slow = patient(1, "slow fall of the left hand, no signs looked for", 300, (360, 355, 450), left=(60, 1.1))
weak = patient(2, "a steady hand of 8 kg", 240, (100 * np.log(8), 100 * np.log(8.5), 420), every=7)
fast = patient(3, "fast fall of MIP, hands follow; dysarthria confirmed", 260, (350, 350, 440), mip=(30, 6),
               right=(120, 4), left=(150, 4), dominant="left",
               signs=exams(60, 260, lambda t, k: k == 4 and t >= 120) + [(80, 80.6, 4, True, False)])
long = patient(4, "540 days, steady, then both hands fall late", 540, (345, 340, 455), every=6, mip_every=24,
               right=(400, 3), left=(400, 1.5), signs=exams(90, 540))
hurt = patient(5, "left hand hurt on day 80, new dynamometer on day 160", 220, (355, 350, 450), every=3,
               jump=lambda t, s: (-45 * np.exp(-(t - 80) / 50) if s == 1 and t >= 80 else 0.) + (9 if t >= 160 and s < 2 else 0),
               device=lambda t: int(t >= 160))
noisy = patient(6, "noisy diary with outliers, a sign that vanishes, three reports", 200, (340, 338, 430), noise=9,
                jump=lambda t, s: -38 if t in (48, 100) and s == 0 else 0.,
                signs=sorted(exams(40, 200, lambda t, k: k == 0 and 70 < t < 130, (0, 2)) +
                             [(20, 20.1, 0, True, False), (90, 90.3, 2, True, False), (95, 95.2, 3, True, False)]))
few = patient(7, "one reading a month", 330, (350, 345, 440), every=30, mip_every=60, right=(0, 5), left=(0, 5))
slip = patient(8, "pounds taken for kilograms twice, kPa once", 120, (345, 343, 450),
               jump=lambda t, s: 79.06 if t in (40, 44) and s < 2 else -232.2 if t == 60 and s == 2 else 0.)
together = dict(
    program="ramp.py with numpy %s, Python %s" % (np.__version__, platform.python_version()),
    call="make_golden.py ramp.py",
    strength_columns=["day", "time", "stream (0 right, 1 left, 2 MIP)", "y = 100 ln value", "device"],
    signs_columns=["day", "time", "group (weakness, atrophy, UMN, dysphagia, dysarthria)", "positive", "by_clinician"],
    looks_columns=["day", "log E strength", "log E fused"],
    parameters=parameters, cases=[slow, weak, fast, long, hurt, noisy, few, slip])
text = json.dumps(together)
for key in ('"call"', '"strength_columns"', '"signs_columns"', '"looks_columns"', '"parameters"', '"cases"', '"looks"',
            '{"name"', '"strength"', '"signs": ['):
    text = text.replace(key, "\n" + key)
print(text)
