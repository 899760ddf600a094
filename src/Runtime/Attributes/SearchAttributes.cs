namespace Gen;

/// <summary>
/// Marks a class nested in an experiment as a search space: each public property of type <see cref="Choice{T}"/> or
/// <see cref="Interval{T}"/> varies the entry with its name, one of type <see cref="NamedConfigs"/> the named config. The command
/// <c>sweep</c> finds it by name (<c>sweep tuning</c>), and <c>SweepAsync</c> takes an instance.
/// </summary>
/// <remarks>The objective is a scalar that runs log, such as <c>Logs.Names.ValLoss</c>. Without one it is the result of the method
/// marked <see cref="MainAttribute"/>, of which less is better.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SearchSpaceAttribute : Attribute
{
    /// <summary>The name of the scalar that is minimized, or <c>result</c>. The default value is null.</summary>
    public string? Minimize { get; set; }

    /// <summary>The name of the scalar that is maximized, or <c>result</c>. The default value is null.</summary>
    public string? Maximize { get; set; }
}

/// <summary>
/// Marks a class anywhere as a search space of <typeparamref name="TExperiment"/>; see <see cref="SearchSpaceAttribute"/>. The command
/// line finds it by name in the project of the experiment. In another one, <c>SweepAsync</c> alone takes it.
/// </summary>
/// <typeparam name="TExperiment">The experiment, a class marked with <see cref="ExperimentAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SearchSpaceAttribute<TExperiment> : Attribute
    where TExperiment : class
{
    /// <summary>The name of the scalar that is minimized, or <c>result</c>. The default value is null.</summary>
    public string? Minimize { get; set; }

    /// <summary>The name of the scalar that is maximized, or <c>result</c>. The default value is null.</summary>
    public string? Maximize { get; set; }
}
