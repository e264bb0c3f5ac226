"""Writes regression-metrics.json: errors of scikit-learn 1.2.1, and Q2 over folds by its KFold and its dummy regressor of the mean.
Run: python3 test/golden/evaluation/regression_metrics.py > test/golden/evaluation/regression-metrics.json"""

import json

import numpy as np
from sklearn import metrics
from sklearn.dummy import DummyRegressor
from sklearn.model_selection import KFold, cross_val_predict

rng = np.random.default_rng(5)
truth = np.round(rng.normal(-6, 2, 30), 4)
predicted = np.round(truth + rng.normal(0.3, 1, 30), 4)
means = cross_val_predict(DummyRegressor(), np.zeros((30, 1)), truth, cv=KFold(5))
result = {
    "truth": truth.tolist(),
    "predicted": predicted.tolist(),
    "means": means.tolist(),
    "rmse": metrics.mean_squared_error(truth, predicted, squared=False),
    "r2": metrics.r2_score(truth, predicted),
    "q2": 1 - metrics.mean_squared_error(truth, predicted) / metrics.mean_squared_error(truth, means),
}
print(json.dumps(result))
