"""Writes kernel-svm.json: decision values of SVC of scikit-learn 1.2.1 (libsvm 3.25 in C++ on dense rows), on standardised columns.
Run: python3 test/golden/models/kernel-svm.py"""

import json
from pathlib import Path

import numpy as np
from sklearn.svm import SVC

generator = np.random.default_rng(3)
X = np.round(generator.normal(size=(60, 4)) * [1.0, 20.0, 0.1, 1.0] + [5.0, -3.0, 0.0, 1.0], 4)
centred = (X - X.mean(axis=0)) / X.std(axis=0)
y = ((centred**2).sum(axis=1) + generator.normal(size=60) > 4.5).astype(int)


def fit(C, gamma, balanced):
    model = SVC(C=C, gamma=gamma, class_weight="balanced" if balanced else None, tol=1e-8)
    spec = {"kind": "kernel-svm", "C": C, "gamma": gamma, "classWeights": "balanced" if balanced else "none"}
    return {"spec": spec, "scores": model.fit(centred, y).decision_function(centred).tolist()}


fits = [fit(C, gamma, balanced) for C, gamma in ((0.3, 0.1), (10.0, 0.5)) for balanced in (False, True)]
Path(__file__).with_suffix(".json").write_text(json.dumps({"X": X.tolist(), "y": y.tolist(), "fits": fits}) + "\n")
