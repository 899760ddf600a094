namespace Gen.Configuration;

/// <summary>A value that a source gives to a key.</summary>
/// <param name="Key">The key, as given.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">The source.</param>
internal sealed record ConfigAssignment(string Key, ConfigValue Value, ConfigSource Source)
{
    /// <summary>The place in the file: <c>line 3, column 9</c>; null if it is not known.</summary>
    public string? Place { get; init; }
}
