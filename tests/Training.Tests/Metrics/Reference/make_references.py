#!/usr/bin/env python3
"""Writes references.json: data, and what scikit-learn, torch and plain loops say that metrics of it are.

Debian: apt-get install python3-sklearn python3-torch; then /usr/bin/python3 make_references.py. Same bytes on each run.
A case is {metric, inputs: parameter -> name of a tensor in data, config: parameter -> value, expected, source}; an expected value is a number, a
list or a list of lists. Where no library has a metric, its definition is spelled out here in loops, not in the way that the C# does it.
"""
import json
import math
import warnings
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from scipy import integrate, stats
from sklearn import metrics as sk

warnings.filterwarnings("ignore")
random = np.random.default_rng(20240501)
data, cases = {}, []
N = 60


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def case(metric, inputs, expected, source, **config):
    expected = np.asarray(expected, dtype=float).tolist()
    cases.append(dict(metric=metric, inputs=inputs, config=config, expected=expected, source=source))


def binary(name, true, pred, threshold=None):
    """Metrics of thresholded scores."""
    data[name + ".yTrue"], data[name + ".yPred"] = true, pred
    inputs = dict(yTrue=name + ".yTrue", yPred=name + ".yPred")
    config = {} if threshold is None else dict(threshold=threshold)
    hard = (pred > (0.5 if threshold is None else threshold)).astype(int)

    def add(metric, expected, source, **more):
        case("Classification." + metric, inputs, expected, source, **config, **more)

    (tn, fp), (fn, tp) = sk.confusion_matrix(true, hard, labels=[0, 1])
    add("BinaryConfusionMatrix", [[tn, fp], [fn, tp]], "sklearn confusion_matrix")
    add("TruePositives", tp, "sklearn confusion_matrix")
    add("TrueNegatives", tn, "sklearn confusion_matrix")
    add("FalsePositives", fp, "sklearn confusion_matrix")
    add("FalseNegatives", fn, "sklearn confusion_matrix")
    add("BinaryAccuracy", sk.accuracy_score(true, hard), "sklearn accuracy_score")
    add("BinaryPrecision", sk.precision_score(true, hard, zero_division=0), "sklearn precision_score")
    add("BinaryRecall", sk.recall_score(true, hard, zero_division=0), "sklearn recall_score")
    add("BinarySpecificity", sk.recall_score(true, hard, pos_label=0, zero_division=0), "sklearn recall_score(pos_label=0)")
    add("BinaryF1", sk.f1_score(true, hard, zero_division=0), "sklearn f1_score")
    for beta in (0.5, 2.0):
        add("BinaryFBeta", sk.fbeta_score(true, hard, beta=beta, zero_division=0), "sklearn fbeta_score", beta=beta)
    add("BinaryMatthewsCorrelation", sk.matthews_corrcoef(true, hard), "sklearn matthews_corrcoef")
    if len(set(true)) == 2:
        add("BinaryBalancedAccuracy", sk.balanced_accuracy_score(true, hard), "sklearn balanced_accuracy_score")
        add("BinaryCohenKappa", sk.cohen_kappa_score(true, hard), "sklearn cohen_kappa_score")
    case("Classification.Accuracy", inputs, np.mean(true == pred), "numpy")


def calibration_error(hits, confidence, bins):
    total = 0.0
    for m in range(bins):
        chosen = [i for i, c in enumerate(confidence) if m / bins < c <= (m + 1) / bins]
        if chosen:
            total += len(chosen) / len(confidence) * abs(np.mean([hits[i] for i in chosen]) - np.mean([confidence[i] for i in chosen]))
    return total


def probabilities(name):
    """Metrics of the probabilities themselves."""
    true, pred = data[name + ".yTrue"], data[name + ".yPred"]
    inputs = dict(yTrue=name + ".yTrue", yPred=name + ".yPred")
    case("Probability.BinaryBrierScore", inputs, sk.brier_score_loss(true, pred), "sklearn brier_score_loss")
    case("Probability.BinaryCrossEntropy", inputs, sk.log_loss(true, pred), "sklearn log_loss")
    case("Probability.BinaryExpectedCalibrationError", inputs, calibration_error(true, pred, 15), "Guo et al. 2017, in loops")
    case("Probability.BinaryExpectedCalibrationError", inputs, calibration_error(true, pred, 4), "Guo et al. 2017, in loops", numBins=4)
    logits = name + ".logits"
    data[logits] = np.log(pred / (1 - pred)) * 3
    expected = F.binary_cross_entropy_with_logits(torch.tensor(data[logits]), torch.tensor(true, dtype=torch.float64)).item()
    case("Probability.BinaryCrossEntropyFromLogits", dict(yTrue=name + ".yTrue", yPred=logits), expected, "torch binary_cross_entropy_with_logits")


