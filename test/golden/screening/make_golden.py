"""Writes top.csv and screening.json as `ionsieve screen` has to, for test/cli/screen.test.ts: one object a compound, filter after
filter, written from the definitions and not from src/.

A compound is lithium with two or three partners and coefficients without a common factor. Its score is the logistic student's
(student.json, a copy of results/cubuk2019/student.json of 2026-11-24): weights times the mean, minimum, maximum and range of
element properties, plus the intercept. Filters, each counting what those before it left: excluded elements, a real anion,
neutral over common oxidation states, in Pauling order, neither in the label table or another database nor within 1 % of a measured compound in every
atomic fraction, within a distance of the student's domain.
Run after the tables in data/ change:  python3 test/golden/screening/make_golden.py
"""

import csv
import gzip
import json
import re
from itertools import combinations, permutations, product
from math import exp, gcd, log, sqrt
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "data"

PARTNERS = ["O", "P", "S", "Cl", "Na", "Si", "Al"]
ARITIES = [3, 4]
MOST = 3
EXCLUDED = ["Na"]
REAL_ANIONS = "H N O F P S Cl As Se Br Te I".split()
LIMIT = 1.2
THRESHOLD = log(0.9 / (1 - 0.9))
TOP = 25
RANKS = ["Li2PS2Cl", "LiPS2"]

with open(DATA / "elements.csv", newline="") as file:
    ELEMENTS = {row["symbol"]: row for row in csv.DictReader(file)}
with open(DATA / "oxidation-states.csv", newline="") as file:
    STATES = {row["symbol"]: [int(q) for q in row["common"].split()] for row in csv.DictReader(file)}
LABELLED = []
for name in ["label-table", "formation-energies", "known-compositions"]:
    with gzip.open(DATA / f"{name}.csv.gz", "rt", newline="") as file:
        LABELLED += [row["formula"] for row in csv.DictReader(file)]
MEASURED = []
for name in ["obelix", "liverpool", "laskowski", "training"]:
    with open(DATA / f"{name}.csv", newline="") as file:
        MEASURED += [row["formula" if "formula" in row else "composition"] for row in csv.DictReader(file)]
STUDENT = json.loads((HERE / "student.json").read_text())["content"]


def number(symbol, column):
    text = ELEMENTS[symbol][column]
    return float(text) if text else None


