using System.ComponentModel;
using System.Runtime.CompilerServices;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>
/// Base class for the description of an experiment: its entries, named configs and commands, and the access to its properties. Generated
/// code derives a class for each experiment. Entries have indices, in ordinal order of their keys.
/// </summary>
/// <remarks>What does not depend on the types of the experiment is in this class, because generated members are compiled at every
/// build.</remarks>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <param name="name">The name given to <see cref="ExperimentAttribute"/>.</param>
/// <param name="doc">The first paragraph of the doc comment of the experiment; null without one.</param>
/// <param name="entries">The entries, in ordinal order of their keys.</param>
/// <param name="namedConfigs">The named configs.</param>
/// <param name="commands">The commands, the main one first.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExperimentSchema<TExperiment>(
    string name, string? doc, ConfigEntry[] entries, NamedConfigInfo[] namedConfigs, ExperimentCommand<TExperiment>[] commands)
    where TExperiment : class, IExperiment
{
    private Dictionary<string, int>? _positions;
    private HashSet<string>? _blocks;

    /// <summary>The name given to <see cref="ExperimentAttribute"/>.</summary>
    public string Name => name;

    /// <summary>The first paragraph of the doc comment of the experiment; null without one.</summary>
    public string? Doc => doc;

    /// <summary>The entries, in ordinal order of their keys.</summary>
    public ConfigEntry[] Entries => entries;

    /// <summary>The named configs.</summary>
    public NamedConfigInfo[] NamedConfigs => namedConfigs;

    /// <summary>The commands. The one marked with <see cref="MainAttribute"/>, if any, is the first and has the name <c>run</c>.</summary>
    public ExperimentCommand<TExperiment>[] Commands => commands;

    /// <summary>Creates a config with the values of its initializers.</summary>
    public TExperiment Create()
    {
        var config = New();
        OwnBlocks(config);
        return config;
    }

    /// <summary>Creates a shallow copy of a config, with blocks of its own.</summary>
    public TExperiment Clone(TExperiment config)
    {
        var copy = (TExperiment)MemberwiseCloneOf(config);
        OwnBlocks(copy);
        return copy;
    }

    /// <summary>Returns the index of the entry with a normalized key, or -1 if there is none.</summary>
    public int IndexOf(string normalizedKey) => (_positions ??= Positions()).GetValueOrDefault(normalizedKey, -1);

    /// <summary>Reads a value and sets an entry to it, if it is valid.</summary>
    public abstract void Read(TExperiment config, int entry, ref EntryReader reader);

    /// <summary>Writes the value of an entry.</summary>
    public abstract void Write(TExperiment config, int entry, EntryWriter writer);

    /// <summary>Creates a copy of a config with the values of a named config, which is recorded as their source.</summary>
    /// <param name="config">The config, which is not changed.</param>
    /// <param name="namedConfig">The index of the named config.</param>
    /// <param name="values">An instance of the named config.</param>
    public TExperiment With(TExperiment config, int namedConfig, object values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var copy = Clone(config);
        var trace = config.Binding.Trace?.Copy() ?? new ConfigTrace(Entries.Length);
        var name = NamedConfigs[namedConfig].Name;
        Apply(copy, namedConfig, values, trace, new ConfigSource(ConfigSourceKind.NamedConfig, name));
        trace.AddNamedConfig(name);
        copy.Binding.Trace = trace;
        return copy;
    }

    /// <summary>Sets the entries of a named config, and their source.</summary>
    /// <param name="config">The config to change.</param>
    /// <param name="namedConfig">The index of the named config.</param>
    /// <param name="values">An instance of the named config; null to create one.</param>
    /// <param name="trace">The sources of the config.</param>
    /// <param name="source">The source of the values.</param>
    public virtual void Apply(TExperiment config, int namedConfig, object? values, ConfigTrace trace, ConfigSource source)
    {
    }

    /// <summary>Validates a config by its attributes, and by <c>IValidatableObject</c>.</summary>
    public virtual void Validate(TExperiment config, ConfigViolations violations)
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

    /// <summary>Returns whether a key is that of a block.</summary>
    internal bool HasEntriesBelow(string key) => (_blocks ??= Blocks()).Contains(KeyName.Normalize(key));

    /// <summary>Calls the parameterless constructor.</summary>
    protected abstract TExperiment New();

    /// <summary>Replaces the blocks of a config with copies, so that setting their entries changes this config only.</summary>
    protected virtual void OwnBlocks(TExperiment config)
    {
    }

    /// <summary>Creates a shallow copy of a block; null for null.</summary>
    protected static TBlock? Copy<TBlock>(TBlock? block)
        where TBlock : class => block is null ? null : (TBlock)MemberwiseCloneOf(block);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(MemberwiseClone))]
    private static extern object MemberwiseCloneOf(object target);

    private Dictionary<string, int> Positions()
    {
        var positions = new Dictionary<string, int>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
            positions.TryAdd(KeyName.Normalize(entries[i].Key), i);
        return positions;
    }

    /// <summary>Returns the normalized keys of all blocks, outer and inner.</summary>
    private HashSet<string> Blocks()
    {
        var blocks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var key = KeyName.Normalize(entry.Key);
            for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
                blocks.Add(key[..dot]);
        }

        return blocks;
    }
}
