namespace Gen.Training.Metrics;

/// <summary>What a class counts in the mean over classes if it is in neither the labels nor the predictions.</summary>
public enum AbsentClasses
{
    /// <summary>Nothing: the mean is over the other classes, as in scikit-learn and TorchMetrics.</summary>
    Skip,

    /// <summary>0, as in Keras.</summary>
    Zero,

    /// <summary>1: nothing was missed, and nothing falsely found.</summary>
    One,
}
