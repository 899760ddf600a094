namespace Gen;

/// <summary>
/// Marks a method of an experiment whose parameters are filled from config entries of the same name and from special values
/// (<see cref="Run"/>, <c>ILogger</c>, <c>Random</c>, <c>CancellationToken</c>, <c>IServiceProvider</c>, the experiment, a config block).
/// The generator adds an overload without the filled parameters; a call that gives one of them explicitly binds to the method itself, and
/// wins over the config.
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

/// <summary>
/// A parameter of a captured method that the caller gives, whatever entry has its name or one like it:
/// <c>[Captured] double RateAt([FromCaller] int epoch, double learningRate)</c> beside an entry <c>Epochs</c>. It is never filled from the
/// config, and GEN001 does not take its name for a misspelling.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromCallerAttribute : Attribute;

/// <summary>
/// Marks a <see cref="long"/> parameter that gets a seed of its own at each call, made of the run's seed, the method's name and the
/// number of the call: adding a call elsewhere changes no one's numbers.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SeedAttribute : Attribute;
