"""What the printed distances of Sendek et al. 2017 (doi 10.1039/C6EE02697D, table 3) say about their definition.

Input: sendek2017-candidates.csv, the five descriptors of the 21 candidates (computed from today's Materials Project
structures, CC BY 4.0, with the definitions of src/descriptors/structural.ts) beside the printed distance. Rows marked
"no" no longer reproduce the printed probability to its last digit: their structure has changed since.
Known of the training set: mean and standard deviation of each descriptor, printed in the paper.

Fits distance = sqrt(z' R^-1 z) / s, R a correlation matrix, and writes 40 training rows that have exactly the printed
means and standard deviations, the fitted R, and mean Mahalanobis distance s: sendek2017-domain.json.

Made with Python 3.11, NumPy 2.4.6, SciPy 1.17.1:  python3 sendek2017_domain.py > sendek2017-domain.json
"""

import csv
import json
import sys

import numpy as np
from scipy.optimize import brentq, least_squares

MEAN = np.array([6.218, 0.978, 10.073, 2.072, 2.730])
SD = np.array([4.432, 0.330, 2.202, 0.288, 0.746])  # sample standard deviations
PAIRS = np.triu_indices(5, 1)

candidates = list(csv.DictReader(open("sendek2017-candidates.csv")))
columns = list(candidates[0])[1:6]
rows = np.array([[float(c[k]) for k in columns] for c in candidates])
published = np.array([float(c["published_distance"]) for c in candidates])
same = np.array([c["structure_unchanged"] == "yes" for c in candidates])


def correlation(p):
    R = np.eye(5)
    R[PAIRS] = p
    return R + np.triu(R, 1).T


def distance(rows, p):
    z = (rows - MEAN) / SD
    return np.sqrt(np.einsum("ij,jk,ik->i", z, np.linalg.inv(correlation(p[1:])), z)) / p[0]


fit = least_squares(lambda p: distance(rows[same], p) - published[same], np.r_[2, np.zeros(10)], xtol=1e-15, ftol=1e-15)
s, R = fit.x[0], correlation(fit.x[1:])
error = np.sqrt(np.linalg.inv(fit.jac.T @ fit.jac)[0, 0] * np.sum(fit.fun**2) / (same.sum() - 11))
print(f"s = {s:.4f} +- {error:.4f}, largest misfit {np.abs(fit.fun).max():.4f}, eigenvalues of R", file=sys.stderr)
print(np.linalg.eigvalsh(R), file=sys.stderr)
for name, fixed in (("sqrt(5)", 5**0.5), ("sqrt(5 x 39 / 40), the root mean square over training", 4.875**0.5)):
    g = least_squares(lambda p: distance(rows[same], np.r_[fixed, p]) - published[same], fit.x[1:])
    print(f"s = {name}: largest misfit {np.abs(g.fun).max():.4f}", file=sys.stderr)

draws = np.random.default_rng(0).standard_t(4, size=(40, 5))


def whitened(power):
    w = draws * np.linalg.norm(draws, axis=1, keepdims=True) ** power
    w = w - w.mean(0)
    return w @ np.linalg.inv(np.linalg.cholesky(np.cov(w.T))).T


power = brentq(lambda power: np.linalg.norm(whitened(power), axis=1).mean() - s, -0.9, 2)
training = MEAN + SD * (whitened(power) @ np.linalg.cholesky(R).T)
kept = [(c, row) for c, row, ok in zip(candidates, rows.tolist(), same) if ok]
print(
    json.dumps(
        {
            "columns": columns,
            "training": training.tolist(),
            "formulas": [c["formula"] for c, _ in kept],
            "candidates": [row for _, row in kept],
            "published": [float(c["published_distance"]) for c, _ in kept],
        },
        indent=1,
    )
)
