using System.Collections.Generic;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit.Layout;

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

    /// <summary>Body of a local function that evaluates a value at its first use.</summary>
    Lazy,
}

/// <summary>Something that stands at one place of a method.</summary>
internal abstract class Item
{
    /// <summary>Its number in an order in which what is needed comes first.</summary>
    public int Rank { get; set; }

    /// <summary>The blocks that use it, one for each use.</summary>
    public List<Block> Uses { get; } = [];

    public Block? Place { get; set; }
}

/// <summary>Evaluates a node.</summary>
internal sealed class NodeItem(Node node) : Item
{
    public Node Node => node;

    /// <summary>It must be a variable: a check names it, or an item is added to it.</summary>
    public bool IsNamed { get; set; }

    /// <summary>Used on several ways of which none need be taken: evaluated at the first use.</summary>
    public bool IsLazy { get; set; }

    /// <summary>Where its own parts are evaluated: the block it stands in, or the body of its local function.</summary>
    public Block? Body { get; set; }

    public Block? WhenTrue { get; set; }

    public Block? WhenFalse { get; set; }
}

/// <summary>A loop with the values that are needed after it, and the statements in it.</summary>
internal sealed class LoopItem(string name) : Item
{
    public string Name => name;

    /// <summary>Numbers of the carried values that something needs.</summary>
    public SortedSet<int> Values { get; } = [];

    public List<Item> Statements { get; } = [];

    public Block? Body { get; set; }
}

/// <summary>Statements under a condition.</summary>
internal sealed class GuardItem(Node condition) : Item
{
    public Node Condition => condition;

    public List<Item> Statements { get; } = [];

    public Block? Body { get; set; }
}

/// <summary>Hands operands to an accumulator.</summary>
internal sealed class AccumulateItem(Accumulation accumulation) : Item
{
    public Accumulation Accumulation => accumulation;
}
