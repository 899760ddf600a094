using System.ComponentModel;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>
/// An experiment as the runtime sees it: generated code derives one class per experiment, whose members are literal switches over the
/// entries. Entries have positions, in ordinal order of their keys.
/// </summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExperimentSchema<TExperiment>
    where TExperiment : class, IExperiment
{
    private HashSet<string>? _blocks;

    /// <summary>The name given to <see cref="ExperimentAttribute"/>.</summary>
    public abstract string Name { get; }

    /// <summary>First paragraph of the experiment's doc comment; null without one.</summary>
    public abstract string? Doc { get; }

    /// <summary>Usage, entries, named configs and commands as one text.</summary>
    public abstract string Help { get; }

    /// <summary>The entries, in ordinal order of their keys.</summary>
    public abstract ConfigEntry[] Entries { get; }

    /// <summary>The named configs.</summary>
    public abstract NamedConfigInfo[] NamedConfigs { get; }

    /// <summary>The commands; the one marked with <see cref="MainAttribute"/>, if any, is called <c>run</c> and is the first.</summary>
    public abstract ExperimentCommand<TExperiment>[] Commands { get; }

    /// <summary>A new instance with its initializers' values.</summary>
    public abstract TExperiment Create();

    /// <summary>A shallow copy.</summary>
    public abstract TExperiment Clone(TExperiment config);

    /// <summary>Position of the entry with this normalised key; -1 if there is none.</summary>
    public abstract int IndexOf(string normalizedKey);

    /// <summary>Reads and sets an entry; null if it worked, else what the entry expects.</summary>
    public abstract string? TrySet(TExperiment config, int entry, in ConfigValue value);

    /// <summary>Writes an entry's value as JSON.</summary>
    public abstract void Write(TExperiment config, int entry, Utf8JsonWriter writer);

    /// <summary>Sets what a named config sets, and notes each entry in the trace.</summary>
    public abstract void Apply(TExperiment config, int namedConfig, ConfigTrace trace, ConfigSource source);

    /// <summary>Checks all validation attributes, and asks blocks that validate themselves.</summary>
    public abstract void Validate(TExperiment config, ConfigViolations violations);

    /// <summary>Gives the seed entry the seed that was drawn.</summary>
    public abstract void AssignSeed(TExperiment config, long seed);

    /// <summary>
    /// Called once a run's seed is known, before anything is written or of the user's runs: seeds what the program refers to beside this library, and checks
    /// what the machine must have.
    /// </summary>
    public virtual void OnStarting(TExperiment config, Run run)
    {
    }

    /// <summary>True if the key is that of a block with entries.</summary>
    internal bool HasEntriesBelow(string key) => (_blocks ??= BlockKeys.Of(Entries)).Contains(KeyName.Normalize(key));
}
