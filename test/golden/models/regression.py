"""Writes regression.json: what scikit-learn 1.2.1 and numpy say of small made-up regressions.
- ridge: means by sklearn.linear_model.Ridge; variances from the singular values of the columns, not from Cholesky factors.
- gaussian process: GaussianProcessRegressor with the kernel scaled to the signal variance of largest likelihood, found by a grid and a
  golden section search over sklearn's log_marginal_likelihood; the noise is added to its variance.
- nearest: KNeighborsRegressor with Manhattan distance.
- extra trees: mean and spread of R^2 on held-out rows over 20 seeds of ExtraTreesRegressor, and the mean standard deviation by
  the law of total variance from the leaves.
Run: python3 test/golden/models/regression.py"""

import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, PairwiseKernel
from sklearn.linear_model import Ridge
from sklearn.neighbors import KNeighborsRegressor

generator = np.random.default_rng(11)


def standardised(X, other):
    return (other - X.mean(axis=0)) / X.std(axis=0)


def problem(rows, cols):
    X = generator.dirichlet(np.full(cols, 0.3), size=rows)
    X = np.round(np.where(X < 0.05, 0, X), 4)
    y = np.round(4 * X[:, 0] - 3 * X[:, 1] * X[:, 2] + np.sin(5 * X[:, 3]) + 0.2 * generator.normal(size=rows) - 5, 4)
    return X, y


X, y = problem(40, 6)
query, _ = problem(12, 6)
Z, Q = standardised(X, X), standardised(X, query)


def ridge(l2):
    means = Ridge(alpha=l2).fit(Z, y).predict(Q)
    U, d, Vt = np.linalg.svd(Z, full_matrices=False)
    residual = y - Ridge(alpha=l2).fit(Z, y).predict(Z)
    s2 = residual @ residual / (len(y) - 1 - (d**2 / (d**2 + l2)).sum())
    leverage = ((Q @ Vt.T) ** 2 / (d**2 + l2)).sum(axis=1)
    return {"spec": {"kind": "ridge", "l2": l2}, "mean": means.tolist(), "sd": np.sqrt(s2 * (1 + leverage + 1 / len(y))).tolist()}


def process(kernel, columns, lengthScale, noise):
    rows, new = (Z, Q) if columns == "standardised" else (X, query)
    m = y.mean()
    shape = RBF(lengthScale, "fixed") if kernel == "rbf" else PairwiseKernel(1 / lengthScale, "fixed", metric="laplacian")

    def fitted(variance):
        scaled = ConstantKernel(variance, "fixed") * shape
        return GaussianProcessRegressor(scaled, alpha=variance * noise, optimizer=None).fit(rows, y - m)

    def loss(log_variance):
        return -fitted(np.exp(log_variance)).log_marginal_likelihood_value_

    start = min(np.linspace(-8, 8, 81), key=loss)
    best = np.exp(minimize_scalar(loss, bracket=(start - 0.3, start, start + 0.3), method="golden", tol=1e-12).x)
    mean, sd = fitted(best).predict(new, return_std=True)
    spec = {"kind": "gaussian-process", "kernel": kernel, "lengthScale": lengthScale, "noise": noise, "columns": columns}
    return {"spec": spec, "mean": (mean + m).tolist(), "sd": np.sqrt(sd**2 + best * noise).tolist()}


def nearest(k):
    mean = KNeighborsRegressor(k, metric="manhattan", algorithm="brute").fit(X, y).predict(query)
    return {"spec": {"kind": "nearest", "neighbours": k}, "mean": mean.tolist(), "sd": [float(y.std())] * len(query)}


fits = [ridge(0.5), ridge(20.0), nearest(1), nearest(4)]
fits += [process("laplacian", c, s, n) for c, s, n in (("raw", 0.7, 0.1), ("standardised", 6.0, 0.3))]
fits += [process("rbf", c, s, n) for c, s, n in (("raw", 0.4, 0.2), ("standardised", 2.0, 0.05))]

TX, Ty = problem(200, 8)
HX, Hy = problem(200, 8)


def trees(share, least):
    scores, spreads = [], []
    for seed in range(20):
        model = ExtraTreesRegressor(50, max_features=share, min_samples_leaf=least, random_state=seed).fit(TX, Ty)
        leaves = model.apply(HX)
        means = np.array([t.tree_.value[leaves[:, k], 0, 0] for k, t in enumerate(model.estimators_)])
        within = np.maximum([t.tree_.impurity[leaves[:, k]] for k, t in enumerate(model.estimators_)], 0)
        scores.append(1 - ((means.mean(axis=0) - Hy) ** 2).mean() / Hy.var())
        spreads.append(np.sqrt(within.mean(axis=0) + means.var(axis=0)).mean())
    spec = {"kind": "extra-trees", "trees": 50, "columnShare": share, "leastLeaf": least}
    return {"spec": spec, "r2": [np.mean(scores), np.std(scores)], "sd": [np.mean(spreads), np.std(spreads)]}


result = {
    "X": X.tolist(), "y": y.tolist(), "query": query.tolist(), "fits": fits,
    "trees": {
        "X": TX.tolist(), "y": Ty.tolist(), "query": HX.tolist(), "truth": Hy.tolist(),
        "fits": [trees(share, least) for share, least in ((1.0, 1), (1.0, 3), (0.5, 2))],
    },
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
