using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>
/// Applies a JSON file to a config: <c>{"epochs": 3, "dataset": {"path": "x"}}</c>, comments and trailing commas allowed. A recorded
/// <c>config.json</c> is such a file too: its derived values and Sacred's <c>__doc__</c> are passed over.
/// </summary>
internal sealed class ConfigFileReader<TExperiment>(
    ExperimentSchema<TExperiment> schema,
    Func<string, int, ConfigValue, ConfigSource, string> set
)
    where TExperiment : class, IExperiment
{
    private static readonly JsonDocumentOptions s_options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public void Apply(string file)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigException($"config file {file} does not exist{NearFile(file)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"config file {file} can't be read: {e.Message}");
        }

        // No mark of another encoding is UTF-8, so nearly all files can be read as they are.
        if (Utf8.IsValid(bytes))
            ApplyUtf8(bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0), file);
        else
            ApplyText(new StreamReader(new MemoryStream(bytes)).ReadToEnd(), file);
    }

    public void ApplyText(string text, string origin) =>
        Apply(() => JsonDocument.Parse(text, s_options), text.Contains("\\u", StringComparison.Ordinal), origin);

    private void ApplyUtf8(ReadOnlyMemory<byte> text, string origin) =>
        Apply(() => JsonDocument.Parse(text, s_options), text.Span.IndexOf("\\u"u8) >= 0, origin);

    private void Apply(Func<JsonDocument> parse, bool hasEscapes, string origin)
    {
        try
        {
            using var document = parse();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ConfigException($"{origin} must hold a JSON object, not {document.RootElement.ValueKind}");
            // Decoded text can have half a surrogate pair as an escape only.
            if (hasEscapes && !JsonStrings.AreValid(document.RootElement))
                throw new ConfigException($"{origin} is not valid JSON: a text has half of a surrogate pair");
            ApplyObject(document.RootElement, "", new ConfigSource(ConfigSourceKind.File, origin));
        }
        catch (JsonException e)
        {
            throw new ConfigException($"{origin} is not valid JSON: line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}");
        }
    }

    private void ApplyObject(JsonElement json, string prefix, ConfigSource source)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (prefix.Length == 0 && property.NameEquals("__doc__"u8))
                continue;
            var key = prefix + property.Name;
            var entry = schema.IndexOf(KeyName.Normalize(key));
            if (entry < 0)
                ApplyOther(property, key, source);
            else if (schema.Entries[entry] is { Kind: not ConfigEntryKind.Derived } info)
                set(info.Key, entry, new ConfigValue(property.Value), source);
        }
    }

    private void ApplyOther(JsonProperty property, string key, ConfigSource source)
    {
        if (property.Value.ValueKind == JsonValueKind.Object && schema.HasEntriesBelow(key))
            ApplyObject(property.Value, key + ".", source);
        else
            set(key, -1, new ConfigValue(property.Value), source);
    }

    private static string NearFile(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is null || !Directory.Exists(folder))
            return "";
        var names = new List<string>();
        foreach (var other in Directory.EnumerateFiles(folder, "*.json"))
            names.Add(Path.GetFileName(other));
        return NearestName.Find(Path.GetFileName(file), names) is { } near ? $"; did you mean '{near}'?" : "";
    }
}
