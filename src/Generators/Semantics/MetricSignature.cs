using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Metrics.Plan;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>What is wrong with a metric's declaration.</summary>
/// <param name="Symbol">What it is about: the method or a parameter.</param>
/// <param name="Message">The rest of the sentence that begins with the symbol.</param>
/// <param name="Kind">Tells those apart that need no more than the message.</param>
internal sealed record SignatureProblem(ISymbol Symbol, string Message, SignatureProblemKind Kind = SignatureProblemKind.Other);

internal enum SignatureProblemKind
{
    Other,

    /// <summary>The method is one of an instance.</summary>
    NotStatic,

    /// <summary>Nothing says what shape the value of a hand-written state has.</summary>
    NoShape,
}

/// <summary>What a <c>[Metric]</c> method's declaration says, and what is wrong with it: for the generator and the analyzer
/// alike.</summary>
internal sealed class MetricSignature
{
    private MetricSignature(
        IMethodSymbol method,
        INamedTypeSymbol? state,
        IMethodSymbol? update,
        IReadOnlyList<SignatureProblem> problems
    ) => (Method, State, Update, Problems) = (method, state, update, problems);

    public IMethodSymbol Method { get; }

    /// <summary>The hand-written state that the method makes; null for a formula.</summary>
    public INamedTypeSymbol? State { get; }

    /// <summary>The state's <c>Update</c>; null if it has none that fits.</summary>
    public IMethodSymbol? Update { get; }

    public IReadOnlyList<SignatureProblem> Problems { get; }

    public bool IsValid => Problems.Count == 0;

    /// <summary>False for a method whose state could not even be declared.</summary>
    public bool CanDeclareState => !Method.IsGenericMethod && Method.Parameters.All(p => CanKeep(p.Type));

    public static MetricSignature Read(IMethodSymbol method)
    {
        var state = method.ReturnType is INamedTypeSymbol { TypeKind: TypeKind.Class } type && IsMetricState(type) ? type : null;
        var update = state is null ? null : FindUpdate(state);
        var problems = ProblemsOf(method, state, update).ToList();
        if (problems.Count == 0 && state is not null && GivenShape(method) is null && PlannedRank(state) is null)
            problems.Add(new(
                method,
                $"returns '{state.Name}', whose value can have any shape. Give it, as in [Metric(Shape = MetricShape.Scalar)].",
                SignatureProblemKind.NoShape));
        return new MetricSignature(method, state, update, problems);
    }

    /// <summary>The <c>Shape</c> of the attribute; null where it is to be inferred.</summary>
    public static int? GivenShape(IMethodSymbol method) =>
        method.FindAttribute(KnownNames.Metric)?.NamedArguments.FirstOrDefault(a => a.Key == "Shape").Value.Value is int shape and > 0
            ? shape
            : null;

    /// <summary>The number of axes that the plan of a generated state knows of its value; null for a hand-written state.</summary>
    public static int? PlannedRank(INamedTypeSymbol state) =>
        state.FindAttribute(KnownNames.MetricPlan) is { ConstructorArguments: { Length: 2 } arguments } && arguments[1].Value is string plan
            ? PlanText.RankOf(plan)
            : null;

    /// <summary>The metric's name in logs.</summary>
    public static string KeyOf(IMethodSymbol metric) =>
        metric.FindAttribute(KnownNames.Metric)?.StringArgument() is { Length: > 0 } name ? name : KeyName.ToSnakeCase(metric.Name);

    /// <summary>True for a batch tensor; every other parameter is a config value.</summary>
    public static bool IsBatch(IParameterSymbol parameter) => parameter.Type.Is(KnownNames.Tensor);

    /// <summary>True for an optional parameter of a hand-written <c>Update</c> that takes the rows' weights.</summary>
    public static bool IsWeight(IParameterSymbol parameter) => parameter.IsOptional && parameter.Name is "weight" or "sampleWeight";

