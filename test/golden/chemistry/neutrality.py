"""Writes neutrality.json: charge neutrality and Pauling order by SMACT's definitions, for test/chemistry/oxidation-states.test.ts.

Written from the definitions (Davies et al., Chem 1, 617 (2016), 10.1016/j.chempr.2016.09.010), not from src/: each element of
a compound takes one of its published states; a compound is neutral when amounts times states add up to zero for some choice,
and passes the Pauling test when for some such choice no positive ion is at least as electronegative as a negative one, and
every electronegativity is known. Run after the tables in data/ change:  python3 test/golden/chemistry/neutrality.py
"""

import csv
import json
from itertools import combinations, permutations, product
from math import gcd
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "data"
TABLES = ("common", "all")

with open(DATA / "oxidation-states.csv", newline="") as file:
    STATES = {row["symbol"]: {table: [int(q) for q in row[table].split()] for table in TABLES} for row in csv.DictReader(file)}
with open(DATA / "elements.csv", newline="") as file:
    PAULING = {
        row["symbol"]: float(row["pauling_electronegativity"]) if row["pauling_electronegativity"] else None
        for row in csv.DictReader(file)
    }


def pauling_test(charges, electronegativities):
    if None in electronegativities:
        return False
    for (q1, x1), (q2, x2) in permutations(list(zip(charges, electronegativities)), 2):
        if q1 > 0 and q2 < 0 and x1 >= x2:
            return False
    return True


def judge(compound, table):
    """Neutral, in order, and the numbers of choices with both signs and of those in order."""
    symbols = list(compound)
    neutral = ordered = False
    choices = choices_in_order = 0
    for charges in product(*(STATES[symbol][table] for symbol in symbols)):
        order = pauling_test(charges, [PAULING[symbol] for symbol in symbols])
        if min(charges) < 0 < max(charges):
            choices += 1
            choices_in_order += order
        if sum(q * compound[symbol] for q, symbol in zip(charges, symbols)) == 0:
            neutral = True
            ordered = ordered or order
    return {"neutral": neutral, "pauling": ordered, "choices": choices, "inOrder": choices_in_order}


def written(compound):
    return "".join(symbol + (str(amount) if amount > 1 else "") for symbol, amount in compound.items())


def record(compound):
    return {"formula": written(compound), **{table: judge(compound, table) for table in TABLES}}


def sample(generator, each):
    """Compounds of 2 to 4 elements: `each` neutral by the common states, by all states only, and by neither."""
    symbols = list(STATES)[:103]
    classes = {(True, True): [], (False, True): [], (False, False): []}
    seen = set()
    while any(len(found) < each for found in classes.values()):
        chosen = generator.choice(symbols, size=generator.integers(2, 5), replace=False)
        compound = {str(symbol): int(generator.integers(1, 21)) for symbol in chosen}
        row = record(compound)
        found = classes[row["common"]["neutral"], row["all"]["neutral"]]
        if len(found) < each and row["formula"] not in seen:
            seen.add(row["formula"])
            found.append(row)
    return [row for found in classes.values() for row in found]


def subspace(partners, arity, limit=6):
    """Counts over the distinct compounds of lithium with arity - 1 of the partners, coefficients 1 to limit."""
    count = {"partners": partners, "arity": arity, "maxCoefficient": limit, "compounds": 0}
    count |= {table: {"neutral": 0, "pauling": 0} for table in TABLES}
    for others in combinations(partners, arity - 1):
        for amounts in product(range(1, limit + 1), repeat=arity):
            if gcd(*amounts) > 1:
                continue
            count["compounds"] += 1
            for table in TABLES:
                verdict = judge(dict(zip(["Li", *others], amounts)), table)
                count[table]["neutral"] += verdict["neutral"]
                count[table]["pauling"] += verdict["pauling"]
    return count


KNOWN = [
    {"Li": 3, "P": 1, "S": 4},
    {"Li": 7, "La": 3, "Zr": 2, "O": 12},
    {"Li": 1, "Fe": 1, "P": 1, "O": 4},
    {"Li": 1, "P": 1, "O": 3},
    {"Li": 2, "Mg": 1, "O": 2},
    {"Li": 10, "Ge": 1, "P": 2, "S": 12},
    {"Li": 1, "Al": 1},
    {"Li": 1, "H": 1},
    {"Li": 1, "Co": 1, "O": 2},
    {"Li": 1, "Ni": 1, "O": 2},
    {"Li": 6, "P": 1, "S": 5, "Cl": 1},
    {"Na": 1, "Li": 20, "He": 1},
    {"Li": 3, "Y": 1, "Cl": 6},
    {"Li": 3, "N": 1},
    {"Li": 1, "B": 1, "H": 4},
    {"Li": 2, "O": 2},
    {"Li": 1, "Na": 1},
    {"Fe": 3, "O": 4},
    {"Xe": 1, "F": 2},
    {"C": 1, "Se": 2},
    {"O": 1, "F": 2},
    {"Li": 1, "U": 1, "O": 3},
]

generator = np.random.default_rng(2016)
compounds = [record(compound) for compound in KNOWN] + sample(generator, 100)
ions = []
for _ in range(100):
    size = int(generator.integers(1, 6))
    charges = [int(q) for q in generator.integers(-3, 4, size)]
    negativities = [None if generator.random() < 0.04 else float(round(generator.uniform(1, 2), 1)) for _ in charges]
    if generator.random() < 0.5:  # half of the cases near the order, else hardly any passes
        negativities = [x if x is None or q > 0 else round(x + 0.8, 1) for q, x in zip(charges, negativities)]
    ions.append({"charges": charges, "electronegativities": negativities, "passes": pauling_test(charges, negativities)})
subspaces = [
    subspace(partners, arity) for partners in (["P", "S", "Cl"], ["Mg", "O", "F"], ["Fe", "N", "H"]) for arity in (3, 4)
]

parts = {"compounds": compounds, "ions": ions, "subspaces": subspaces}
text = ",\n".join(f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]" for name, rows in parts.items())
(HERE / "neutrality.json").write_text("{\n" + text + "\n}\n")
