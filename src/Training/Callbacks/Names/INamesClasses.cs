namespace Gen.Training;

/// <summary>A callback that was told what the classes are called.</summary>
internal interface INamesClasses
{
    /// <summary>A name for each class; null where it was not told.</summary>
    IReadOnlyList<string>? ClassNames { get; }
}