    private static IEnumerable<SignatureProblem> ProblemsOf(IMethodSymbol method, INamedTypeSymbol? state, IMethodSymbol? update)
    {
        if (!method.IsStatic)
            yield return new(method, "must be static because a metric is a formula over its parameters", SignatureProblemKind.NotStatic);
        if (method.IsGenericMethod)
            yield return new(method, "must not be generic");
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType || type.IsFileLocal)
                yield return new(
                    method,
                    $"cannot be a member of '{type.Name}' because that type is {(type.IsGenericType ? "generic" : "file-local")}"
                );
        }

        if (method.IsAbstract || method.IsExtern)
            yield return new(method, "must have a body");
        if (state is null && !method.ReturnType.Is(KnownNames.Tensor) && method.ReturnType.TypeKind != TypeKind.Error)
            yield return new(method, "must return a Tensor or a hand-written MetricState");
        else if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            yield return new(method, "must return a value, not a reference");
        foreach (var problem in method.Parameters.SelectMany(p => ProblemsOf(p, state)))
            yield return problem;
        if (state is null)
        {
            if (!method.Parameters.Any(IsBatch))
                yield return new(method, "needs a parameter of type Tensor for the batch from which it is computed");
            yield break;
        }

        if (update is null)
            yield return new(
                method,
                $"returns '{state.Name}', which needs a method Update with batch tensors, and optionally weights, as parameters"
            );
        if (method.HasAttribute(KnownNames.Collect))
            yield return new(method, "cannot have [Collect] because it returns a state, which decides what it keeps");
    }

    private static IEnumerable<SignatureProblem> ProblemsOf(IParameterSymbol parameter, INamedTypeSymbol? state)
    {
        if (parameter.RefKind != RefKind.None)
            yield return new(parameter, "must not be ref, in or out");
        else if (parameter.IsParams)
            yield return new(parameter, "must not be params");
        else if (!IsBatch(parameter) && MentionsTensor(parameter.Type))
            yield return new(
                parameter,
                "is neither a batch tensor nor a config value. Use a parameter of type Tensor for each batch tensor."
            );
        else if (parameter.Type.TypeKind == TypeKind.Delegate)
            yield return new(
                parameter,
                "is a delegate, which cannot be a config value because its effect on the rows is not known and two of them cannot be "
                + "compared"
            );
        else if (parameter.Type.Is(KnownNames.Random) || parameter.HasAttribute(KnownNames.Seed))
            yield return new(
                parameter,
                $"is a random {(parameter.Type.Is(KnownNames.Random) ? "number generator" : "seed")}, but a metric may depend only on the "
                + $"data and the config"
            );
        else if (parameter.Type.Is(KnownNames.ServiceProvider))
            yield return new(parameter, "receives the services of the run, but a metric may depend only on the data and the config");
        else if (!CanKeep(parameter.Type) && parameter.Type.TypeKind is not (TypeKind.TypeParameter or TypeKind.Error))
            yield return new(parameter, "has a type that a state cannot store");
        if (!IsBatch(parameter))
            yield break;
        if (state is not null)
            yield return new(
                parameter,
                "cannot be a Tensor because a method that returns a state takes config values. Batch tensors are parameters of the "
                + "state's Update."
            );
        else if (parameter.IsOptional || parameter.NullableAnnotation == NullableAnnotation.Annotated)
            yield return new(parameter, "must be neither optional nor nullable because every update passes the batch tensor");
    }

    private static bool MentionsTensor(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => array.ElementType.Is(KnownNames.Tensor) || MentionsTensor(array.ElementType),
            INamedTypeSymbol { TypeKind: not TypeKind.Delegate } named => named.TypeArguments.Any(a =>
                a.Is(KnownNames.Tensor) || MentionsTensor(a)
            ),
            _ => false,
        };

    private static bool CanKeep(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => CanKeep(array.ElementType),
        INamedTypeSymbol named => !named.IsRefLikeType && named.TypeKind != TypeKind.Error && named.TypeArguments.All(CanKeep),
        _ => type.TypeKind == TypeKind.Dynamic,
    };

    private static bool IsMetricState(INamedTypeSymbol type) => type.WithBaseTypes().Skip(1).Any(t => t.Is(KnownNames.MetricState));

    private static IMethodSymbol? FindUpdate(INamedTypeSymbol state) =>
        state
            .WithBaseTypes()
            .SelectMany(t => t.GetMembers("Update").OfType<IMethodSymbol>())
            .FirstOrDefault(m =>
                m
                    is {
                        IsStatic: false,
                        IsGenericMethod: false,
                        MethodKind: MethodKind.Ordinary,
                        DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
                    }
                && m.Parameters.All(p => p.RefKind == RefKind.None && !p.IsParams && (IsBatch(p) || p.IsOptional))
                && m.Parameters.Any(p => IsBatch(p) && !p.IsOptional)
            );
}
