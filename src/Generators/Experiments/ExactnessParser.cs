using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments;

/// <summary>
/// The parameters to which an entry does not convert exactly: an <c>int</c> captured as <c>float</c>. A value that would be another number
/// there stops before the run.
/// </summary>
internal static class ExactnessParser
{
    /// <summary>One check for each entry and type of its parameters.</summary>
    public static IEnumerable<ValidationModel> Parse(INamedTypeSymbol experiment, ConfigSemantics config, Compilation compilation)
    {
        // Few methods have such a parameter: no other is matched.
        var seen = default(HashSet<(string, string)>);
        var matcher = default(ParameterMatcher);
        foreach (var parameter in ParametersOf(experiment))
        {
            var fill = (matcher ??= new(experiment, config, compilation)).Match(parameter);
            if (fill is not { Kind: FillKind.Entry, Entry: { IsImplicit: false } entry }
                || InexactConversion.Condition(entry, parameter.Type) is not { } condition)
                continue;
            var type = InexactConversion.FloatingName(parameter.Type)!;
            var rule = $"must convert exactly to {type}, the type of parameter '{parameter.Name}' of '{parameter.ContainingSymbol.Name}'";
            if ((seen ??= []).Add((entry.Key, type)))
                yield return new ValidationModel(entry.Key, entry.Reading, condition, rule, entry.IsSecret);
        }
    }

    /// <summary>Floating-point parameters of methods that generated code calls, also of an experiment that this one derives from.</summary>
    private static IEnumerable<IParameterSymbol> ParametersOf(INamedTypeSymbol experiment) =>
        from type in experiment.WithBaseTypes()
        where type.HasAttribute(KnownNames.Experiment)
        from member in type.GetMembers()
        let method = member as IMethodSymbol
        where method is { MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: false }
        from parameter in method.Parameters
        where InexactConversion.FloatingName(parameter.Type) is not null && IsFilled(method)
        select parameter;

    private static bool IsFilled(IMethodSymbol method) =>
        !method.GetAttributes().IsEmpty
        && (method.HasAttribute(KnownNames.Captured)
            || method.HasAttribute(KnownNames.Metric)
            || CommandParser.IsCommand(method)
            || HookSignature.IsHook(method));
}
