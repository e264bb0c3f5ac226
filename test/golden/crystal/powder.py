"""Powder patterns by pymatgen: test/golden/crystal/powder.json.

    /usr/bin/python3 test/golden/crystal/powder.py > test/golden/crystal/powder.json

Debian's python3-pymatgen 2022.11.7. XRDCalculator, wavelength 1.5406 A, 2 theta from 0 to 90 degrees, without thermal
factors. Lattice constants: rock salt, zinc blende and fluorite as printed beside the observed lines (powder-observed.json);
wurtzite, a and u of ZnS (AFLOW AB_hP4_186_b_b: a = 3.8227, c/a = 1.6377, u = 0.3748). The last cell is made up: triclinic,
disordered, no symmetry, so that nothing hides behind a simple lattice.
"""

import json

from pymatgen.analysis.diffraction.xrd import XRDCalculator
from pymatgen.core import Lattice, Structure

fcc = [[0, 0, 0], [0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]]


def shifted(by):
    return [[(x + s) % 1 for x, s in zip(site, by)] for site in fcc]


quarter = [0.25, 0.25, 0.25]
cells = {
    "rock salt": ([5.6402] * 3 + [90] * 3, ["Na"] * 4 + ["Cl"] * 4, fcc + shifted([0.5, 0.5, 0.5]), None),
    "zinc blende": ([5.4060] * 3 + [90] * 3, ["Zn"] * 4 + ["S"] * 4, fcc + shifted(quarter), None),
    "fluorite": ([5.4626] * 3 + [90] * 3, ["Ca"] * 4 + ["F"] * 8, fcc + shifted(quarter) + shifted([0.75] * 3), None),
    "wurtzite": (
        [3.8227, 3.8227, 1.6377 * 3.8227, 90, 90, 120],
        ["Zn", "Zn", "S", "S"],
        [[1 / 3, 2 / 3, 0], [2 / 3, 1 / 3, 0.5], [1 / 3, 2 / 3, 0.3748], [2 / 3, 1 / 3, 0.8748]],
        None,
    ),
    "triclinic and disordered": (
        [4.1, 5.3, 6.7, 82, 97, 104],
        ["Li", "S", "O", "S", "P"],
        [[0.1, 0.2, 0.3], [0.62, 0.11, 0.83], [0.35, 0.77, 0.49], [-0.2, 1.4, 0.02], [0.9, 0.55, 0.66]],
        [0.5, 1, 0.75, 0.25, 1],
    ),
}

patterns = []
for name, (cell, species, frac, occupancy) in cells.items():
    occupancy = occupancy or [1] * len(species)
    sites = [{s: o} for s, o in zip(species, occupancy)]
    structure = Structure(Lattice.from_parameters(*cell), sites, frac)
    found = XRDCalculator(wavelength=1.5406).get_pattern(structure, two_theta_range=(0, 90))
    patterns.append(
        {
            "name": name,
            "cell": cell,
            "species": species,
            "frac": [x for site in frac for x in site],
            "occupancy": occupancy,
            "two_theta": [round(float(x), 6) for x in found.x],
            "intensity": [round(float(y), 6) for y in found.y],
        }
    )
print(json.dumps({"origin": "pymatgen 2022.11.7, XRDCalculator, see powder.py", "patterns": patterns}, indent=1))
