using System.Buffers;
using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gen.Configuration;

/// <summary>
/// Reads a YAML config file as JSON, so that its values are read as those of JSON files. A plain scalar that is a number, a Boolean value
/// or null in JSON is that; any other scalar is a string, which the types of entries read as they do in JSON. Anchors, tags and several
/// documents are refused.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>The length of the largest file that is read, and the number of values: each takes some 200 bytes.</summary>
    public const int MaxBytes = 4 << 20;

    private const int MaxValues = 1 << 18;
    private const int MaxDepth = 64;

    private readonly IParser _events;
    private readonly string _origin;
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    private YamlReader(string text, string origin, IBufferWriter<byte> json) =>
        (_events, _origin, _json) = (new Parser(new StringReader(text)), origin, new Utf8JsonWriter(json));

    /// <summary>Reads a file.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="origin">The name of the file, for messages.</param>
    /// <returns>The values, and the place of each by its path: <c>line 3, column 9</c>.</returns>
    /// <exception cref="ConfigException">The text is not valid YAML, or has what config files cannot have.</exception>
    public static (JsonDocument Values, IReadOnlyDictionary<string, string> Places) Read(string text, string origin)
    {
        var json = new ArrayBufferWriter<byte>();
        var reader = new YamlReader(text, origin, json);
        try
        {
            reader.ReadFile();
        }
        catch (YamlException e)
        {
            throw new ConfigException($"{origin} is not valid YAML at {Place(e.Start)}: {e.Message.TrimEnd('.')}.");
        }

        reader._json.Flush();
        return (JsonDocument.Parse(json.WrittenMemory), reader._places);
    }

    private void ReadFile()
    {
        _events.Consume<StreamStart>();
        if (_events.Accept<StreamEnd>(out _))
        {
            // A file of comments only.
            _json.WriteStartObject();
            _json.WriteEndObject();
            return;
        }

        _events.Consume<DocumentStart>();
        ReadNode("", 0);
        _events.Consume<DocumentEnd>();
        if (_events.Current is DocumentStart other)
            throw Refused(other, "a file has one document");
    }

    private void ReadNode(string path, int depth)
    {
        var node = _events.Consume<ParsingEvent>();
        _places[path] = Place(node.Start);
        if (depth > MaxDepth)
            throw Refused(node, $"values are nested at most {MaxDepth} deep");
        if (_places.Count > MaxValues)
            throw Refused(node, $"a file has at most {MaxValues} values");
        if (node is AnchorAlias alias)
            throw Refused(node, $"the alias *{alias.Value} is not supported: write the value itself");
        if (node is NodeEvent { Anchor.IsEmpty: false } anchored)
            throw Refused(node, $"the anchor &{anchored.Anchor} is not supported: write the value at each place");
        if (node is NodeEvent { Tag.IsEmpty: false } tagged)
            throw Refused(node, $"the tag {tagged.Tag} is not supported: a file to include is named on the command line, too");
        switch (node)
        {
            case MappingStart:
                ReadMapping(path, depth);
                break;
            case SequenceStart:
                _json.WriteStartArray();
                for (var i = 0; !_events.TryConsume<SequenceEnd>(out _); i++)
                    ReadNode(string.Create(CultureInfo.InvariantCulture, $"{path}.{i}"), depth + 1);
                _json.WriteEndArray();
                break;
            case Scalar scalar:
                WriteScalar(scalar);
                break;
        }
    }

    private void ReadMapping(string path, int depth)
    {
        _json.WriteStartObject();
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            if (!_events.Accept<Scalar>(out var key))
                throw Refused(_events.Current!, "a key is a text");
            if (key.Value == "<<" && key.Style == ScalarStyle.Plain)
                throw Refused(key, "merging by << is not supported: write the values at each place");
            _events.Consume<Scalar>();
            _json.WritePropertyName(key.Value);
            ReadNode(path.Length == 0 ? key.Value : $"{path}.{key.Value}", depth + 1);
        }

        _json.WriteEndObject();
    }

    private void WriteScalar(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain)
            _json.WriteStringValue(text);
        else if (text.Contains("${", StringComparison.Ordinal))
            throw Refused(scalar, $"the interpolation {text} is not supported: write the value, or the text in quotes");
        else if (text is "" or "~" or "null" or "Null" or "NULL")
            _json.WriteNullValue();
        else if (text is "true" or "false")
            _json.WriteBooleanValue(text == "true");
        else if (IsJsonNumber(text))
            _json.WriteRawValue(text);
        else
            _json.WriteStringValue(NamedNumber(text));
    }

    private static bool IsJsonNumber(string text)
    {
        if (!(char.IsAsciiDigit(text[0]) || text[0] == '-'))
            return false;
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // YAML's names of the numbers that JSON does not have.
    private static string NamedNumber(string text) => text switch
    {
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => "inf",
        "-.inf" or "-.Inf" or "-.INF" => "-inf",
        ".nan" or ".NaN" or ".NAN" => "nan",
        _ => text,
    };

    private ConfigException Refused(ParsingEvent at, string reason) => new($"{_origin}, {Place(at.Start)}: {reason}.");

    private static string Place(Mark mark) => string.Create(CultureInfo.InvariantCulture, $"line {mark.Line}, column {mark.Column}");
}
