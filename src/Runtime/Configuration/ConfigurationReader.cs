using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Gen.Configuration;

/// <summary>
/// Reads a section of a program's configuration for a config. <c>Dataset:Path</c> is the entry <c>dataset.path</c>, <c>Rates:0</c> an item
/// of a list, and <c>Options:alpha</c> an item of a dictionary. Lists and dictionaries are set as a whole, as by a config file.
/// </summary>
/// <param name="layout">The entries of the experiment.</param>
internal sealed class ConfigurationReader(ConfigLayout layout)
{
    private readonly List<ConfigAssignment> _assignments = [];

    public List<ConfigAssignment> Read(IConfiguration configuration)
    {
        ReadChildren(configuration, "");
        return _assignments;
    }

    private void ReadChildren(IConfiguration configuration, string prefix)
    {
        foreach (var child in configuration.GetChildren())
            Read(child, prefix + child.Key);
    }

    private void Read(IConfigurationSection section, string key)
    {
        var entry = layout.FindAny(key) is var index and >= 0 ? layout.Entries[index] : null;
        var source = new ConfigSource(ConfigSourceKind.Configuration, section.Path);
        // Providers turn an empty object or list into null or an empty text.
        var isEmpty = string.IsNullOrEmpty(section.Value);
        if (!isEmpty && entry is not { IsChoice: true } && section.GetChildren().Any())
            throw new ConfigException($"Configuration {section.Path}: Entry '{key}' has both a value and children. Remove one of them.");
        if (!layout.IsBlock(key) || (!isEmpty && entry is null))
        {
            _assignments.Add(new ConfigAssignment(key, Value(section, entry?.Info.Kind), source));
            return;
        }

        // The value of a block is the choice of its kind.
        if (!isEmpty)
            _assignments.Add(new ConfigAssignment(key, new ConfigValue(section.Value!) { IsLiteral = true }, source));
        ReadChildren(section, key + ".");
    }

    private static ConfigValue Value(IConfigurationSection section, ConfigEntryKind? kind)
    {
        var text = section.Value ?? (kind == ConfigEntryKind.Dictionary ? "" : null);
        if (text is not null && !section.GetChildren().Any())
            return new ConfigValue(text) { IsLiteral = true };
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, section, kind);
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return new ConfigValue(JsonElement.ParseValue(ref reader));
    }

    private static void Write(Utf8JsonWriter writer, IConfigurationSection section, ConfigEntryKind? kind)
    {
        var children = section.GetChildren().ToArray();
        if (children.Length == 0)
        {
            writer.WriteStringValue(section.Value);
            return;
        }

        var isList =
            kind != ConfigEntryKind.Dictionary
            && children.All(c => int.TryParse(c.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (isList)
            writer.WriteStartArray();
        else
            writer.WriteStartObject();
        foreach (var child in children)
        {
            if (!isList)
                writer.WritePropertyName(child.Key);
            Write(writer, child, null);
        }

        if (isList)
            writer.WriteEndArray();
        else
            writer.WriteEndObject();
    }
}
