using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Gen.IO;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>
/// Applies a JSON or YAML file to a config: <c>{"epochs": 3, "dataset": {"path": "x"}}</c>. In JSON, comments and trailing commas are
/// allowed. Derived entries and Sacred's <c>__doc__</c>, which a recorded <c>config.json</c> contains, are ignored.
/// </summary>
/// <param name="layout">The entries of the experiment.</param>
/// <param name="apply">Applies the values of the file.</param>
internal sealed class ConfigFileReader(ConfigLayout layout, Func<List<ConfigAssignment>, string[]> apply)
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
            bytes = BoundedFile.ReadAllBytes(file, ConfigFileName.IsYaml(file) ? YamlReader.MaxBytes : JsonLimits.Bytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigException($"Config file '{file}' does not exist.{Hint(file)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"Config file '{file}' cannot be read: {e.Message}");
        }

        if (ConfigFileName.IsYaml(file))
        {
            ApplyYaml(new StreamReader(new MemoryStream(bytes)).ReadToEnd(), file);
            return;
        }

        // Valid UTF-8 has no byte order mark of another encoding, so that most files are parsed without decoding them.
        if (Utf8.IsValid(bytes))
            ApplyUtf8(bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0), file);
        else
            ApplyText(new StreamReader(new MemoryStream(bytes)).ReadToEnd(), file);
    }

    public void ApplyText(string text, string origin)
    {
        var hasEscapes = text.Contains("\\u", StringComparison.Ordinal);
        Apply(() => JsonDocument.Parse(text, s_options), Encoding.UTF8.GetBytes(text), hasEscapes, origin);
    }

    private void ApplyUtf8(ReadOnlyMemory<byte> text, string origin) =>
        Apply(() => JsonDocument.Parse(text, s_options), text, text.Span.IndexOf("\\u"u8) >= 0, origin);

    private void Apply(Func<JsonDocument> parse, ReadOnlyMemory<byte> text, bool hasEscapes, string origin)
    {
        if (JsonLimits.Exceeded(text.Span) is { } excess)
            throw new ConfigException($"{origin} {excess}.");
        try
        {
            using var document = parse();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ConfigException($"{origin} must contain a JSON object, but contains {Describe(document.RootElement.ValueKind)}.");
            // In decoded text, half of a surrogate pair can only be an escape.
            if (hasEscapes && !JsonStrings.AreValid(document.RootElement))
                throw new ConfigException($"{origin} is not valid JSON: a string contains half of a surrogate pair.");
            ApplyObject(document.RootElement, origin, null);
        }
        catch (JsonException e)
        {
            throw new ConfigException(JsonLimits.DepthExceeded(text.Span) is { } depth
                ? $"{origin} {depth}."
                : $"{origin} is not valid JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}.");
        }
    }

    private void ApplyYaml(string text, string origin)
    {
        var (document, places) = YamlReader.Read(text, origin);
        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                throw new ConfigException($"{origin} must contain keys and values, but contains {Describe(root.ValueKind)}.");
            if (root.ValueKind == JsonValueKind.Null)
                return;
            if (root.TryGetProperty("defaults", out var list) && list.ValueKind == JsonValueKind.Array && layout.FindAny("defaults") < 0)
            {
                throw new ConfigException(
                    $"{origin}, {places["defaults"]}: a list of defaults, as in Hydra, is not supported: name the files on the command "
                    + "line, in their order.");
            }

            ApplyObject(root, origin, places);
        }
    }

    private void ApplyObject(JsonElement json, string origin, IReadOnlyDictionary<string, string>? places)
    {
        var assignments = new List<ConfigAssignment>();
        Read(json, "", new ConfigSource(ConfigSourceKind.File, origin), places, assignments);
        apply(assignments);
    }

    private void Read(
        JsonElement json,
        string prefix,
        ConfigSource source,
        IReadOnlyDictionary<string, string>? places,
        List<ConfigAssignment> assignments)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (prefix.Length == 0 && property.NameEquals("__doc__"u8))
                continue;
            var key = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object && layout.IsBlock(key))
                Read(property.Value, key + ".", source, places, assignments);
            else
                assignments.Add(new ConfigAssignment(key, new ConfigValue(property.Value), source) { Place = places?[key] });
        }
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Hint(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is null || !Directory.Exists(folder))
            return "";
        var names = new List<string>();
        foreach (var other in Directory.EnumerateFiles(folder))
        {
            if (ConfigFileName.Is(other))
                names.Add(Path.GetFileName(other));
        }

        return NearestName.Hint(Path.GetFileName(file), names);
    }
}
