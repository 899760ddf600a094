using System.ComponentModel;
using System.Runtime.CompilerServices;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>
/// An experiment as the runtime sees it: generated code derives one class per experiment, whose constructor says what there is and whose
/// members are literal switches over the entries. Entries have positions, in ordinal order of their keys.
/// </summary>
/// <remarks>Whatever does not depend on the experiment's own types is here: the compiler binds each generated member of each experiment at
/// every build.</remarks>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <param name="name">The name given to <see cref="ExperimentAttribute"/>.</param>
/// <param name="doc">First paragraph of the experiment's doc comment; null without one.</param>
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

    /// <summary>First paragraph of the experiment's doc comment; null without one.</summary>
    public string? Doc => doc;

    /// <summary>The entries, in ordinal order of their keys.</summary>
    public ConfigEntry[] Entries => entries;

    /// <summary>The named configs.</summary>
    public NamedConfigInfo[] NamedConfigs => namedConfigs;

    /// <summary>The commands; the one marked with <see cref="MainAttribute"/>, if any, is called <c>run</c> and is the first.</summary>
    public ExperimentCommand<TExperiment>[] Commands => commands;

    /// <summary>A new instance with its initializers' values.</summary>
    public TExperiment Create()
    {
        var config = New();
        OwnBlocks(config);
        return config;
    }

    /// <summary>A shallow copy, with blocks of its own.</summary>
    public TExperiment Clone(TExperiment config)
    {
        var copy = (TExperiment)MemberwiseCloneOf(config);
        OwnBlocks(copy);
        return copy;
    }

    /// <summary>Position of the entry with this normalised key; -1 if there is none.</summary>
    public int IndexOf(string normalizedKey) => (_positions ??= Positions()).GetValueOrDefault(normalizedKey, -1);

    /// <summary>Sets the entry to what is read; leaves it if nothing that fits could be read.</summary>
    public abstract void Read(TExperiment config, int entry, ref EntryReader reader);

    /// <summary>Writes the entry's value.</summary>
    public abstract void Write(TExperiment config, int entry, EntryWriter writer);

    /// <summary>Creates a copy of a config with what a named config sets; it records the named config as the source of these
    /// values.</summary>
    /// <param name="config">The config; it does not change.</param>
    /// <param name="namedConfig">Position of the named config.</param>
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

    /// <summary>Sets what a named config sets, and notes each entry in the trace.</summary>
    /// <param name="config">The config to change.</param>
    /// <param name="namedConfig">Position of the named config.</param>
    /// <param name="values">An instance of the named config; null to create one.</param>
    /// <param name="trace">Where the entries are noted.</param>
    /// <param name="source">The source to note.</param>
    public virtual void Apply(TExperiment config, int namedConfig, object? values, ConfigTrace trace, ConfigSource source)
    {
    }

    /// <summary>Checks all validation attributes, and asks blocks that validate themselves.</summary>
    public virtual void Validate(TExperiment config, ConfigViolations violations)
    {
    }

    /// <summary>Gives the seed entry, where there is one, the seed that was drawn.</summary>
    public virtual void AssignSeed(TExperiment config, long seed)
    {
    }

    /// <summary>
    /// Called once a run's seed is known, before anything is written or of the user's runs: seeds what the program refers to beside this
    /// library, and checks what the machine must have.
    /// </summary>
    public virtual void OnStarting(TExperiment config, Run run)
    {
    }

    /// <summary>True if the key is that of a block with entries.</summary>
    internal bool HasEntriesBelow(string key) => (_blocks ??= Blocks()).Contains(KeyName.Normalize(key));

    /// <summary>Calls the parameterless constructor.</summary>
    protected abstract TExperiment New();

    /// <summary>Gives a config blocks that no other object has: setting their entries must change this config alone.</summary>
    protected virtual void OwnBlocks(TExperiment config)
    {
    }

    /// <summary>A shallow copy of a block; null for null.</summary>
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

    /// <summary>The normalised keys of all blocks, outer and inner: a config file with many blocks looks each of them up.</summary>
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
