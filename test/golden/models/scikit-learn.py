"""Models that scikit-learn fitted and docs/export-scikit-learn.py wrote, with what scikit-learn says of the same rows:

python scikit-learn.py rows.json, with rows.json from scikit-learn-rows.ts. Written by scikit-learn 1.9.1, NumPy 2.4.6, Python 3.11.
"""
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
from sklearn import ensemble, linear_model, neural_network, pipeline, preprocessing

here = Path(__file__).parent
spec = importlib.util.spec_from_file_location("export", here / "../../../docs/export-scikit-learn.py")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)

given = json.load(open(sys.argv[1]))
X, y = np.array(given["X"]), np.array(given["y"])
fast = (y >= -4).astype(int)
scaled = lambda model: pipeline.make_pipeline(preprocessing.StandardScaler(), model)
small = {"n_estimators": 6, "max_depth": 4, "random_state": 0}
models = {
    "ridge": scaled(linear_model.Ridge(alpha=2)),
    "lasso": linear_model.Lasso(alpha=0.1, max_iter=100_000),
    "logistic": scaled(linear_model.LogisticRegression(C=0.5)),
    "perceptron": scaled(neural_network.MLPRegressor(hidden_layer_sizes=(5, 3), activation="tanh", random_state=0, max_iter=2000)),
    "perceptron-relu": scaled(neural_network.MLPClassifier(hidden_layer_sizes=(4,), random_state=0, max_iter=2000)),
    "forest": ensemble.RandomForestRegressor(**small),
    "forest-classes": ensemble.ExtraTreesClassifier(**small),
    "boosted": ensemble.GradientBoostingRegressor(**small),
    "boosted-classes": ensemble.GradientBoostingClassifier(**small),
}
target = {"property": "ionic conductivity", "unit": "S/cm", "scale": "log10", "threshold": 1e-4, "better": "larger"}
cases = {}
for name, model in models.items():
    classifies = name in ("logistic", "perceptron-relu", "forest-classes", "boosted-classes")
    model.fit(X, fast if classifies else y)
    said = model.predict_proba(X)[:, 1] if classifies else model.predict(X)
    elements = ["Li", "O", "F", "P", "S", "Cl"]
    module.export(model, "/tmp/exported.json", name=name, target=target, anchor="Li", elements=elements, descriptors="elemental-30")
    cases[name] = {"file": json.load(open("/tmp/exported.json")), "said": said.tolist()}
json.dump({"formulas": given["formulas"], "cases": cases}, open(here / "scikit-learn.json", "w"))
