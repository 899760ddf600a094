using System.Text.RegularExpressions;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>A block of statements, inside others.</summary>
internal sealed class Block(BlockKind kind, Block? parent, Item? owner)
{
    public BlockKind Kind => kind;

    public Block? Parent => parent;

    /// <summary>The item that the block is part of; null for the outermost one.</summary>
    public Item? Owner => owner;

    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>What is evaluated here, in order.</summary>
    public List<Item> Items { get; } = [];
}

internal enum BlockKind
{
    Method,
    WhenTrue,
    WhenFalse,
    LoopBody,

    /// <summary>Statements under a condition of config values.</summary>
    Guarded,

    /// <summary>A statement that may fail.</summary>
    Attempted,

    /// <summary>Body of a local function that evaluates a value at its first use.</summary>
    Lazy,
}

/// <summary>Something that stands at one place of a method.</summary>
internal abstract class Item
{
    /// <summary>The blocks that use it, one for each use.</summary>
    public List<Block> Uses { get; } = [];

    public Block? Place { get; set; }

    /// <summary>Of a value: where its own parts are evaluated, the block it stands in or the body of its local function.</summary>
    public Block? Body { get; set; }

    /// <summary>Used on several ways of which none need be taken: evaluated at the first use.</summary>
    public bool IsLazy { get; set; }

    /// <summary>What stands in the body of a loop or under a condition.</summary>
    public List<Item> Statements { get; } = [];
}

/// <summary>Evaluates a node.</summary>
internal sealed class NodeItem(Node node) : Item
{
    public Node Node => node;

    /// <summary>It must be a variable: a check names it.</summary>
    public bool IsNamed { get; set; }

    public Block? WhenTrue { get; set; }

    public Block? WhenFalse { get; set; }
}

/// <summary>A loop with the values that are needed after it, and the statements in it.</summary>
internal sealed class LoopItem(string name) : Item
{
    public string Name => name;

    /// <summary>Numbers of the carried values that something needs.</summary>
    public SortedSet<int> Values { get; } = [];
}

/// <summary>Statements under a condition.</summary>
internal sealed class GuardItem(Node condition) : Item
{
    public Node Condition => condition;
}

/// <summary>Hands operands to an accumulator.</summary>
internal sealed class AccumulateItem(Accumulation accumulation) : Item
{
    public Accumulation Accumulation => accumulation;
}

/// <summary>Where nodes are evaluated: some stand for other things there.</summary>
internal enum Region
{
    /// <summary>Config values are the parameters.</summary>
    Constructor,

    /// <summary>Row-wise values of a batch.</summary>
    Update,

    /// <summary>Results, from the accumulators.</summary>
    Compute,
}

internal static class Regions
{
    private static readonly Regex s_call = new(@"[\w>]\(|\bnew\b", RegexOptions.CultureInvariant);

    /// <summary>True for what is written where it is used, as often as it is: names, constants, and the sum of two of these.</summary>
    public static bool IsWrittenInPlace(Node node) =>
        IsName(node) || (IsHostCode(node) && node.Children.All(c => IsName(c) && c.Type != NodeTypes.Tensors));

    /// <summary>The node that is evaluated for a node there: what every batch must agree on is, in an update, the batch's own.</summary>
    public static Node Actual(this Region region, Node node)
    {
        while (node.Kind is NodeKind.Latch && region != Region.Compute)
            node = node.Children[0];
        return node;
    }

    /// <summary>The nodes that a node needs there.</summary>
    public static IReadOnlyList<Node> Parts(this Region region, Node node) => node.Kind switch
    {
        Reduction or NodeKind.Elements or NodeKind.Latch when region == Region.Compute => [],
        _ => node.Children,
    };

    private static bool IsName(Node node) => node.Kind switch
    {
        NodeKind.Input or NodeKind.Config or NodeKind.Index or NodeKind.Carried or NodeKind.Rows or NodeKind.Device => true,
        NodeKind.Code => node.Literal is not null && IsHostCode(node),
        _ => false,
    };

    private static bool IsHostCode(Node node) =>
        node.Kind is NodeKind.Code
        && node.Type is not (NodeTypes.Tensor or NodeTypes.Tensors)
        && node.Checks.Length == 0
        && node.Text.Length < 60
        && !s_call.IsMatch(node.Text);
}

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

    /// <summary>True if one of the uses is reached whenever the block is run.</summary>
    /// <param name="block">The block.</param>
    /// <param name="uses">The uses, all inside the block.</param>
    /// <param name="turns">Whether the body of a loop counts as run.</param>
    public static bool IsCertain(Block block, IReadOnlyList<Block> uses, Func<LoopItem, bool> turns)
    {
        if (uses.Contains(block))
            return true;
        var byChild = uses.GroupBy(u => ChildTowards(block, u)).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var child in byChild.Keys)
        {
            var isOnEveryWay = child.Kind switch
            {
                BlockKind.LoopBody => turns((LoopItem)child.Owner!),
                BlockKind.WhenTrue => child.Owner is NodeItem { WhenFalse: { } other }
                    && byChild.TryGetValue(other, out var there)
                    && IsCertain(other, there, turns),
                _ => false,
            };
            if (isOnEveryWay && IsCertain(child, byChild[child], turns))
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
