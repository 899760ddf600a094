using System.Collections.Generic;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>When a value is known.</summary>
internal enum Stage
{
    /// <summary>From config alone (or from sizes, which are the same in every batch).</summary>
    Constant,

    /// <summary>In every batch, row by row.</summary>
    Row,

    /// <summary>From reductions, when all batches are seen.</summary>
    Result,
}

/// <summary>What an expression of a metric's body evaluates to while it is planned.</summary>
internal abstract record Value;

/// <summary>A C# value that is no tensor. Its stage is never <see cref="Stage.Row"/>.</summary>
internal sealed record HostValue(Node Node, Stage Stage) : Value;

/// <summary>A tensor.</summary>
/// <param name="Node">What computes it.</param>
/// <param name="Stage">When it is known.</param>
/// <param name="Axis">Of a row-wise one: where its batch axis is.</param>
/// <param name="Rank">Number of axes, where known.</param>
internal sealed record TensorValue(Node Node, Stage Stage, int Axis = 0, int? Rank = null) : Value
{
    public bool IsRow => Stage == Stage.Row;
}

/// <summary>A row-wise tensor minus its own mean over the rows: of use only in a product with another one.</summary>
/// <param name="Rows">The tensor.</param>
/// <param name="Dims">Axes of the mean; empty for all.</param>
/// <param name="Scale">A number, known with the results, that it is multiplied with; null for 1.</param>
internal sealed record CentredValue(TensorValue Rows, IReadOnlyList<long> Dims, Node? Scale) : Value;

/// <summary>The product of two centred tensors: of use only in a sum or mean over the same axes.</summary>
internal sealed record CentredProductValue(TensorValue Left, TensorValue Right, IReadOnlyList<long> Dims, Node? Scale) : Value;

/// <summary>A tuple, of values that may be of different kinds.</summary>
internal sealed record TupleValue(IReadOnlyList<Value> Items) : Value;

/// <summary>An array or list whose items are known one by one.</summary>
internal sealed record ItemsValue(IReadOnlyList<Value> Items, string ElementType) : Value;

/// <summary>A list of tensors that a loop made: all of the kind of <paramref name="Item"/>; null for an empty one.</summary>
/// <param name="Node">The list.</param>
/// <param name="Item">An item.</param>
/// <param name="Count">How many items there will be, where that is known: a long.</param>
internal sealed record ListValue(Node Node, TensorValue? Item, Node? Count = null) : Value;

/// <summary>A tensor's <c>shape</c>.</summary>
internal sealed record ShapeValue(TensorValue Tensor) : Value;

/// <summary><c>Enumerable.Range</c>, perhaps with a <c>Select</c>.</summary>
internal sealed record RangeValue(Node First, Node End, IAnonymousFunctionOperation? Select, Variables? Scope) : Value;

/// <summary>A value that cannot be had; to use it is what is refused, not to have it.</summary>
internal sealed record RefusedValue(string Reason) : Value;

/// <summary>A dispose scope or the like, which has no part in the value.</summary>
internal sealed record IgnoredValue : Value;

/// <summary>The exception of a throw expression.</summary>
internal sealed record ThrowValue(Node Exception) : Value;
