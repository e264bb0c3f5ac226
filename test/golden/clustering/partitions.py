"""Partitions by SciPy and scikit-learn: test/golden/clustering/partitions.json.

    /usr/bin/python3 test/golden/clustering/partitions.py > test/golden/clustering/partitions.json

SciPy 1.10.1, scikit-learn 1.2.1: Ward's linkage and its cuts, the largest eigenvalues of the normalised graph of nearest
neighbours, the partition of spectral clustering on that graph, the least inertia of k-means over 200 starts, silhouettes, and
adjusted Rand indices, of rows scattered about four centres of unequal size.
"""

import json

import numpy as np
import scipy
import sklearn
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.linalg import eigh
from sklearn.cluster import KMeans, SpectralClustering
from sklearn.metrics import adjusted_rand_score, silhouette_samples
from sklearn.neighbors import kneighbors_graph

random = np.random.default_rng(0)
centres = random.normal(size=(4, 5)) * 1.6
of = np.repeat([0, 1, 2, 3], [30, 20, 15, 5])
X = np.round(centres[of] + random.normal(size=(len(of), 5)), 4)
order = random.permutation(len(of))
X, of = X[order], of[order]

tree = linkage(X, "ward")
graph = kneighbors_graph(X, 12, include_self=False).toarray()
graph = (graph + graph.T) / 2
root = np.sqrt(graph.sum(axis=1))
values = eigh(graph / root[:, None] / root[None, :], eigvals_only=True)[::-1]
spectral = SpectralClustering(4, affinity="precomputed", random_state=0, n_init=50, assign_labels="kmeans").fit(graph)
cuts = {str(k): fcluster(tree, k, "maxclust").tolist() for k in range(2, 9)}
other = random.integers(0, 5, size=len(of))
print(
    json.dumps(
        {
            "origin": f"SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}, see partitions.py",
            "X": X.tolist(),
            "of": of.tolist(),
            "ward": {"height": tree[:, 2].tolist(), "size": tree[:, 3].astype(int).tolist(), "cuts": cuts},
            "graph": {"neighbours": 12, "eigenvalues": values[:8].tolist(), "labels": spectral.labels_.tolist()},
            "inertia": {
                str(k): KMeans(k, n_init=200, random_state=0, tol=0).fit(X).inertia_ for k in (2, 3, 4)
            },
            "silhouettes": silhouette_samples(X, of).tolist(),
            "adjusted_rand": [
                {"a": cuts["4"], "b": of.tolist(), "index": adjusted_rand_score(cuts["4"], of)},
                {"a": other.tolist(), "b": of.tolist(), "index": adjusted_rand_score(other, of)},
            ],
        }
    )
)
