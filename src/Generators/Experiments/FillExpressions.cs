using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments;

/// <summary>What fills a parameter, as C# in which <c>{0}</c> is the experiment and <c>{1}</c> the run.</summary>
internal static class FillExpressions
{
    public const string RunOfExperiment = "global::Gen.Configuration.ExperimentServices.RunOf({0})";

    /// <summary>The device that entry <c>device</c> names.</summary>
    public const string Device = "global::Gen.Training.Devices.Resolve({0}.Device)";

    public static string Expression(ParameterFill fill, IParameterSymbol parameter) => fill.Kind switch
    {
        FillKind.Entry => EntryExpression(fill.Entry!, parameter),
        FillKind.Block => "{0}." + fill.Block!.Reading,
        FillKind.Experiment => "{0}",
        FillKind.Run => "{1}",
        FillKind.Logger => "{1}.Log",
        FillKind.Fold => "{1}.Fold",
        FillKind.CancellationToken => "{1}.CancellationToken",
        FillKind.Random => $"{{1}}.CreateRandom({StreamOf(parameter)})",
        FillKind.Seed => $"{{1}}.NextSeed({StreamOf(parameter)})",
        FillKind.Services => NeedsServices(fill, parameter) ? $"{{1}}.RequireServices({StreamOf(parameter)})" : "{1}.Services",
        FillKind.Device => Device,
        _ => "default!",   // an error is reported at the parameter: the rest must compile
    };

    /// <summary>True if there must be services to fill it: one that may be null takes their absence for an answer.</summary>
    public static bool NeedsServices(ParameterFill fill, IParameterSymbol parameter) =>
        fill.Kind == FillKind.Services && parameter.NullableAnnotation != NullableAnnotation.Annotated;

    /// <summary>What fills it, for the overload's doc comment; null if the caller gives it.</summary>
    public static string? Description(ParameterFill fill, CancellationToken cancellationToken) => fill.Kind switch
    {
        FillKind.Entry => $"entry <c>{fill.Entry!.Key}</c>{Origin(fill.Entry, cancellationToken)}",
        FillKind.Block => $"block <c>{fill.Block!.Key}</c>",
        FillKind.Experiment => "the experiment",
        FillKind.Run => "the run",
        FillKind.Logger => "the run's log",
        FillKind.Fold => "the run's part of a cross-validation",
        FillKind.Random => "a random stream of its own",
        FillKind.Seed => "a seed of its own",
        FillKind.CancellationToken => "the run's cancellation token",
        FillKind.Services => "the services that the run was given",
        FillKind.Device => "the device that entry <c>device</c> names",
        _ => fill.Problem == FillProblem.None ? null : "nothing: its name or type is wrong",
    };

    /// <summary>The name of the method's own stream of random numbers, as a literal.</summary>
    private static string StreamOf(IParameterSymbol parameter) =>
        Literals
            .Text($"{parameter.ContainingSymbol.ContainingType?.Name}.{parameter.ContainingSymbol.Name}")
            .Replace("{", "{{")
            .Replace("}", "}}");

    /// <summary>What the entry is if nobody sets it.</summary>
    private static string Origin(EntrySemantics entry, CancellationToken cancellationToken)
    {
        if (entry.IsDerived)
            return " (derived from others)";
        if (entry.IsSecret)
            return " (secret)";
        var text = entry.IsImplicit ? ImplicitEntries.Default(entry.Key) : DefaultTexts.Read(entry.Path, cancellationToken);
        return text is null ? "" : $" (default <c>{text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}</c>)";
    }

    private static string EntryExpression(EntrySemantics entry, IParameterSymbol parameter)
    {
        if (
            entry is { IsImplicit: true, Key: ImplicitEntries.Seed }
            && parameter.Type is not { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
        )
            return "{1}.Seed";
        return "{0}." + entry.Reading;
    }
}
