"""Writes a scikit-learn model as a file that `ionsieve predict` and `screen` take with --model (docs/models.md)."""
import json
import numpy as np

def export(model, path, **said):
    """said: name, target, anchor, elements and descriptors, as in docs/models.md."""
    *before, m = [step for _, step in model.steps] if hasattr(model, "steps") else [model]
    kind, classifies = type(m).__name__, hasattr(m, "classes_")
    boosted = kind.startswith("GradientBoosting")
    if (classifies and len(m.classes_) != 2) or getattr(m, "n_outputs_", 1) != 1:
        raise TypeError("expected two classes, or one number a compound")
    if kind.startswith("MLP"):
        layers = [{"weights": w.tolist(), "biases": b.tolist()} for w, b in zip(m.coefs_, m.intercepts_)]
        part = {"kind": "perceptron", "activation": m.activation, "layers": layers}
    elif boosted or kind.startswith(("RandomForest", "ExtraTrees")):
        share = lambda t: t.value[:, 0, 1] / t.value[:, 0].sum(1) if classifies and not boosted else t.value[:, 0, 0]
        names = {"column": lambda t: np.maximum(t.feature, -1), "threshold": lambda t: t.threshold, "value": share,
                 "left": lambda t: t.children_left, "right": lambda t: t.children_right}
        trees = [{name: of(e.tree_).tolist() for name, of in names.items()} for e in np.ravel(m.estimators_)]
        start = np.log(np.divide(*m.init_.class_prior_[::-1])) if classifies and boosted else boosted and m.init_.constant_
        part = {"kind": "trees", "columns": int(m.n_features_in_), "base": np.ravel(start)[0].item() * 1.0,
                "factor": m.learning_rate if boosted else 1 / len(trees), "trees": trees}
    elif kind == "LogisticRegression" or (hasattr(m, "coef_") and not classifies):
        part = {"kind": "linear", "weights": np.ravel(m.coef_).tolist(), "intercept": np.ravel(m.intercept_)[0].item()}
    else:
        raise TypeError(f"{kind} has no form in docs/models.md")
    for scaler in before:  # StandardScaler
        part["standardiser"] = {"mean": scaler.mean_.tolist(), "scale": scaler.scale_.tolist()}
    answers = "value" if not classifies else "probability" if "factor" in part and not boosted else "log-odds"
    json.dump({"format": "ionsieve-external-learner", "version": 1, "answers": answers, "model": part, **said}, open(path, "w"))
