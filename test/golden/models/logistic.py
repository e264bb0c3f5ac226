"""Writes logistic.json: ridge logistic regressions solved by accelerated gradient descent (numpy only), a method independent of
the Newton steps in src/models/logistic.ts. Columns are standardised with the population standard deviation; the weights and the
intercept are in the units of the raw columns. Run: python3 test/golden/models/logistic.py"""

import json
from pathlib import Path

import numpy as np

generator = np.random.default_rng(7)
X = np.round(generator.normal(size=(30, 3)) * [1.0, 20.0, 0.1] + [5.0, -3.0, 0.0], 4)
noise = generator.logistic(size=30)
y = (1.5 * (X[:, 0] - 5) - 0.05 * X[:, 1] + 4 * X[:, 2] - 1 + noise > 0).astype(int)


def fit(l2, balanced):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    A = np.column_stack([(X - mean) / scale, np.ones(len(X))])
    weight = np.where(y == 1, len(y) / (2 * y.sum()), len(y) / (2 * (len(y) - y.sum()))) if balanced else np.ones(len(y))
    ridge = np.array([l2, l2, l2, 0.0])
    rate = 1 / (np.linalg.eigvalsh(A.T @ (A * weight[:, None])).max() / 4 + l2)
    solution = np.zeros(4)
    ahead, momentum = solution, 1.0
    for _ in range(200_000):
        gradient = A.T @ (weight * (1 / (1 + np.exp(-A @ ahead)) - y)) + ridge * ahead
        moved = ahead - rate * gradient
        restart = gradient @ (moved - solution) > 0
        following = 1.0 if restart else (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = moved + (0 if restart else (momentum - 1) / following) * (moved - solution)
        solution, momentum = moved, following
    assert np.abs(gradient).max() < 1e-11, np.abs(gradient).max()
    weights = solution[:3] / scale
    return {"l2": l2, "balanced": balanced, "weights": weights.tolist(), "intercept": float(solution[3] - weights @ mean)}


result = {"X": X.tolist(), "y": y.tolist(), "fits": [fit(l2, balanced) for l2 in (0.1, 10.0) for balanced in (False, True)]}
Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
