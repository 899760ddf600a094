using System.Collections.Generic;
using System.Linq;

namespace Gen.Generators.Metrics.Emit.Layout;

/// <summary>Questions about blocks in blocks.</summary>
internal static class Paths
{
    /// <summary>The innermost block that all the others are in.</summary>
    public static Block Innermost(IReadOnlyList<Block> blocks)
    {
        var innermost = blocks[0];
        foreach (var block in blocks)
            innermost = Common(innermost, block);
        return innermost;
    }

    /// <summary>True if one of the uses is reached whenever the block is run. A loop's body counts as run.</summary>
    public static bool IsCertain(Block block, IReadOnlyList<Block> uses)
    {
        if (uses.Contains(block))
            return true;
        var byChild = uses.GroupBy(u => ChildTowards(block, u)).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var child in byChild.Keys)
        {
            var isOnEveryWay = child.Kind switch
            {
                BlockKind.LoopBody => true,
                BlockKind.WhenTrue => child.Owner is NodeItem { WhenFalse: { } other } && byChild.TryGetValue(other, out var there) && IsCertain(other, there),
                _ => false,
            };
            if (isOnEveryWay && IsCertain(child, byChild[child]))
                return true;
        }

        return false;
    }

    private static Block Common(Block a, Block b)
    {
        while (a != b)
        {
            if (a.Depth >= b.Depth)
                a = a.Parent!;
            else
                b = b.Parent!;
        }

        return a;
    }

    private static Block ChildTowards(Block ancestor, Block block)
    {
        while (block.Parent != ancestor)
            block = block.Parent!;
        return block;
    }
}
