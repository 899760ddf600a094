using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Suppressions;

/// <summary>
/// Suppresses warnings of the .NET analyzers that are wrong because generated code uses a member. <see cref="SuppressionConditions"/> has
/// the conditions. A project can restore a warning with the suppression's id in <c>NoWarn</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GeneratedCodeSuppressor : DiagnosticSuppressor
{
    private static readonly Suppression[] s_all =
    [
        new("IDE0051", "Generated code calls this method, or is generated from it", SuppressionConditions.IsUsed),
        new("IDE0060", "Generated code passes this parameter", SuppressionConditions.IsGiven),
        new(
            "CA1034",
            "A named config or search space is nested in its experiment",
            (symbol, _) => SuppressionConditions.IsNestedByDesign(symbol)),
        new("CA1062", "Generated code never passes null", SuppressionConditions.IsNeverNull, IsUse: true),
        new("CA1812", "Generated code creates an instance", SuppressionConditions.IsMade),
        new("CA1822", "Generated code uses this member of an instance", SuppressionConditions.BelongsToInstance),
        new("CA2000", "The run disposes the trainer", (symbol, _) => SuppressionConditions.IsOwnedByRun(symbol), IsArgument: true),
        new(
            "CA2007",
            "A program has no synchronization context",
            (symbol, _) => SuppressionConditions.IsRun(symbol),
            IsArgument: true,
            IsAt: node => node.FirstAncestorOrSelf<GlobalStatementSyntax>() is not null),
        new("CA5394", "The random number generator is seeded so that a run can be repeated", SuppressionConditions.IsSeeded, IsUse: true),
        new(
            "CS3016",
            "Only the generator reads this attribute",
            (symbol, _) => symbol is IMethodSymbol { ContainingType: var attribute } && attribute.Is(KnownNames.UseMetrics),
            IsUse: true),
        new(
            "CS8620",
            "The first compiler of C# 14 compares a single argument with the whole params array",
            (symbol, _) => SuppressionConditions.IsParamsOfExtension(symbol),
            IsArgument: true),
    ];

    private static readonly Dictionary<string, Suppression> s_byId = s_all.ToDictionary(s => s.Id);

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [.. s_all.Select(s => s.Descriptor)];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (context.Compilation.GetTypesByMetadataName(KnownNames.Experiment).IsEmpty)
            return;
        var experiments = Experiments.Get(context.Compilation);
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (s_byId.TryGetValue(diagnostic.Id, out var suppression)
                && NodeAt(diagnostic.Location, context) is { } node
                && (suppression.IsAt is not { } isAt || isAt(node))
                && SymbolAt(node, suppression, context) is { } symbol
                && suppression.IsFalse(symbol, experiments))
                context.ReportSuppression(Microsoft.CodeAnalysis.Diagnostics.Suppression.Create(suppression.Descriptor, diagnostic));
        }
    }

    private static SyntaxNode? NodeAt(Location location, SuppressionAnalysisContext context) =>
        location.SourceTree?.GetRoot(context.CancellationToken).FindNode(location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>
    /// Returns the symbol declared at a location, or the parameter that is used there, by itself or as the receiver of a call.
    /// </summary>
    private static ISymbol? SymbolAt(SyntaxNode node, Suppression suppression, SuppressionAnalysisContext context)
    {
        var model = context.GetSemanticModel(node.SyntaxTree);
        if (suppression.IsArgument)
            return node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } called
                ? model.GetSymbolInfo(called, context.CancellationToken).Symbol
                : null;
        if (!suppression.IsUse)
            return model.GetDeclaredSymbol(node, context.CancellationToken);
        var used = node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } ? call.Expression : node;
        return model.GetSymbolInfo(used, context.CancellationToken).Symbol;
    }

    /// <param name="Id">The id of the warning.</param>
    /// <param name="Justification">Why it is wrong.</param>
    /// <param name="IsFalse">Whether it is wrong for a symbol.</param>
    /// <param name="IsUse">Whether the warning is at the use of a parameter rather than at a declaration.</param>
    /// <param name="IsArgument">Whether the warning is at an argument or a call, and the symbol is the called method.</param>
    /// <param name="IsAt">Whether it is wrong at a place; null for all places.</param>
    private sealed record Suppression(
        string Id,
        string Justification,
        Func<ISymbol, Experiments, bool> IsFalse,
        bool IsUse = false,
        bool IsArgument = false,
        Func<SyntaxNode, bool>? IsAt = null
    )
    {
        public SuppressionDescriptor Descriptor { get; } = new("GENS" + Id.Substring(Id.Length - 4), Id, Justification);
    }
}

/// <summary>
/// Conditions under which warnings of other analyzers are wrong for members with Gen's attributes: what the warning asks for is impossible,
/// or is already done by generated code.
/// </summary>
internal static class SuppressionConditions
{
    /// <summary>IDE0051, "private member is unused": generated code calls it, or is generated from it.</summary>
    public static bool IsUsed(ISymbol symbol, Experiments experiments) =>
        symbol is IMethodSymbol method && (IsCalled(method, experiments) || IsRightMetric(method));