def curves(name, num):
    """Curves by comparing every score with every threshold, as Keras defines them."""
    true, pred = data[name + ".yTrue"], data[name + ".yPred"]
    inputs = dict(yTrue=name + ".yTrue", yPred=name + ".yPred")
    config = {} if num == 200 else dict(numThresholds=num)
    inner = [i / (num - 1) for i in range(1, num - 1)]

    def points(thresholds):
        found = [(sum(t == 1 and p > h for t, p in zip(true, pred)), sum(t == 0 and p > h for t, p in zip(true, pred))) for h in thresholds]
        return np.array(found, dtype=float).T

    def over(part, whole):
        return np.array([a / b if b else 0.0 for a, b in zip(part, np.broadcast_to(whole, part.shape))])

    positives, negatives = float(sum(true)), float(len(true) - sum(true))
    tp, fp = points([-1e-7] + inner + [1 + 1e-7])
    shown = [0.0] + inner + [1.0]
    recall, alarms, precision = over(tp, positives), over(fp, negatives), over(tp, tp + fp)
    case("Curves.RocCurve", inputs, np.stack([shown, alarms, recall], axis=1), "every threshold, in loops", **config)
    case("Curves.PrecisionRecallCurve", inputs, np.stack([shown, recall, precision], axis=1), "every threshold, in loops", **config)
    case("Curves.RocAuc", inputs, sk.auc(alarms, recall), "sklearn auc of the curve", **config)

    # Davis and Goadrich: between thresholds TP and FP change evenly; precision over recall by numeric integration.
    area = 0.0
    for i in range(num - 1):
        a, b, c, d = tp[i + 1], tp[i], fp[i + 1], fp[i]
        if b > a:
            area += integrate.quad(lambda s: (a + s * (b - a)) / (a + s * (b - a) + c + s * (d - c)), 0, 1, epsabs=1e-12)[0] * (b - a)
    case("Curves.PrecisionRecallAuc", inputs, area / positives, "scipy integrate.quad", **config)

    tp, fp = points([0.0] + inner + [1.0])
    recall, precision, specificity = over(tp, positives), over(tp, tp + fp), over(negatives - fp, negatives)
    for least in (0.3, 0.7, 0.9, 1.0):
        for metric, parameter, wanted, bounded in (
                ("PrecisionAtRecall", "recall", precision, recall), ("RecallAtPrecision", "precision", recall, precision),
                ("SensitivityAtSpecificity", "specificity", recall, specificity), ("SpecificityAtSensitivity", "sensitivity", specificity, recall)):
            best = max([w for w, b in zip(wanted, bounded) if b >= least], default=0.0)
            case("Curves." + metric, inputs, best, "every threshold, in loops", **{parameter: least}, **config)


