using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>
/// Base class for the description of an experiment: its entries, blocks, named configs and commands, and the access to its properties.
/// Generated code derives a class for each experiment.
/// </summary>
/// <remarks>What does not depend on the types of the experiment is in this class, because generated members are compiled at every
/// build.</remarks>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <param name="name">The name given to <see cref="ExperimentAttribute"/>.</param>
/// <param name="doc">The first paragraph of the doc comment of the experiment; null without one.</param>
/// <param name="entries">The entries, in ordinal order of their keys.</param>
/// <param name="blocks">The blocks.</param>
/// <param name="namedConfigs">The named configs.</param>
/// <param name="commands">The commands, the main one first.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExperimentSchema<TExperiment>(
    string name,
    string? doc,
    ConfigEntry[] entries,
    ConfigBlock[] blocks,
    NamedConfigInfo[] namedConfigs,
    ExperimentCommand<TExperiment>[] commands
) : ConfigSchema<TExperiment>(entries, blocks)
    where TExperiment : class, IExperiment
{
    /// <summary>The name given to <see cref="ExperimentAttribute"/>.</summary>
    public string Name => name;

    /// <summary>The first paragraph of the doc comment of the experiment; null without one.</summary>
    public string? Doc => doc;

    /// <summary>The named configs.</summary>
    public NamedConfigInfo[] NamedConfigs => namedConfigs;

    /// <summary>The commands. The one marked with <see cref="MainAttribute"/>, if any, is the first and has the name <c>run</c>.</summary>
    public ExperimentCommand<TExperiment>[] Commands => commands;

    /// <summary>The search spaces.</summary>
    public virtual SearchSpaceInfo[] SearchSpaces => [];

    /// <summary>All entries, also those of blocks.</summary>
    internal ConfigLayout Layout => field ??= new ConfigLayout(this);

    /// <summary>Creates a config with the values of its initializers.</summary>
    public TExperiment Create() => (TExperiment)CreateInstance();

    /// <summary>Creates a shallow copy of a config, with blocks of its own.</summary>
    public TExperiment Clone(TExperiment config)
    {
        var copy = (TExperiment)MemberwiseCloneOf(config);
        OwnBlocks(copy);
        return copy;
    }

    /// <summary>Creates a copy of a config with the values of a named config, which is recorded as their source.</summary>
    /// <param name="config">The config, which is not changed.</param>
    /// <param name="namedConfig">The index of the named config.</param>
    /// <param name="values">An instance of the named config.</param>
    public TExperiment With(TExperiment config, int namedConfig, object values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var copy = Clone(config);
        var trace = config.Binding.Trace?.Copy() ?? new ConfigTrace(Layout);
        ApplyNamed(copy, namedConfig, values, trace);
        copy.Binding.Trace = trace;
        return copy;
    }

    /// <summary>Creates a run that records nothing, with a config that is used outside of any run. Draws the seed if none was
    /// given.</summary>
    /// <param name="config">The config. Later changes of its values are not those of the run.</param>
    public Run CreateDetachedRun(TExperiment config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var seed = config.GivenSeed ?? Run.DrawSeed();
        var copy = Clone(config);
        AssignSeed(copy, seed);
        return UnrecordedRun.CreateDetached(Name, seed, writer => ConfigWriter.WriteAll(this, copy, writer), config);
    }

    /// <summary>Sets the entries of a named config, and their source.</summary>
    /// <param name="config">The config to change.</param>
    /// <param name="namedConfig">The index of the named config.</param>
    /// <param name="values">An instance of the named config; null to create one.</param>
    /// <param name="trace">The sources of the config.</param>
    internal void ApplyNamed(TExperiment config, int namedConfig, object? values, ConfigTrace trace)
    {
        var known = NamedConfigs[namedConfig].Name;
        Apply(config, namedConfig, values, trace, new ConfigSource(ConfigSourceKind.NamedConfig, known));
        OwnBlocks(config);
        trace.AddNamedConfig(known);
    }

    /// <summary>Sets the values of a named config, and their source.</summary>
    /// <param name="config">The config to change.</param>
    /// <param name="namedConfig">The index of the named config.</param>
    /// <param name="values">An instance of the named config; null to create one.</param>
    /// <param name="trace">The sources of the config.</param>
    /// <param name="source">The source of the values.</param>
    protected virtual void Apply(TExperiment config, int namedConfig, object? values, ConfigTrace trace, ConfigSource source)
    {
    }

    /// <summary>Sets the entry of the seed, if there is one.</summary>
    public virtual void AssignSeed(TExperiment config, long seed)
    {
    }

    /// <summary>
    /// Prepares other libraries for a run, for example seeds torch. Called when the seed is known, before anything is written and before
    /// the command.
    /// </summary>
    public virtual void OnStarting(TExperiment config, Run run)
    {
    }
}
