#!/usr/bin/env python3
"""Makes oracles.json: what SciPy and plain numpy say of some series.

    /usr/bin/python3 make_oracles.py > oracles.json
"""
import json, platform
import numpy as np, scipy, scipy.stats as st

NILE = [1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100,
        1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456,
        824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897,
        822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975,
        815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740]


def hamed_rao(y):
    """Variance of Mann-Kendall's S after Hamed and Rao (1998), all significant lags at 5 %."""
    n = len(y)
    s = sum(np.sign(y[i + 1:] - y[i]).sum() for i in range(n - 1))
    ties = np.unique(y, return_counts=True)[1]
    var = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    slope = st.theilslopes(y, np.arange(n))[0]
    ranks = st.rankdata(y - np.arange(1, n + 1) * slope)
    r = ranks - ranks.mean()
    rho = np.correlate(r, r, "full")[n - 1:]
    rho = rho / rho[0]
    bound = st.norm.ppf(.975) / np.sqrt(n)
    total = sum((n - i) * (n - i - 1) * (n - i - 2) * rho[i] for i in range(1, n) if abs(rho[i]) >= bound)
    return float(s), float(var), float(var * (1 + 2 / (n * (n - 1) * (n - 2)) * total))


def oracle(name, x, y):
    sen = st.theilslopes(y, x)
    tau = st.kendalltau(x, y)
    out = dict(name=name, x=list(map(float, x)), y=list(map(float, y)), slope=sen[0], low=sen[2], high=sen[3],
               tau_b=tau[0], p_uncorrected=tau[1])
    if len(np.unique(x)) == len(x):
        out["s"], out["variance"], out["variance_hamed_rao"] = hamed_rao(np.array(y, float))
    return out


rng = np.random.default_rng(7)
uneven = np.sort(np.round(rng.uniform(0, 300, 80), 2))
grades = np.clip(np.round(1.5 - .004 * np.arange(200) + rng.normal(0, .7, 200)), 0, 3)
walk = np.cumsum(rng.normal(0, 1, 120))
twice = np.repeat(np.arange(60.), 2)
long = np.arange(700) * 1.25
cases = [oracle("Nile, R datasets", np.arange(1871, 1971), NILE), oracle("uneven times", uneven, np.round(50 - .02 * uneven + rng.normal(0, 3, 80), 1)),
         oracle("diary grades", np.arange(200.), grades), oracle("random walk", np.arange(120.), np.round(walk, 2)),
         oracle("two a day", twice, np.round(30 + .05 * twice + rng.normal(0, 2, 120))),
         oracle("beyond 512 readings", long, np.round(40 - .01 * long + rng.normal(0, 4, 700), 1)),
         oracle("beyond 512 readings, grades", np.floor(long), np.clip(np.round(rng.normal(1, 1, 700)), 0, 3))]
print(json.dumps(dict(program="SciPy %s, numpy %s, Python %s" % (scipy.__version__, np.__version__, platform.python_version()),
                      calls="scipy.stats.theilslopes(y, x), kendalltau(x, y); hamed_rao() of make_oracles.py", cases=cases))
      .replace('{"name"', '\n{"name"').replace('"slope"', '\n"slope"'))