def multiclass(name, true, logits):
    """Metrics of one class per row."""
    k = logits.shape[1]
    classes, onehot, pred = list(range(k)), np.eye(k, dtype=int)[true], softmax(logits)
    data.update({name + ".labels": true, name + ".column": true.reshape(-1, 1), name + ".onehot": onehot,
                 name + ".logits": logits, name + ".yPred": pred})
    sparse = dict(yTrue=name + ".labels", yPred=name + ".yPred")
    column = dict(yTrue=name + ".column", yPred=name + ".yPred")
    dense = dict(yTrue=name + ".onehot", yPred=name + ".yPred")
    hard = pred.argmax(axis=1)

    def add(metric, expected, source, **config):
        case("Classification." + metric, sparse, expected, source, numClasses=k, **config)

    accuracy = sk.accuracy_score(true, hard)
    case("Classification.CategoricalAccuracy", dense, accuracy, "sklearn accuracy_score")
    for inputs in (sparse, column):
        case("Classification.SparseCategoricalAccuracy", inputs, accuracy, "sklearn accuracy_score")
        for top in (1, 3):
            case("Classification.SparseTopKCategoricalAccuracy", inputs, sk.top_k_accuracy_score(true, pred, k=top, labels=classes),
                 "sklearn top_k_accuracy_score", k=top)
    case("Classification.TopKCategoricalAccuracy", dense, sk.top_k_accuracy_score(true, pred, k=2, labels=classes), "sklearn top_k_accuracy_score", k=2)
    confusion = sk.confusion_matrix(true, hard, labels=classes)
    add("ConfusionMatrix", confusion, "sklearn confusion_matrix")

    def scores(average, beta=1.0):
        return sk.precision_recall_fscore_support(true, hard, beta=beta, labels=classes, average=average, zero_division=0)

    for prefix, average in (("", None), ("Macro", "macro"), ("Weighted", "weighted"), ("Micro", "micro")):
        precision, recall, f1, _ = scores(average)
        add(prefix + "Precision", precision, f"sklearn precision_score(average={average})")
        add(prefix + "Recall", recall, f"sklearn recall_score(average={average})")
        add(prefix + "F1", f1, f"sklearn f1_score(average={average})")
        add(prefix + "FBeta", scores(average, 2.0)[2], f"sklearn fbeta_score(average={average})", beta=2.0)
    for absent, more in (("Skip", []), ("Zero", [0, 0]), ("One", [1, 1])):
        for metric, values in zip(("Precision", "Recall", "F1"), scores(None)):
            case("Classification.Macro" + metric, sparse, np.mean([*values, *more]), "sklearn, and two absent classes",
                 numClasses=k + 2, absentClasses=absent)
        labeled = [r for c, r in enumerate(scores(None)[1]) if c in set(true)]
        case("Classification.BalancedAccuracy", sparse, np.mean([*labeled, *(more[:1] * (k + 2 - len(labeled)))]),
             "sklearn, and the absent classes", numClasses=k + 2, absentClasses=absent)
    add("Specificity", [sk.recall_score(true != c, hard != c) for c in classes], "sklearn recall_score of the rest")
    add("BalancedAccuracy", sk.balanced_accuracy_score(true, hard), "sklearn balanced_accuracy_score")
    add("MatthewsCorrelation", sk.matthews_corrcoef(true, hard), "sklearn matthews_corrcoef")
    for weights in ("None", "Linear", "Quadratic"):
        expected = sk.cohen_kappa_score(true, hard, labels=classes, weights=None if weights == "None" else weights.lower())
        add("CohenKappa", expected, "sklearn cohen_kappa_score", weights=weights)

    data[name + ".predicted"] = hard
    ids = dict(yTrue=name + ".labels", yPred=name + ".predicted")
    jaccard = sk.jaccard_score(true, hard, labels=classes, average=None, zero_division=0)
    case("Classification.IoU", ids, jaccard, "sklearn jaccard_score", numClasses=k)
    case("Classification.MeanIoU", ids, np.mean([jaccard[c] for c in set(true) | set(hard)]), "sklearn jaccard_score", numClasses=k)
    case("Classification.MeanIoU", ids, np.mean([jaccard[c] for c in set(true) | set(hard)]), "sklearn jaccard_score", numClasses=k + 2)
    case("Classification.Accuracy", ids, accuracy, "sklearn accuracy_score")

    # Scores are positive, so that Keras' zero in the label's own place is never the best of the others.
    data[name + ".scores"] = scores_ = logits - logits.min() + 0.1
    case("Classification.CategoricalHinge", dict(yTrue=name + ".onehot", yPred=name + ".scores"),
         sk.hinge_loss(true, scores_, labels=classes), "sklearn hinge_loss")

    distance = [sum((p - (i == t)) ** 2 for i, p in enumerate(row)) for t, row in zip(true, pred)]
    case("Probability.BrierScore", sparse, np.mean(distance), "Brier 1950, in loops", numClasses=k)

    def skill(row, chosen):
        return 1 - ((1 - row[chosen]) ** 2 + sum(p ** 2 for i, p in enumerate(row) if i != chosen)) / ((1 - 1 / k) ** 2 + (k - 1) * (1 / k) ** 2)

    case("Probability.BrierSkillByTrueClass", sparse, np.mean([skill(r, t) for r, t in zip(pred, true)]), "its formula, in loops", numClasses=k)
    case("Probability.BrierSkillByLargest", dict(yPred=name + ".yPred"), np.mean([skill(r, r.argmax()) for r in pred]), "its formula, in loops", numClasses=k)
    for bins in (15, 7):
        case("Probability.ExpectedCalibrationError", sparse, calibration_error(hard == true, pred.max(axis=1), bins), "Guo et al. 2017, in loops",
             **({} if bins == 15 else dict(numBins=bins)))

    entropy = F.cross_entropy(torch.tensor(logits), torch.tensor(true)).item()
    for inputs in (sparse, column):
        case("Probability.SparseCategoricalCrossEntropy", inputs, sk.log_loss(true, pred, labels=classes), "sklearn log_loss")
        case("Probability.SparseCategoricalCrossEntropyFromLogits", dict(inputs, yPred=name + ".logits"), entropy, "torch cross_entropy")
    case("Probability.CategoricalCrossEntropy", dense, sk.log_loss(onehot, pred), "sklearn log_loss")
    case("Probability.CategoricalCrossEntropyFromLogits", dict(dense, yPred=name + ".logits"), entropy, "torch cross_entropy")
    data[name + ".soft"] = soft = softmax(logits + random.normal(size=logits.shape))
    case("Probability.KullbackLeiblerDivergence", dict(yTrue=name + ".soft", yPred=name + ".yPred"),
         F.kl_div(torch.tensor(pred).log(), torch.tensor(soft), reduction="batchmean").item(), "torch kl_div")
    case("Probability.CategoricalCrossEntropyFromLogits", dict(yTrue=name + ".soft", yPred=name + ".logits"),
         F.cross_entropy(torch.tensor(logits), torch.tensor(soft)).item(), "torch cross_entropy")


