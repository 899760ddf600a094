using System.Buffers;
using System.Text.Json;

namespace Gen;

/// <summary>What is known of a run before it starts. Made by generated code.</summary>
public sealed class RunStart
{
    private static readonly Dictionary<string, string> NoUpdates = [];
    private static readonly Dictionary<string, string?> NoOptions = [];

    /// <summary>The experiment's name, unless <see cref="RunOptions.Name"/> replaces it.</summary>
    public required string ExperimentName { get; init; }

    /// <summary>The command that is run, e.g. <c>run</c> or <c>evaluate</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The seed all random numbers of the run come from.</summary>
    public required long Seed { get; init; }

    /// <summary>
    /// Writes the whole configuration as one JSON object: the content of <c>config.json</c>. Called on another thread when the command may
    /// already be running, so it must not read what the command can change.
    /// </summary>
    public required Action<Utf8JsonWriter> WriteConfig { get; init; }

    /// <summary>What was set from outside, key to value as written; recorded as <c>meta.config_updates</c>.</summary>
    public IReadOnlyDictionary<string, string> ConfigUpdates { get; init; } = NoUpdates;

    /// <summary>The named configs and files used, in order; recorded as <c>meta.named_configs</c>.</summary>
    public IReadOnlyList<string> NamedConfigs { get; init; } = [];

    /// <summary>What the experiment is for, from its doc comment; recorded as <c>experiment.doc</c>.</summary>
    public string? Doc { get; init; }

    /// <summary>The program's main file. Null: the file the process was started from.</summary>
    public string? MainFile { get; init; }

    /// <summary>
    /// The folder the program comes from; its git repository is recorded. Null: the application's folder if that is in a
    /// repository, else the current directory.
    /// </summary>
    public string? BaseDirectory { get; init; }

    /// <summary>The command line's options as given (<c>--comment</c>: text), recorded as <c>meta.options</c>.</summary>
    public IReadOnlyDictionary<string, string?> Options { get; init; } = NoOptions;
}

/// <summary>A run's configuration as flat entries.</summary>
internal static class RunConfig
{
    /// <summary>What <paramref name="write"/> writes, an object; the keys of objects inside are joined by dots.</summary>
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
            // An empty object is a value: nothing else would tell that the entry is there.
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.EnumerateObject().Any())
                Add(entries, $"{prefix}{property.Name}.", property.Value);
            else
                entries[prefix + property.Name] = property.Value.Clone();
        }
    }
}
