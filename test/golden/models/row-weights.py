"""Writes row-weights.json: a logistic regression with row weights by scikit-learn 1.2.1, on columns standardised without the weights; its
'balanced' class weights count rows, not weights. Run: python3 test/golden/models/row-weights.py"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

generator = np.random.default_rng(5)
X = np.round(generator.normal(size=(40, 3)) * [1.0, 20.0, 0.1] + [5.0, -3.0, 0.0], 4)
y = (1.5 * (X[:, 0] - 5) - 0.05 * X[:, 1] + 4 * X[:, 2] - 1 + generator.logistic(size=40) > 0).astype(int)
weights = np.round(generator.exponential(size=40), 3)
weights[3] = 0
Z = (X - X.mean(axis=0)) / X.std(axis=0)


def fit(balanced):
    model = LogisticRegression(C=1 / 0.5, class_weight="balanced" if balanced else None, solver="newton-cholesky", tol=1e-12)
    scores = model.fit(Z, y, sample_weight=weights).decision_function(Z)
    return {"spec": {"kind": "logistic", "l2": 0.5, "classWeights": "balanced" if balanced else "none"}, "scores": scores.tolist()}


result = {"X": X.tolist(), "y": y.tolist(), "weights": weights.tolist(), "fits": [fit(False), fit(True)]}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
