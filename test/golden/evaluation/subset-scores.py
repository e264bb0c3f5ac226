"""Writes subset-scores.json: leave-one-out log-odds of ridge-penalised logistic regressions on subsets of columns, by scikit-learn,
columns standardised over the rows that are not left out. Run: /usr/bin/python3 test/golden/evaluation/subset-scores.py"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

L2 = 0.01
SUBSETS = [[0], [2, 5], [0, 1, 4], [1, 2, 3, 5], [0, 1, 2, 3, 4, 5]]

random = np.random.default_rng(2017)
y = np.array([1] * 7 + [0] * 12)
X = np.round(random.normal(size=(19, 6)) + 0.9 * y[:, None] * np.array([1, 1, 0.5, 0, 0, 0.3]), 3)


def scores(columns):
    left_out = []
    for row in range(len(y)):
        others = np.arange(len(y)) != row
        scaler = StandardScaler().fit(X[others][:, columns])
        model = LogisticRegression(C=1 / L2, solver="newton-cholesky", tol=1e-12, max_iter=1000)
        model.fit(scaler.transform(X[others][:, columns]), y[others])
        left_out.append(float(model.decision_function(scaler.transform(X[[row]][:, columns]))[0]))
    return left_out


result = {
    "l2": L2,
    "X": X.tolist(),
    "y": y.tolist(),
    "subsets": [{"columns": columns, "scores": scores(columns)} for columns in SUBSETS],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