def amounts_of(formula):
    """{symbol: amount} of a formula without brackets, divided by the common factor."""
    found = {}
    for symbol, amount in re.findall(r"([A-Z][a-z]?)(\d*)", formula):
        found[symbol] = found.get(symbol, 0) + int(amount or 1)
    factor = gcd(*found.values())
    return {symbol: amount // factor for symbol, amount in found.items()}


def formula_of(amounts):
    """Ascending Pauling electronegativity, as pymatgen writes formulas."""
    order = sorted(amounts, key=lambda symbol: (number(symbol, "pauling_electronegativity"), symbol))
    return "".join(symbol + (str(amounts[symbol]) if amounts[symbol] > 1 else "") for symbol in order)


def row_of(amounts):
    atoms = sum(amounts.values())
    row = []
    for name in STUDENT["descriptors"]["properties"]:
        values = {symbol: number(symbol, name) for symbol in amounts}
        least, most = min(values.values()), max(values.values())
        row += [sum(amounts[symbol] * values[symbol] for symbol in amounts) / atoms, least, most, most - least]
    return row


def score_of(row):
    parameters = STUDENT["model"]["parameters"]
    assert STUDENT["calibration"] == {"offset": 0, "slope": 1}
    return sum(w * x for w, x in zip(parameters["weights"], row)) + parameters["intercept"][0]


def distance_of(row):
    domain = STUDENT["domain"]
    return sqrt(sum(sum(a * (x - c) for a, x, c in zip(axis, row, domain["centre"])) ** 2 for axis in domain["axes"]))


def charges_of(amounts):
    """Is some choice of states neutral, and is one of those in Pauling order?"""
    neutral = ordered = False
    for charges in product(*(STATES[symbol] for symbol in amounts)):
        if sum(q * amount for q, amount in zip(charges, amounts.values())) != 0:
            continue
        neutral = True
        ions = [(q, number(symbol, "pauling_electronegativity")) for q, symbol in zip(charges, amounts)]
        ordered |= all(x1 < x2 for (q1, x1), (q2, x2) in permutations(ions, 2) if q1 > 0 > q2)
    return neutral, ordered


def six(value):
    rounded = float(f"{value:.5e}")
    return int(rounded) if rounded == int(rounded) else rounded


def shares_of(formula):
    """{symbol: atomic fraction}, of a formula with decimal amounts."""
    found = {}
    for symbol, amount in re.findall(r"([A-Z][a-z]?)([\d.]*)", formula):
        found[symbol] = found.get(symbol, 0) + float(amount or 1)
    return {symbol: amount / sum(found.values()) for symbol, amount in found.items()}


# The formulas with brackets have other elements than those screened here.
SHARES = [shares_of(formula) for formula in MEASURED if "(" not in formula]


def is_measured(amounts):
    atoms = sum(amounts.values())
    mine = {symbol: amount / atoms for symbol, amount in amounts.items()}
    return any(
        mine.keys() == other.keys()
        and all(abs(mine[s] - other[s]) <= 0.01 * max(mine[s], other[s]) + 1e-12 for s in mine)
        for other in SHARES
    )


KNOWN = {formula_of(amounts_of(formula)) for formula in LABELLED if set(amounts_of(formula)) <= {"Li", *PARTNERS}}
REMOVED = "excluded_element no_real_anion not_charge_neutral not_in_pauling_order not_ionic known_formula outside_domain".split()
removed = dict.fromkeys(REMOVED, 0)
passed = []
sets = 0
for arity in ARITIES:
    for partners in combinations(PARTNERS, arity - 1):
        sets += 1
        for coefficients in product(range(1, MOST + 1), repeat=arity):
            if gcd(*coefficients) > 1:
                continue
            amounts = dict(zip(["Li", *partners], coefficients))
            row = row_of(amounts)
            neutral, ordered = charges_of(amounts)
            anion = max(amounts, key=lambda symbol: number(symbol, "descriptor_electronegativity"))
            if any(symbol in EXCLUDED for symbol in amounts):
                removed["excluded_element"] += 1
            elif anion not in REAL_ANIONS:
                removed["no_real_anion"] += 1
            elif not neutral:
                removed["not_charge_neutral"] += 1
            elif not ordered:
                removed["not_in_pauling_order"] += 1
            elif formula_of(amounts) in KNOWN or is_measured(amounts):
                removed["known_formula"] += 1
            elif distance_of(row) > LIMIT:
                removed["outside_domain"] += 1
            else:
                passed.append((score_of(row), formula_of(amounts), distance_of(row), amounts, anion))

passed.sort(key=lambda compound: -compound[0])
with open(HERE / "top.csv", "w", newline="\n") as file:
    file.write("rank,formula,log_odds,probability,domain_distance,unlearned_elements,charge_neutral,pauling_order,known\n")
    for i, (score, formula, distance, _, _) in enumerate(passed[:TOP]):
        file.write(f"{i + 1},{formula},{six(score)},{six(1 / (1 + exp(-score)))},{six(distance)},,yes,yes,no\n")

canonical = sorted(PARTNERS, key=lambda symbol: number(symbol, "pauling_electronegativity"))
anions = sorted({anion for *_, anion in passed}, key=lambda symbol: number(symbol, "atomic_number"))


def counted(symbol, some):
    fast = [compound for compound in some if compound[0] >= THRESHOLD]
    return {"symbol": symbol, "scored": len(some), "fast": len(fast)}


summary = {
    "student": STUDENT["name"],
    "space": {
        "kind": "grid",
        "anchor": "Li",
        "partners": canonical,
        "arities": ARITIES,
        "max_coefficient": MOST,
    },
    "formula_strings": sum(len(list(combinations(PARTNERS, a - 1))) * MOST**a for a in ARITIES),
    "distinct_formulas": len(passed) + sum(removed.values()),
    "filters": {
        "excluded_elements": EXCLUDED,
        "real_anion": True,
        "charges": "pauling-order",
        "oxidation_states": "common",
        "unknown_only": True,
        "domain_limit": LIMIT,
        "one_per_system": False,
    },
    "removed": removed,
    "scored": len(passed),
    "fast": len([compound for compound in passed if compound[0] >= THRESHOLD]),
    "threshold_log_odds": six(THRESHOLD),
    "unit": STUDENT["target"]["unit"],
    "chemical_systems": len({tuple(amounts) for _, _, _, amounts, _ in passed}),
    "histogram": None,
    "by_element": [counted(symbol, [c for c in passed if symbol in c[3]]) for symbol in canonical],
    "by_anion": [counted(anion, [c for c in passed if c[4] == anion]) for anion in anions],
    "ranks": [],
}
for formula in RANKS:
    score = score_of(row_of(amounts_of(formula)))
    better = [compound for compound in passed if compound[0] >= score]
    by_anion = [{"symbol": anion, "at_least": len([c for c in better if c[4] == anion])} for anion in anions]
    summary["ranks"].append(
        {"log_odds": six(score), "at_least": len(better), "by_anion": [row for row in by_anion if row["at_least"] > 0]}
    )
(HERE / "screening.json").write_text(json.dumps(summary, indent=2, sort_keys=True) + "\n")
