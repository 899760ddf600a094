namespace Gen.Training.Tests.Support;

/// <summary>How the rows of a test are weighted.</summary>
public enum Weighting
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By int64, 0 to 3.</summary>
    Whole,

    /// <summary>By whole numbers in float32.</summary>
    WholeFloat,

    /// <summary>By a mask.</summary>
    Mask,

    /// <summary>By int64 in some batches and not in others.</summary>
    Sometimes,
}
