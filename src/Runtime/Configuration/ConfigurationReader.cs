using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Gen.Shared;
using Microsoft.Extensions.Configuration;

namespace Gen.Configuration;

/// <summary>
/// Applies a section of a program's configuration to a config. <c>Dataset:Path</c> is the entry <c>dataset.path</c>, <c>Rates:0</c> an item
/// of a list, and <c>Options:alpha</c> an item of a dictionary. Lists and dictionaries are set as a whole, as by a config file.
/// </summary>
internal sealed class ConfigurationReader<TExperiment>(
    ExperimentSchema<TExperiment> schema,
    Func<string, int, ConfigValue, ConfigSource, string> set
)
    where TExperiment : class, IExperiment
{
    public void Apply(IConfiguration configuration) => ApplyChildren(configuration, "");

    private void ApplyChildren(IConfiguration configuration, string prefix)
    {
        foreach (var child in configuration.GetChildren())
            Apply(child, prefix + child.Key);
    }

    private void Apply(IConfigurationSection section, string key)
    {
        var entry = schema.IndexOf(KeyName.Normalize(key));
        // Providers turn an empty object or list into null or an empty text.
        var isEmpty = string.IsNullOrEmpty(section.Value);
        if (entry < 0 && isEmpty && schema.HasEntriesBelow(key))
            ApplyChildren(section, key + ".");
        else if (!isEmpty && section.GetChildren().Any())
            throw new ConfigException($"Configuration {section.Path}: Entry '{key}' has both a value and children. Remove one of them.");
        else
            set(
                key,
                entry,
                Value(section, entry >= 0 ? schema.Entries[entry].Kind : null),
                new ConfigSource(ConfigSourceKind.Configuration, section.Path)
            );
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
