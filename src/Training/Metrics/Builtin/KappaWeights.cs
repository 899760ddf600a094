namespace Gen.Training.Metrics;

/// <summary>How much a disagreement counts in Cohen's kappa, by the distance between the two classes' indices.</summary>
public enum KappaWeights
{
    /// <summary>All disagreements count alike: for classes without an order.</summary>
    None,

    /// <summary>The distance.</summary>
    Linear,

    /// <summary>The distance squared.</summary>
    Quadratic,
}
