namespace Gen.Training;

/// <summary>Torch's losses of predictions and targets.</summary>
public enum LossKind
{
    /// <summary>Cross-entropy of scores [n, c, …] and class indices [n, …] or probabilities [n, c, …].</summary>
    CrossEntropy,

    /// <summary>Negative log-likelihood of log-probabilities [n, c, …] and class indices [n, …].</summary>
    Nll,

    /// <summary>Binary cross-entropy of scores and targets from 0 to 1, both of one shape.</summary>
    BceWithLogits,

    /// <summary>Binary cross-entropy of probabilities and targets from 0 to 1, both of one shape.</summary>
    Bce,

    /// <summary>Squared error.</summary>
    Mse,

    /// <summary>Absolute error.</summary>
    L1,

    /// <summary>Squared error up to <c>beta</c>, absolute error beyond (Girshick 2015).</summary>
    SmoothL1,

    /// <summary>Squared error up to <c>delta</c>, delta times the absolute error beyond (Huber 1964).</summary>
    Huber,

    /// <summary>Kullback-Leibler divergence of log-probabilities from target probabilities, a mean over elements.</summary>
    KlDiv,

    /// <summary>Negative log-likelihood of counts under a Poisson distribution.</summary>
    PoissonNll,

    /// <summary>Hinge loss of distances and targets 1 or -1.</summary>
    HingeEmbedding,

    /// <summary>Logistic loss of scores and targets 1 or -1.</summary>
    SoftMargin,

    /// <summary>Hinge loss of scores [n, c] and class indices [n].</summary>
    MultiMargin,

    /// <summary>Hinge loss of scores [n, c] and lists of class indices [n, c], ended by -1.</summary>
    MultiLabelMargin,

    /// <summary>Mean over classes of the binary cross-entropy of scores [n, c] and targets 0 or 1 [n, c].</summary>
    MultiLabelSoftMargin,
}
