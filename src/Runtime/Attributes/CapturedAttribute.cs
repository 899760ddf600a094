namespace Gen;

/// <summary>
/// Marks a method of an experiment whose parameters are filled from config entries of the same name and from special values
/// (<see cref="Run"/>, <c>ILogger</c>, <c>Random</c>, <c>CancellationToken</c>, <c>IServiceProvider</c>, the experiment, a config block). The generator adds an overload
/// without the filled parameters; a call that gives one of them explicitly binds to the method itself, and wins over the config.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CapturedAttribute : Attribute;

/// <summary>
/// Marks a static method of any non-generic class as captured by <typeparamref name="TExperiment"/>; the generated overload is an extension
/// method on the experiment. See <see cref="CapturedAttribute"/>.
/// </summary>
/// <typeparam name="TExperiment">The experiment, a class marked with <see cref="ExperimentAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CapturedAttribute<TExperiment> : Attribute
    where TExperiment : class;
