using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Suppressions;

/// <summary>
/// Takes back the .NET analyzers' warnings that are false where generated code uses a member: <see cref="FalseAlarms"/> says which. A project can
/// have them back: <c>NoWarn</c> with a suppression's id switches it off.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FalseAlarmSuppressor : DiagnosticSuppressor
{
    private static readonly Suppression[] s_all =
    [
        new("IDE0051", "Generated code calls this method, or is made from it", FalseAlarms.IsUsed),
        new("IDE0060", "Generated code gives this parameter", FalseAlarms.IsGiven),
        new("CA1034", "A named config stands in its experiment", (symbol, _) => FalseAlarms.IsNestedByDesign(symbol)),
        new("CA1062", "Generated code never gives null", FalseAlarms.IsNeverNull, AtUse: true),
        new("CA1812", "Generated code makes an instance", FalseAlarms.IsMade),
        new("CA1822", "Generated code uses this member of an instance", FalseAlarms.BelongsToInstance),
        new("CA5394", "The generator is seeded so that a run can be repeated", FalseAlarms.IsSeeded, AtUse: true),
    ];

    private static readonly Dictionary<string, Suppression> s_byId = s_all.ToDictionary(s => s.Id);

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [.. s_all.Select(s => s.Descriptor)];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (context.Compilation.GetTypesByMetadataName(KnownNames.Experiment).IsEmpty)
            return;
        var experiments = Experiments.Of(context.Compilation);
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (s_byId.TryGetValue(diagnostic.Id, out var suppression)
                && SymbolAt(diagnostic.Location, suppression.AtUse, context) is { } symbol
                && suppression.IsFalse(symbol, experiments))
                context.ReportSuppression(Microsoft.CodeAnalysis.Diagnostics.Suppression.Create(suppression.Descriptor, diagnostic));
        }
    }

    /// <summary>What is declared at a place, or the parameter that is used there: by itself, or as what a method is called on.</summary>
    private static ISymbol? SymbolAt(Location location, bool atUse, SuppressionAnalysisContext context)
    {
        if (location.SourceTree is not { } tree)
            return null;
        var node = tree.GetRoot(context.CancellationToken).FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        var model = context.GetSemanticModel(tree);
        if (!atUse)
            return model.GetDeclaredSymbol(node, context.CancellationToken);
        var used = node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } ? call.Expression : node;
        return model.GetSymbolInfo(used, context.CancellationToken).Symbol;
    }

    /// <param name="Id">The warning.</param>
    /// <param name="Justification">Why it is false.</param>
    /// <param name="IsFalse">Whether it is, for what it is about.</param>
    /// <param name="AtUse">True if it stands where a parameter is used, false where something is declared.</param>
    private sealed record Suppression(string Id, string Justification, Func<ISymbol, Experiments, bool> IsFalse, bool AtUse = false)
    {
        public SuppressionDescriptor Descriptor { get; } = new("GENS" + Id.Substring(Id.Length - 4), Id, Justification);
    }
}
