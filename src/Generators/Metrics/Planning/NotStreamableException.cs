using System;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Ends the planning of a metric: its body has an expression that cannot be streamed.</summary>
internal sealed class NotStreamableException(SyntaxNode syntax, string reason, Location? location = null) : Exception(reason)
{
    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>The expression, or the part of it that is to blame.</summary>
    public Location Location { get; } = location ?? syntax.GetLocation();
}
