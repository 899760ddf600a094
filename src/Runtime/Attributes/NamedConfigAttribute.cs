namespace Gen;

/// <summary>
/// Marks a class nested in an experiment as a named config: each public property replaces the entry with its name. The class is made by its
/// parameterless constructor or by one that takes the experiment, which then holds the config built so far.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NamedConfigAttribute : Attribute;

/// <summary>Marks a class anywhere as a named config of <typeparamref name="TExperiment"/>; see <see cref="NamedConfigAttribute"/>.</summary>
/// <typeparam name="TExperiment">The experiment, a class marked with <see cref="ExperimentAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NamedConfigAttribute<TExperiment> : Attribute
    where TExperiment : class;
