using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics;

/// <summary>Metric methods to models: the last place that sees Roslyn's types, and the only one that binds a body.</summary>
internal static class MetricParser
{
    /// <summary>The model; null where nothing can be generated.</summary>
    public static MetricModel? Parse(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        var type = method.ContainingType;
        if (
            method.MethodKind != MethodKind.Ordinary
            || !CanContinue(type, cancellationToken)
            || compilation.GetTypeByMetadataName(KnownNames.MetricState) is null
        )
            return null;
        var signature = MetricSignature.Read(method);
        if (!signature.CanDeclareState)
            return null;
        var owner = MetricOwners.Read(type);
        var plan = signature.IsValid && signature.State is null && !method.HasAttribute(KnownNames.Collect)
            ? Planner.Plan(method.PartialImplementationPart ?? method, compilation, cancellationToken)
            : null;
        return new MetricModel(
            owner,
            type.GetMembers().IndexOf(method.PartialDefinitionPart ?? method),
            method.Name,
            MetricSignature.KeyOf(method),
            Form(signature, plan),
            plan?.Plan is { } planned ? PlanText.Write(planned) : "",
            plan is { IsPublic: true },
            Parameters(method, owner.IsExperiment ? type : null, compilation).ToEquatableArray(),
            HandWritten(signature),
            Shape(
                MetricSignature.GivenShape(method),
                signature.State is { } state ? MetricSignature.PlannedRank(state) : plan?.Plan?.Rank),
            MetricAccess.Read(method, type),
            DocComment.Summary(method, cancellationToken));
    }

    /// <summary>The models of the metrics that a type uses of others, after its own in order.</summary>
    public static IEnumerable<MetricModel> ParseUsed(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        if (!CanContinue(type, cancellationToken) || compilation.GetTypeByMetadataName(KnownNames.MetricState) is null)
            yield break;
        var owner = MetricOwners.Read(type);
        var order = type.GetMembers().Length;
        foreach (var method in UsedMetrics.In(type, compilation).Select(u => u.Method).OfType<IMethodSymbol>())
        {
            // Those of this project have no state class yet, where the plans of others are.
            var text = method.DeclaringSyntaxReferences.Length == 0 ? ReferencedPlan.Find(method).Text
                : MetricSignature.Read(method).IsValid && Planner.Plan(method, compilation, cancellationToken, type).Plan is { } plan
                ? PlanText.Write(plan)
                : "";
            yield return new MetricModel(
                owner,
                order++,
                method.Name,
                MetricSignature.KeyOf(method),
                text.Length > 0 ? MetricForm.Streamed : MetricForm.Refused,
                text,
                IsPlanPublic: false,
                Parameters(method, owner.IsExperiment ? type : null, compilation).ToEquatableArray(),
                State: null,
                Shape(MetricSignature.GivenShape(method), PlanText.RankOf(text)),
                MetricAccess.Read(method, type),
                DocComment.Summary(method, cancellationToken),
                IsUsed: true);
        }
    }

    private static bool CanContinue(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.IsGenericType || t.IsFileLocal || t.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
                return false;
        }

        return TypeModels.IsPartial(type, cancellationToken);
    }

    private static MetricForm Form(MetricSignature signature, PlanningResult? plan) =>
        !signature.IsValid ? MetricForm.Refused
        : signature.State is not null ? MetricForm.HandWritten
        : plan is null ? MetricForm.Collected
        : plan.Plan is null ? MetricForm.Refused
        : MetricForm.Streamed;

    private static HandWrittenModel? HandWritten(MetricSignature signature) =>
        signature is { IsValid: true, State: { } state, Update: { } update }
            ? new HandWrittenModel(
                state.FullName(),
                update
                    .Parameters.Where(p => !p.IsOptional || MetricSignature.IsWeight(p))
                    .Select(p => new MetricParameterModel(p.Name, p.Type.FullName(), IsBatch: !p.IsOptional, null, null))
                    .ToEquatableArray()
            )
            : null;

    private static MetricShapeModel Shape(int? given, int? rank) => (given, rank) switch
    {
        (1, _) or (null, 0) => MetricShapeModel.Scalar,
        (3, _) or (null, 2) => MetricShapeModel.Matrix,
        _ => MetricShapeModel.Vector,
    };

    private static IEnumerable<MetricParameterModel> Parameters(IMethodSymbol method, INamedTypeSymbol? experiment, Compilation compilation)
    {
        var matcher = experiment is not null && method.Parameters.Any(p => !MetricSignature.IsBatch(p))
            ? new ParameterMatcher(experiment, ConfigSemanticsReader.Read(experiment, compilation), compilation)
            : null;
        foreach (var parameter in method.Parameters)
        {
            var defaultValue = Literals.DefaultOf(parameter) is { Length: > 0 } text ? text : null;
            yield return MetricSignature.IsBatch(parameter)
                ? new MetricParameterModel(parameter.Name, NodeTypes.Tensor, IsBatch: true, null, null)
                : new MetricParameterModel(
                    parameter.Name,
                    parameter.Type.FullName(),
                    IsBatch: false,
                    defaultValue,
                    Fill(parameter, matcher),
                    ConfigValueText.Format(parameter.Type)
                );
        }
    }

    // A parameter that nearly matches is the caller's, until it matches: its own error is reported at it.
    private static string? Fill(IParameterSymbol parameter, ParameterMatcher? matcher) =>
        matcher?.Match(parameter) is { Kind: not FillKind.None } fill
            ? string.Format(FillExpressions.Expression(fill, parameter), "this", string.Format(FillExpressions.RunOfExperiment, "this"))
            : null;
}

/// <summary>How a config value is written into a state's configuration: states of different values must not be merged.</summary>
internal static class ConfigValueText
{
    private const string Text = "\"\\\"\" + {0}.Replace(\"\\\"\", \"\\\"\\\"\") + \"\\\"\"";

    /// <summary>A part of an invariant interpolated string, with <c>{0}</c> for the value.</summary>
    public static string Format(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
            return MayBeNull(type)
                ? $"{{{{({{0}} is null ? \"null\" : {Text})}}}}"
                : $"{{{{({Text})}}}}";
        if (ItemType(type) is not { } item)
            return "{{{0}}}";
        var isNullable = !type.IsValueType && MayBeNull(type);
        var each = item.SpecialType == SpecialType.System_String && !MayBeNull(item)
            ? string.Format(Text, "item")
            : item.SpecialType == SpecialType.System_String
            ? $"item is null ? \"null\" : {string.Format(Text, "item")}"
            : "global::System.FormattableString.Invariant($\"{{item}}\")";
        var all = $"\"[\" + string.Join(\", \", global::System.Linq.Enumerable.Select({{0}}, static item => {each})) + \"]\"";
        return $"{{{{({(isNullable ? "{0} is null ? \"null\" : " : "")}{all})}}}}";
    }

    // Where nullable reference types are off, any may be.
    private static bool MayBeNull(ITypeSymbol type) => type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    private static ITypeSymbol? ItemType(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return array.ElementType;
        var list = type.AllInterfaces.Concat(type is INamedTypeSymbol named ? [named] : [])
            .FirstOrDefault(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return list?.TypeArguments[0];
    }
}
