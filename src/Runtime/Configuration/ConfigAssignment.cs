namespace Gen.Configuration;

/// <summary>A value that a source gives to a key.</summary>
/// <param name="Key">The key, as given.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">The source.</param>
internal sealed record ConfigAssignment(string Key, ConfigValue Value, ConfigSource Source);
