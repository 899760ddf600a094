namespace Gen;

/// <summary>
/// Names the entry that fills a parameter, or that a named config's property sets, when it has another name:
/// <c>[FromConfig("num_classes")] int outputs</c>, <c>[FromConfig("dataset.path")] string path</c>.
/// </summary>
/// <param name="key">The entry's key, dotted for an entry of a block; case, <c>_</c> and <c>-</c> don't matter.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class FromConfigAttribute(string key) : Attribute
{
    /// <summary>The entry's key.</summary>
    public string Key { get; } = key;
}