    /// <summary>IDE0060, "remove unused parameter": generated code passes it. GEN023 reports unused batch tensors of metrics.</summary>
    public static bool IsGiven(ISymbol symbol, Experiments experiments) =>
        symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter
        && (
            IsRightMetric(method)
            || (IsHook(method, experiments) && ParameterMatcher.CanFill(parameter))
            || FillOf(parameter, experiments) != FillKind.None
        );

    /// <summary>CA1812, "class is never instantiated": generated code creates it, possibly not yet in an IDE.</summary>
    public static bool IsMade(ISymbol symbol, Experiments experiments) =>
        symbol is INamedTypeSymbol type
        && (Experiments.ExperimentsOf(type).Any(e => experiments.NamedConfig(type, e).CanCreate)
            || SearchSpaces.ExperimentsOf(type).Any(e => experiments.SearchSpace(type, e).WhyNotCreated is null));

    /// <summary>CA1822, "can be marked as static": generated code reads values from, and calls methods on, instances.</summary>
    public static bool BelongsToInstance(ISymbol symbol, Experiments experiments) => symbol switch
    {
        IMethodSymbol method => IsCalled(method, experiments)
            || (method.HasAttribute(KnownNames.Captured) && Experiments.IsExperiment(method.ContainingType)),
        IPropertySymbol property => ConfigSemanticsReader.IsRead(property)
            && (Experiments.IsExperiment(property.ContainingType)
                || property.ContainingType.HasAttribute(KnownNames.Config)
                || Experiments.ExperimentsOf(property.ContainingType).Any()
                || SearchSpaces.ExperimentsOf(property.ContainingType).Any()),
        _ => false,
    };

    /// <summary>CA1034, "do not nest type": a named config or search space is nested in its experiment.</summary>
    public static bool IsNestedByDesign(ISymbol symbol) =>
        symbol is INamedTypeSymbol type && Experiments.IsExperiment(type.ContainingType)
        && (type.HasAttribute(KnownNames.NamedConfig) || type.HasAttribute(KnownNames.SearchSpace));

    /// <summary>CA1062, "validate parameter is non-null": a metric is one formula, and generated code never passes null.</summary>
    public static bool IsNeverNull(ISymbol symbol, Experiments experiments) =>
        symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter
        && (IsRightMetric(method) || IsHook(method, experiments) || (IsCommand(method) && FillOf(parameter, experiments) != FillKind.None));

    /// <summary>CA2000, "dispose objects before losing scope": the run that a trainer belongs to disposes it.</summary>
    public static bool IsOwnedByRun(ISymbol symbol) =>
        symbol is IMethodSymbol { Name: "CreateTrainer" } && GeneratedMembers.IsGenerated(symbol);

    /// <summary>CA2007, "call ConfigureAwait": a program awaits its experiment.</summary>
    public static bool IsRun(ISymbol symbol) =>
        symbol is IMethodSymbol { Name: "RunAsync" } && (ExtensionMembers.Is(symbol) || GeneratedMembers.IsGenerated(symbol));

    /// <summary>CA5394, "insecure random number generator": a run must repeat its numbers with its seed.</summary>
    public static bool IsSeeded(ISymbol symbol, Experiments experiments) =>
        symbol is IParameterSymbol parameter && FillOf(parameter, experiments) == FillKind.Random;

    /// <summary>CS8620, "argument cannot be used due to differences in nullability": <c>X.Parse("epochs=3")</c> in SDK 10.0.100.</summary>
    public static bool IsParamsOfExtension(ISymbol symbol) =>
        symbol is IMethodSymbol method && ExtensionMembers.Is(method) && method.Parameters.LastOrDefault() is { IsParams: true };

    private static bool IsCalled(IMethodSymbol method, Experiments experiments) =>
        (IsCommand(method) && CommandParser.CanCall(method)) || IsHook(method, experiments);

    private static bool IsCommand(IMethodSymbol method) =>
        Experiments.IsExperiment(method.ContainingType) && CommandParser.IsCommand(method);

    private static bool IsHook(IMethodSymbol method, Experiments experiments) =>
        Hooks.IsOfExperiment(method) && experiments.HasTraining && HookSignature.CanCall(method);

    private static bool IsRightMetric(IMethodSymbol method) => Metrics.IsMetric(method) && MetricSignature.Read(method).IsValid;

    // `this` is a parameter to the compiler that nothing fills.
    private static FillKind FillOf(IParameterSymbol parameter, Experiments experiments) =>
        parameter is { IsThis: false, ContainingSymbol: IMethodSymbol method }
        ? experiments.Match(method).Select(m => m.Fills[parameter.Ordinal].Kind).FirstOrDefault(k => k != FillKind.None)
        : FillKind.None;
}