def multilabel(name, true, pred, threshold):
    data[name + ".yTrue"], data[name + ".yPred"] = true, pred
    hard = (pred > threshold).astype(int)

    def add(metric, expected, source, **config):
        case("MultiLabel." + metric, dict(yTrue=name + ".yTrue", yPred=name + ".yPred"), expected, source, threshold=threshold, **config)

    add("HammingLoss", sk.hamming_loss(true, hard), "sklearn hamming_loss")
    add("SubsetAccuracy", sk.accuracy_score(true, hard), "sklearn accuracy_score")
    for prefix, average in (("", None), ("Macro", "macro"), ("Micro", "micro")):
        precision, recall, f1, _ = sk.precision_recall_fscore_support(true, hard, average=average, zero_division=0)
        add(prefix + "Precision", precision, f"sklearn precision_score(average={average})")
        add(prefix + "Recall", recall, f"sklearn recall_score(average={average})")
        add(prefix + "F1", f1, f"sklearn f1_score(average={average})")
    add("WeightedF1", sk.f1_score(true, hard, average="weighted", zero_division=0), "sklearn f1_score(average=weighted)")
    add("FBeta", sk.fbeta_score(true, hard, beta=0.5, average=None, zero_division=0), "sklearn fbeta_score", beta=0.5)


def regression(name, true, pred):
    data[name + ".yTrue"], data[name + ".yPred"] = true, pred
    inputs = dict(yTrue=name + ".yTrue", yPred=name + ".yPred")
    t, p = torch.tensor(true, dtype=torch.float64), torch.tensor(pred)
    columns = list(zip(np.atleast_2d(true.T), np.atleast_2d(pred.T)))

    def add(metric, expected, source, more=None, **config):
        case("Regression." + metric, {**inputs, **(more or {})}, expected, source, **config)

    squares = [sk.mean_squared_error(a, b) for a, b in columns]
    add("MeanSquaredError", np.mean(squares), "sklearn mean_squared_error")
    add("RootMeanSquaredError", math.sqrt(np.mean(squares)), "sklearn mean_squared_error")
    add("MeanAbsoluteError", sk.mean_absolute_error(true, pred), "sklearn mean_absolute_error")
    add("MeanAbsolutePercentageError", 100 * sk.mean_absolute_percentage_error(true, pred), "sklearn mean_absolute_percentage_error")
    add("MeanSquaredLogarithmicError", sk.mean_squared_log_error(true, pred), "sklearn mean_squared_log_error")
    add("LogCosh", np.mean(np.log(np.cosh(pred - true))), "numpy")
    case("Probability.Poisson", inputs, F.poisson_nll_loss(p, t, log_input=False, eps=1e-7).item(), "torch poisson_nll_loss")
    add("R2", sk.r2_score(true, pred), "sklearn r2_score")
    add("ExplainedVariance", sk.explained_variance_score(true, pred), "sklearn explained_variance_score")
    add("PearsonCorrelation", np.mean([stats.pearsonr(a, b)[0] for a, b in columns]), "scipy pearsonr")
    concordance = [2 * stats.pearsonr(a, b)[0] * a.std() * b.std() / (a.var() + b.var() + (a.mean() - b.mean()) ** 2) for a, b in columns]
    add("ConcordanceCorrelation", np.mean(concordance), "Lin 1989, from scipy pearsonr")
    add("MeanRelativeError", np.mean([abs(a - b) / 2.5 for a, b in zip(true.flat, pred.flat)]), "in loops", normalizer=2.5)
    data[name + ".normalizer"] = unit = np.where(random.random(true.shape) < 0.1, 0, random.uniform(0.5, 2, true.shape))
    relative = [abs(a - b) / u if u else 0.0 for a, b, u in zip(true.flat, pred.flat, unit.flat)]
    add("MeanRelativeErrorBy", np.mean(relative), "in loops", dict(normalizer=name + ".normalizer"))
    case("Aggregation.Mean", dict(values=name + ".yTrue"), np.mean(true), "numpy")
    case("Aggregation.Sum", dict(values=name + ".yTrue"), np.sum(true), "numpy")
    if true.ndim == 2:
        add("R2PerOutput", sk.r2_score(true, pred, multioutput="raw_values"), "sklearn r2_score")
        add("CosineSimilarity", F.cosine_similarity(t, p).mean().item(), "torch cosine_similarity")
        units = [2.0, 0.0, 0.5]
        relative = [abs(a - b) / u if u else 0.0 for x, y in zip(true, pred) for a, b, u in zip(x, y, units)]
        add("MeanRelativeErrorPerOutput", np.mean(relative), "in loops", normalizer=units)


