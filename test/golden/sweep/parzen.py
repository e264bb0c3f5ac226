"""Reference values of the Parzen estimator (Bergstra et al. 2011, section 4), by scipy's truncated normal distribution.

    /usr/bin/python3 parzen.py > parzen.json     (scipy 1.10.1)
"""
import json

from scipy.stats import truncnorm


def density(points, x):
    centres = sorted(points)
    total = 1.0  # the uniform prior
    for i, centre in enumerate(centres):
        left = centre - (centres[i - 1] if i > 0 else 0.0)
        right = (centres[i + 1] if i + 1 < len(centres) else 1.0) - centre
        width = max(left, right, 1.0 / min(100, len(centres) + 1))
        a, b = (0.0 - centre) / width, (1.0 - centre) / width
        total += truncnorm.pdf(x, a, b, loc=centre, scale=width)
    return total / (len(centres) + 1)


cases = []
for points in [[], [0.5], [0.2, 0.3], [0.3, 0.3, 0.3], [0.0, 1.0, 0.99], [0.05 * k * k / 20 for k in range(20)]]:
    places = [0.0, 0.1, 0.25, 0.5, 0.77, 1.0]
    cases.append({"points": points, "places": places, "density": [density(points, x) for x in places]})
print(json.dumps(cases, indent=1))
