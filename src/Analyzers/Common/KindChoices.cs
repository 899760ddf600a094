using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Semantics;
using Gen.Shared;

namespace Gen.Analyzers.Common;

/// <summary>The kinds of blocks that the updates of one call choose.</summary>
internal sealed class KindChoices
{
    private readonly BlockSemantics[] _blocks;
    private readonly Dictionary<string, string> _kinds = [];

    private KindChoices(BlockSemantics[] blocks) => _blocks = blocks;

    /// <summary>The keys that choose a kind, and those of entries of kinds.</summary>
    public IEnumerable<string> Keys =>
        _blocks.Select(b => b.Key).Concat(_blocks.SelectMany(b => b.Kinds).SelectMany(k => k.Entries).Select(e => e.Key)).Distinct();

    public static KindChoices Read(ConfigSemantics config, IEnumerable<string> updates)
    {
        var choices = new KindChoices([.. config.AllBlocks.Select(b => b.Block).Where(b => !b.Kinds.IsEmpty)]);
        foreach (var update in updates)
        {
            if (ScalarText.TrySplitUpdate(update, out var key, out var text) && choices.FindBlock(key) is { } block)
                choices._kinds[block.NormalizedKey] = KeyName.Normalize(QuotedText.TryUnquote(text.Trim(), out var name) ? name : text);
        }

        return choices;
    }

    /// <summary>Returns the block whose kind a key chooses: <c>optimizer</c> or <c>optimizer.kind</c>; null for any other key.</summary>
    public BlockSemantics? FindBlock(string key)
    {
        var normalized = KeyName.Normalize(key);
        return _blocks.FirstOrDefault(b => b.NormalizedKey == normalized || b.NormalizedKey + "." + Kinds.Key == normalized);
    }

    /// <summary>Returns the kind that the call chooses for a block.</summary>
    public string KindOf(BlockSemantics block) => _kinds[block.NormalizedKey];

    /// <summary>Returns false if the call chooses another kind.</summary>
    public bool Allow(KindPlace place) =>
        !_kinds.TryGetValue(place.Block.NormalizedKey, out var kind) || kind == KeyName.Normalize(place.Kind.Name);
}
