"""Writes svr-pls.json: values that SVR (libsvm 3.25 in C++ on dense rows) and PLSRegression (NIPALS) of scikit-learn 1.2.1 predict, on
standardised columns; SVR on a standardised target, brought back to its unit.
Run: python3 test/golden/models/svr-pls.py"""

import json
from pathlib import Path

import numpy as np
from sklearn.cross_decomposition import PLSRegression
from sklearn.svm import SVR

generator = np.random.default_rng(7)


def rows_of(count):
    X = generator.normal(size=(count, 5)) * [1.0, 20.0, 0.1, 1.0, 3.0] + [5.0, -3.0, 0.0, 1.0, 0.0]
    return np.round(np.column_stack([X, X[:, 0] + 0.01 * generator.normal(size=count)]), 4)


X, query = rows_of(50), rows_of(12)
y = np.round(-4 + 2 * np.sin(X[:, 0]) + 0.05 * X[:, 1] - 3 * X[:, 2] + 0.3 * generator.normal(size=50), 4)
mean, scale = X.mean(axis=0), X.std(axis=0)
Z, Q = (X - mean) / scale, (query - mean) / scale


def svr(C, gamma, epsilon):
    model = SVR(C=C, gamma=gamma, epsilon=epsilon, tol=1e-9).fit(Z, (y - y.mean()) / y.std())
    spec = {"kind": "support-vector-regression", "C": C, "gamma": gamma, "epsilon": epsilon}
    values = y.mean() + y.std() * model.predict(Q)
    return {"spec": spec, "mean": values.tolist(), "vectors": len(model.support_)}


def pls(components):
    model = PLSRegression(n_components=components, scale=False, tol=1e-14).fit(Z, y)
    return {"spec": {"kind": "pls", "components": components}, "mean": model.predict(Q).ravel().tolist()}


result = {
    "X": X.tolist(),
    "y": y.tolist(),
    "query": query.tolist(),
    "svr": [svr(C, gamma, epsilon) for C, gamma in ((0.5, 0.1), (20.0, 0.4)) for epsilon in (0.0, 0.1, 0.5)],
    "pls": [pls(components) for components in range(1, 7)],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
