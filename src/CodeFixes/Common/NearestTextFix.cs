using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes.Common;

/// <summary>
/// Puts the right name into a string literal. A constant that is declared elsewhere is left alone: others may use it.
/// </summary>
public abstract class NearestTextFix : ExperimentFix
{
    private protected NearestTextFix(string rule)
        : base(rule)
    {
    }

    private protected sealed override Task RegisterAsync(FixPlace place)
    {
        if (place.Hint(FixHints.Name) is { } name && place.Token.Parent is LiteralExpressionSyntax literal
            && literal.WithStart(place.Hint(FixHints.Written) ?? literal.Token.ValueText, name) is { } right)
            place.OfferReplacement($"Change to '{name}'", "NearestName", literal, right);
        return Task.CompletedTask;
    }
}