truth = (random.random(N) < 0.35).astype(int)
score = np.clip(0.45 * truth + 0.6 * random.random(N), 0.001, 0.999)
binary("binary", truth, score)
binary("strict", truth, score, threshold=0.7)
binary("nothing", truth, score * 0.4)
binary("negatives", np.zeros(N, dtype=int), score)
probabilities("binary")
curves("binary", 200)
curves("binary", 11)

# Scores in the middle of the intervals between thresholds, with ties: there, the area by thresholds is the exact one.
data["grid.yTrue"], data["grid.yPred"] = truth, (np.floor(score * 40) * 4 + 0.5) / 199
case("Curves.RocAuc", dict(yTrue="grid.yTrue", yPred="grid.yPred"), sk.roc_auc_score(truth, data["grid.yPred"]), "sklearn roc_auc_score")

# Hard decisions, 0 and 1: the ends of the curve.
data["hard.yTrue"], data["hard.yPred"] = truth, (score > 0.5).astype(float)
curves("hard", 50)

sides = 2 * truth - 1
data["margin.signs"], data["margin.labels"], data["margin.yPred"] = sides, truth, random.normal(size=N) + sides
for labels in ("margin.signs", "margin.labels"):
    margins = dict(yTrue=labels, yPred="margin.yPred")
    case("Classification.Hinge", margins, sk.hinge_loss(sides, data["margin.yPred"]), "sklearn hinge_loss")
    missed = [max(0.0, 1 - s * p) ** 2 for s, p in zip(sides, data["margin.yPred"])]
    case("Classification.SquaredHinge", margins, np.mean(missed), "in loops")

five = random.integers(0, 5, N)
multiclass("five", five, np.eye(5)[five] * 1.5 + random.normal(size=(N, 5)))
some = random.choice([c for c in range(14) if c != 9], N)
multiclass("fourteen", some, np.eye(14)[some] * 2 + random.normal(size=(N, 14)))

tags = (random.random((N, 4)) < (0.2, 0.5, 0.7, 0.05)).astype(int)
tags[:, 3] = 0
multilabel("tags", tags, np.clip(0.3 * tags + 0.65 * random.random((N, 4)), 0, 1), 0.5)
multilabel("tags.low", tags, np.clip(0.3 * tags + 0.65 * random.random((N, 4)), 0, 1), 0.3)

target = random.uniform(0.5, 6, N)
regression("one", target, np.abs(target + random.normal(size=N) * 0.8) + 0.1)
target = random.integers(1, 9, (N, 3))
regression("three", target, np.abs(target + random.normal(size=(N, 3)) * (0.5, 1, 2)) + 0.1)


def tensor(values):
    kind = "int64" if values.dtype.kind in "iu" else "float64"
    return dict(dtype=kind, shape=list(values.shape), values=values.reshape(-1).tolist())


def lines(items):
    return ",\n".join("  " + item for item in items)


Path(__file__).with_name("references.json").write_text(
    '{\n"data": {\n' + lines(f"{json.dumps(k)}: {json.dumps(tensor(v), separators=(',', ':'))}" for k, v in data.items())
    + '\n},\n"cases": [\n' + lines(json.dumps(c) for c in cases) + "\n]\n}\n")
print(len(cases), "cases,", len({c["metric"] for c in cases}), "metrics")
