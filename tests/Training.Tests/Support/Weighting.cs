namespace Gen.Training.Tests.Support;

/// <summary>The weights of the rows in a test.</summary>
public enum Weighting
{
    /// <summary>No weights.</summary>
    None,

    /// <summary>Integers from 0 to 3, as int64.</summary>
    Whole,

    /// <summary>Integers from 0 to 3, as float32.</summary>
    WholeFloat,

    /// <summary>A mask: bool.</summary>
    Mask,

    /// <summary>Integers as int64 in some batches, and no weights in others.</summary>
    Sometimes,
}
