namespace Gen;

/// <summary>
/// Marks a partial class or record whose public properties are the entries of an experiment's config. The source generator adds
/// <c>RunAsync</c>, <c>Parse</c>, JSON in and out, and an overload without the filled parameters for each captured method.
/// </summary>
/// <param name="name">The experiment's name, as recorded with every run, <c>"api-docs"</c> for example.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExperimentAttribute(string name) : Attribute
{
    /// <summary>The experiment's name, as recorded with every run.</summary>
    public string Name { get; } = name;
}
