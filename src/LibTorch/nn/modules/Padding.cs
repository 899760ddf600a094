namespace TorchSharp;

/// <summary>What stands beyond the ends of an axis.</summary>
public enum PaddingModes
{
    /// <summary>0.</summary>
    Zeros = 0,

    /// <summary>The elements before the end, in reverse.</summary>
    Reflect = 1,

    /// <summary>The last element.</summary>
    Replicate = 2,

    /// <summary>The elements from the other end.</summary>
    Circular = 3,

    /// <summary>A number.</summary>
    Constant = 4,
}

/// <summary>How much padding a convolution has.</summary>
public enum Padding
{
    /// <summary>None.</summary>
    Valid = 0,

    /// <summary>As much as keeps the lengths.</summary>
    Same = 1,
}
