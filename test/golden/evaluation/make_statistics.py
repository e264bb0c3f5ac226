"""Reference values for the statistics of test/evaluation that need no classifier, from SciPy, scikit-learn and NumPy.

Made with Python 3.11, NumPy 1.24.2, SciPy 1.10.1, scikit-learn 1.2.1:  python3 make_statistics.py > statistics.json
"""

import json
from fractions import Fraction
from math import ceil

import numpy as np
from scipy import stats
from sklearn import metrics
from sklearn.model_selection import LeaveOneGroupOut

rng = np.random.default_rng(21)


def spearman_case(name, a, b):
    return {"name": name, "a": a.tolist(), "b": b.tolist(), "expected": stats.spearmanr(a, b)[0]}


x = rng.normal(size=50)
spearman = [
    spearman_case("no ties", x, np.round(0.5 * x + rng.normal(size=50), 6)),
    spearman_case("ties on both sides", np.round(x), np.round(-x + rng.normal(size=50))),
    spearman_case("a rising curve", x, np.exp(3 * x)),
    spearman_case("two rows", np.array([1.0, 2.0]), np.array([5.0, 4.0])),
]


def enrichment_case(name, y, score, share):
    """Expected positives among the top k from scikit-learn's discounted cumulative gain, which averages over ties.

    The gain at k less that at k - 1 is the chance of a positive at rank k times the discount of that rank.
    """
    k = ceil(Fraction(share) * len(y))
    gain = [0] + [metrics.dcg_score([y], [score], k=i) for i in range(1, k + 1)]
    expected = np.sum(np.diff(gain) * np.log2(np.arange(2, k + 2)))
    return {
        "name": name,
        "y": y.tolist(),
        "score": score.tolist(),
        "share": float(share),
        "expected": expected / k / y.mean(),
    }


y = (rng.random(120) < 0.2).astype(int)
fine = np.round(y + rng.normal(size=120), 6)
enrichment = [
    enrichment_case("no ties", y, fine, "0.1"),
    enrichment_case("a share that is no whole number of rows", y, fine, "0.07"),
    enrichment_case("a tie at the cut", y, np.round(fine), "0.1"),
    enrichment_case("one row in a tie", y, np.minimum(np.round(fine), 1), "0.001"),
    enrichment_case("all scores equal", y, np.zeros(120), "0.25"),
]

truth = np.round(rng.uniform(-18, -2, 40), 4)
predicted = np.round(truth + rng.normal(0, 3, 40), 4)
error = {
    "truth": truth.tolist(),
    "predicted": predicted.tolist(),
    "noFloor": metrics.mean_absolute_error(truth, predicted),
    "floor": -10,
    "withFloor": metrics.mean_absolute_error(np.maximum(truth, -10), np.maximum(predicted, -10)),
}

a = np.round(rng.normal(size=30), 4)
b = np.round(0.7 * a + 0.7 * rng.normal(size=30), 4)


def percentile(statistic):
    found = stats.bootstrap(
        (a, b),
        statistic,
        paired=True,
        vectorized=False,
        n_resamples=20000,
        confidence_level=0.9,
        method="percentile",
        random_state=rng,
    )
    return [found.confidence_interval.low, found.confidence_interval.high]


bootstrap = {
    "a": a.tolist(),
    "b": b.tolist(),
    "level": 0.9,
    "spearman": percentile(lambda a, b: stats.spearmanr(a, b)[0]),
    "meanAbsoluteError": percentile(metrics.mean_absolute_error),
}


def conformal_case(n, coverage):
    """Calibration rows, then 20 new ones; the rank in exact fractions of the decimal number."""
    mean, sd = np.round(rng.normal(size=n + 20), 4), np.round(rng.uniform(0.5, 2, n + 20), 4)
    truth = np.round(mean + sd * rng.standard_t(3, n + 20), 4)
    score = np.abs(truth - mean) / sd
    k = ceil((n + 1) * Fraction(coverage))
    quantile = np.partition(score[:n], k - 1)[k - 1]
    new = slice(n, None)
    low, high = mean[new] - quantile * sd[new], mean[new] + quantile * sd[new]
    return {
        "n": n,
        "coverage": float(coverage),
        "score": score[:n].tolist(),
        "quantile": quantile,
        "mean": mean[new].tolist(),
        "sd": sd[new].tolist(),
        "truth": truth[new].tolist(),
        "low": low.tolist(),
        "high": high.tolist(),
        "inside": np.mean((truth[new] >= low) & (truth[new] <= high)),
    }


# In binary 100 x 0.55 and 100 x 0.07 come out above a whole number, 10 x 0.9 on it.
conformal = [conformal_case(n, c) for n, c in [(9, "0.9"), (40, "0.8"), (99, "0.55"), (99, "0.07"), (137, "0.95")]]

groups = rng.choice(["garnet", "argyrodite", "NASICON", "Li-halide", "LISICON"], 30)
folds = np.full(30, -1)
for fold, (_, rows) in enumerate(LeaveOneGroupOut().split(groups, groups=groups)):
    folds[rows] = fold

print(
    json.dumps(
        {
            "spearman": spearman,
            "enrichment": enrichment,
            "error": error,
            "bootstrap": bootstrap,
            "conformal": conformal,
            "leaveOneGroupOut": {"groups": groups.tolist(), "folds": folds.tolist()},
        },
        indent=1,
    )
)
