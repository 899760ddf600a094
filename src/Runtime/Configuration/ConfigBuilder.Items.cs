using System.Globalization;
using System.Text.Json;

namespace Gen.Configuration;

// Items of dictionaries and lists: options.alpha=3, tags.0=x.
internal sealed partial class ConfigBuilder<TExperiment>
{
    private bool TryDictionaryItem(string key, out int entry, out string item)
    {
        for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
        {
            entry = _layout.Find(_config, key[..dot]);
            item = key[(dot + 1)..];
            if (entry >= 0 && item.Length > 0 && _layout.Entries[entry].Info.Kind == ConfigEntryKind.Dictionary)
                return true;
        }

        (entry, item) = (-1, "");
        return false;
    }

    /// <summary>Finds an item of a list that the config has: <c>tags.0</c>.</summary>
    /// <exception cref="ConfigException">The list has no such item.</exception>
    private void TryListItem(string key, ConfigSource source, ref ConfigValue value, ref int entry, ref string? item)
    {
        var dot = key.LastIndexOf('.');
        if (dot <= 0 || !int.TryParse(key.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || _layout.Find(_config, key[..dot]) is not (>= 0 and var list))
            return;
        var placed = _layout.Entries[list];
        using var document = JsonDocument.Parse(ConfigWriter.EntryText(placed, _config));
        if (placed.IsChoice || placed.Info.Kind != ConfigEntryKind.Value || document.RootElement.ValueKind != JsonValueKind.Array)
            return;
        var count = document.RootElement.GetArrayLength();
        if (index >= count)
        {
            var items = count == 0 ? "no items" : count == 1 ? "the item 0 only" : $"the items 0 to {count - 1}";
            throw new ConfigException($"{ConfigErrors.Origin(source)}Entry '{key}' does not exist: '{placed.Key}' has {items}.");
        }

        (entry, item) = (list, index.ToString(CultureInfo.InvariantCulture));
        value = new ConfigValue(value.Text!, item) { IsLiteral = value.IsLiteral, CurrentList = document.RootElement.Clone() };
    }
}
