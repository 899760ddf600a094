using System.Buffers;
using System.Text.Json;

namespace Gen;

/// <summary>The description of a run before it starts. Created by generated code.</summary>
public sealed class RunStart
{
    internal static readonly Dictionary<string, string> NoUpdates = [];
    internal static readonly Dictionary<string, string?> NoOptions = [];

    /// <summary>The name of the experiment, unless <see cref="RunOptions.Name"/> replaces it.</summary>
    public required string ExperimentName { get; init; }

    /// <summary>The command that the run executes, for example <c>run</c> or <c>evaluate</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The seed of all random numbers of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>
    /// Writes the configuration as one JSON object, the content of <c>config.json</c>. It may be called on another thread while the command
    /// runs, and must not read what the command can change.
    /// </summary>
    public required Action<Utf8JsonWriter> WriteConfig { get; init; }

    /// <summary>The updates of the configuration, from keys to values as written; recorded as <c>meta.config_updates</c>, with the values
    /// of the entries.</summary>
    public IReadOnlyDictionary<string, string> ConfigUpdates { get; init; } = NoUpdates;

    /// <summary>The keys of the secret entries that were given, without their values; recorded as <c>meta.secrets</c>, if there are
    /// any.</summary>
    internal IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The named configs and config files, in order; recorded as <c>meta.named_configs</c>.</summary>
    public IReadOnlyList<string> NamedConfigs { get; init; } = [];

    /// <summary>The description of the experiment, from its doc comment; recorded as <c>experiment.doc</c>.</summary>
    public string? Doc { get; init; }

    /// <summary>The main file of the program. The default value is null, which is the file that the process was started from.</summary>
    public string? MainFile { get; init; }

    /// <summary>
    /// The folder of the program, whose git repository is recorded. The default value is null, which is the application's folder if that is
    /// in a repository, or else the current directory.
    /// </summary>
    public string? BaseDirectory { get; init; }

    /// <summary>The options of the command line as given (from <c>--comment</c> to its text); recorded as <c>meta.options</c>.</summary>
    public IReadOnlyDictionary<string, string?> Options { get; init; } = NoOptions;
}

/// <summary>A configuration as flat entries.</summary>
internal static class FlatConfig
{
    /// <summary>
    /// Returns the entries of the object that <paramref name="write"/> writes. Keys of nested objects are joined by dots.
    /// </summary>
    public static IReadOnlyDictionary<string, JsonElement> Read(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        var entries = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        Add(entries, "", document.RootElement);
        return entries;
    }

    private static void Add(SortedDictionary<string, JsonElement> entries, string prefix, JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            // An empty object is a value of its own: nothing else would show that the entry exists.
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.EnumerateObject().Any())
                Add(entries, $"{prefix}{property.Name}.", property.Value);
            else
                entries[prefix + property.Name] = property.Value.Clone();
        }
    }
}
