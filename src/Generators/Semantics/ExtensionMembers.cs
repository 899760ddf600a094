using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>
/// The extension members that the runtime has for every experiment. A call means one of them only where the type has no member, own or
/// inherited, that the call could mean.
/// </summary>
internal static class ExtensionMembers
{
    private enum Argument
    {
        Text,
        Texts,
        Options,
        Token,
    }

    // The calls that a member takes.
    private static readonly (string Name, string Shown, bool IsStatic, Argument[][] Calls)[] s_members =
    [
        (
            GeneratedMembers.RunMethod,
            GeneratedMembers.RunFromArguments,
            true,
            [
                [Argument.Texts],
                [Argument.Texts, Argument.Options],
                [Argument.Texts, Argument.Options, Argument.Token],
            ]
        ),
        (
            "ResumeAsync",
            "ResumeAsync",
            true,
            [
                [Argument.Text],
                [Argument.Text, Argument.Texts],
                [Argument.Text, Argument.Texts, Argument.Options],
                [Argument.Text, Argument.Texts, Argument.Options, Argument.Token],
            ]
        ),
        (
            "Restore",
            "Restore",
            true,
            [
                [Argument.Text],
                [Argument.Text, Argument.Texts],
                [Argument.Text, Argument.Texts, Argument.Options],
            ]
        ),
        (
            GeneratedMembers.Parse,
            GeneratedMembers.Parse,
            true,
            [
                [],
                [Argument.Text],
                [Argument.Text, Argument.Text],
                [Argument.Texts],
            ]
        ),
        (
            GeneratedMembers.Parse,
            "Parse(RunOptions)",
            true,
            [
                [Argument.Options],
                [Argument.Options, Argument.Text],
                [Argument.Options, Argument.Texts],
            ]
        ),
        (
            "FromJson",
            "FromJson",
            true,
            [
                [Argument.Text],
            ]
        ),
        (
            GeneratedMembers.ToJson,
            GeneratedMembers.ToJson,
            false,
            [
                [],
            ]
        ),
    ];

    /// <summary>The experiment that a method is called on: the one that an extension member is called for, else the containing
    /// type.</summary>
    public static INamedTypeSymbol ExperimentOf(IMethodSymbol method) =>
        Is(method)
        && (method.ContainingType is { IsExtension: true } block ? block.TypeArguments : method.TypeArguments).FirstOrDefault()
            is INamedTypeSymbol experiment
            ? experiment
            : method.ContainingType;

    /// <summary>True if the method is one of them.</summary>
    public static bool Is(ISymbol method) =>
        (method.ContainingType is { IsExtension: true } block ? block.ContainingType : method.ContainingType).Is(
            KnownNames.ExperimentExtensions
        );

    /// <summary>Members of the user's, own and inherited, that a call would mean instead.</summary>
    public static IEnumerable<(string Generated, ISymbol User)> HiddenBy(INamedTypeSymbol experiment, Compilation compilation)
    {
        foreach (var (name, shown, isStatic, calls) in s_members)
        {
            foreach (var type in experiment.WithBaseTypes())
            {
                foreach (var member in type.GetMembers(name))
                {
                    var isSeen =
                        !member.IsImplicitlyDeclared
                        && compilation.IsSymbolAccessibleWithin(member, experiment)
                        && !GeneratedMembers.IsGenerated(member);
                    if (isSeen && Hides(member, isStatic, calls, compilation))
                        yield return (shown, member);
                }
            }
        }
    }

    /// <summary>True if the overload of a captured method, which is called on an instance, takes a call of an extension member.</summary>
    public static bool IsHiddenBy(CapturedSemantics shape) =>
        shape.Method.Name == GeneratedMembers.ToJson && shape.Kept.All(p => p.IsOptional || p.IsParams);

    private static bool Hides(ISymbol member, bool isStatic, Argument[][] calls, Compilation compilation)
    {
        if (member is not IMethodSymbol method)
            return true; // not by a call, but as a method group
        if (
            method.IsStatic != isStatic
            || method.TypeParameters.Any(t => !method.Parameters.Any(p => CapturedSemantics.Mentions(p.Type, t)))
        )
            return false;
        foreach (var call in calls)
        {
            if (Takes(method, call, compilation))
                return true;
        }

        return false;
    }

    private static bool Takes(IMethodSymbol method, Argument[] call, Compilation compilation)
    {
        var parameters = method.Parameters;
        for (var i = 0; i < call.Length; i++)
        {
            var isParams = parameters.Length > 0 && parameters[parameters.Length - 1].IsParams;
            if (i >= parameters.Length && !isParams)
                return false;
            var parameter = i < parameters.Length ? parameters[i] : parameters[parameters.Length - 1];
            var item = parameter is { IsParams: true, Type: IArrayTypeSymbol array } ? array.ElementType : null;
            var fits =
                (i < parameters.Length && Fits(parameter.Type, call[i], method, compilation))
                || (item is not null && Fits(item, call[i], method, compilation));
            if (parameter.RefKind is not (RefKind.None or RefKind.In) || !fits)
                return false;
        }

        return parameters.Skip(call.Length).All(p => p.IsOptional || p.IsParams);
    }

    private static bool Fits(ITypeSymbol parameter, Argument argument, IMethodSymbol method, Compilation compilation)
    {
        if (method.TypeParameters.Any(t => CapturedSemantics.Mentions(parameter, t)))
            return true;   // by inference
        var text = compilation.GetSpecialType(SpecialType.System_String);
        ITypeSymbol? type = argument switch
        {
            Argument.Text => text,
            Argument.Texts => compilation.CreateArrayTypeSymbol(text),
            Argument.Options => compilation.GetTypeByMetadataName(KnownNames.RunOptions),
            _ => compilation.GetTypeByMetadataName(KnownNames.CancellationToken),
        };
        return type is not null && compilation.HasImplicitConversion(type, parameter);
    }
}
