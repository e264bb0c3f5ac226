"""Reference values for test/evaluation from scikit-learn and NumPy, which share no code with src/evaluation.

Made with Python 3.11, NumPy 2.4.6, SciPy 1.17.1, scikit-learn 1.9.1:  python3 make_golden.py > reference.json
"""

import json
import warnings

import numpy as np
from scipy.optimize import minimize
from sklearn import metrics
from sklearn.calibration import _sigmoid_calibration, calibration_curve

rng = np.random.default_rng(20)
warnings.simplefilter("ignore")


def classification_case(name, y, score, threshold):
    predicted = (score >= threshold).astype(int)
    return {
        "name": name,
        "y": y.tolist(),
        "score": score.tolist(),
        "threshold": threshold,
        "expected": {
            "n": len(y),
            "positives": int(y.sum()),
            "accuracy": metrics.accuracy_score(y, predicted),
            "balancedAccuracy": metrics.balanced_accuracy_score(y, predicted),
            "precision": metrics.precision_score(y, predicted) if predicted.any() else None,
            "recall": metrics.recall_score(y, predicted),
            "mcc": metrics.matthews_corrcoef(y, predicted),
            "f1": metrics.f1_score(y, predicted),
            "auc": metrics.roc_auc_score(y, score),
            "averagePrecision": metrics.average_precision_score(y, score),
        },
    }


def labels(n, rate):
    return (rng.random(n) < rate).astype(int)


y1, y2, y3 = labels(60, 0.4), labels(200, 0.11), labels(30, 0.3)
cases = [
    classification_case("no ties", y1, np.round(y1 + rng.normal(size=60), 6), 0.5),
    classification_case("many ties, rare positives", y2, np.round(y2 + rng.normal(size=200), 0), 1.0),
    classification_case("all scores equal, none predicted positive", y3, np.full(30, -1.0), 0.0),
]


def platt(score, y):
    n1, n0 = y.sum(), len(y) - y.sum()
    target = np.where(y == 1, (n1 + 1) / (n1 + 2), 1 / (n0 + 2))

    def loss(p):
        z = p[0] * score + p[1]
        return np.sum(np.logaddexp(0, z) - target * z)

    return minimize(loss, [0, 0], method="BFGS", options={"gtol": 1e-9}).x


def calibration_case(name, y, score):
    slope, offset = platt(score, y)
    a, b = _sigmoid_calibration(score, y)  # scikit-learn's own Platt scaling, L-BFGS: coarser
    assert abs(slope + a) < 2e-3 * abs(slope) and abs(offset + b) < 2e-3 + 2e-3 * abs(offset), (slope, a, offset, b)
    return {"name": name, "y": y.tolist(), "score": score.tolist(), "slope": slope, "offset": offset}


s1 = np.round(y1 - 0.4 + rng.normal(size=60), 6)
calibrations = [
    calibration_case("overlapping classes", y1, s1),
    calibration_case("separated classes", np.array([0, 0, 0, 1, 1]), np.array([-3.0, -2, -1, 1, 2])),
    calibration_case("scores that point the wrong way", y1, -s1),
]

probability = np.round(np.clip(0.3 * y2 + rng.random(200) * 0.6, 0.001, 0.999), 4)
truth, mean = calibration_curve(y2, probability, n_bins=10)  # leaves empty bins out
reliability = {
    "y": y2.tolist(),
    "probability": probability.tolist(),
    "brier": metrics.brier_score_loss(y2, probability),
    "logLoss": metrics.log_loss(y2, probability),
    "fractionPositive": truth.tolist(),
    "meanProbability": mean.tolist(),
}

mixing = np.array([[1, 0.5, 0, 0], [0, 20, 3, 0], [0, 0, 5, -1], [0.01, 0, 0, 0.1]])


def with_two_empty_directions(free):
    """A fifth column that depends on the others and a sixth that is constant; exact in binary."""
    free = np.round(free * 2**20) / 2**20
    return np.column_stack([free, free[:, 0] - 2 * free[:, 1], np.full(len(free), 7.0)])


X = with_two_empty_directions(rng.normal(size=(25, 4)) @ mixing + [1, 20, -3, 0.1])
rows = with_two_empty_directions(2 * rng.normal(size=(5, 4)) @ mixing + [1, 20, -3, 0.1])


def mahalanobis(rows):
    keep = X[:, :4]  # what is left when the two empty directions are dropped
    centred = rows[:, :4] - keep.mean(0)
    return np.sqrt(np.einsum("ij,jk,ik->i", centred, np.linalg.inv(np.cov(keep.T)), centred))


domain = {
    "X": X.tolist(),
    "rows": rows.tolist(),
    "droppedDirections": 2,
    "distance": (mahalanobis(rows) / mahalanobis(X).mean()).tolist(),
}

print(json.dumps({"metrics": cases, "calibration": calibrations, "reliability": reliability, "domain": domain}, indent=1))
