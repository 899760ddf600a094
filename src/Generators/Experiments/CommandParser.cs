using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments;

/// <summary>Methods marked <c>[Main]</c> and <c>[Command]</c> to models, the main one first.</summary>
internal static class CommandParser
{
    public const string MainName = "run";

    /// <summary>Names that no <c>[Command]</c> can have: built-in ones, and one that a later version reserves.</summary>
    public static readonly string[] ReservedNames =
    [
        MainName,
        "help",
        "with",
        "print-config",
        "print-named-configs",
        "save-config",
        "resume",
        "sweep",
    ];

    /// <summary>The methods that are marked, with the words that run them; also those of which only one can count.</summary>
    public static IEnumerable<(IMethodSymbol Method, string Name)> MethodsOf(INamedTypeSymbol experiment)
    {
        foreach (var member in experiment.GetMembers())
        {
            if (
                member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method
                || method.GetAttributes() is not { IsEmpty: false } attributes
            )
                continue;
            if (attributes.Find(KnownNames.Main) is not null)
                yield return (method, MainName);
            if (attributes.Find(KnownNames.Command)?.StringArgument() is { } name)
                yield return (method, name);
        }
    }

    /// <summary>True if the method is marked with either attribute.</summary>
    public static bool IsCommand(IMethodSymbol method) => method.HasAttribute(KnownNames.Main) || method.HasAttribute(KnownNames.Command);

    /// <summary>True if generated code can call the method with filled arguments and keep its result.</summary>
    public static bool CanCall(IMethodSymbol method) =>
        !method.IsGenericMethod
        && method.Parameters.All(p =>
            p.RefKind is RefKind.None or RefKind.In && p.Type is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol)
        )
        && !method.ReturnType.IsRefLikeType
        && method.ReturnType is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol);

    /// <summary>True if the command line can read the name as a command: one word that means nothing else there.</summary>
    public static bool IsFreeWord(string name) =>
        name.Length > 0 && name[0] != '-' && !name.Any(c => char.IsWhiteSpace(c) || c == '=')
        && !name.EndsWith(".json", System.StringComparison.OrdinalIgnoreCase) && !ReservedNames.Contains(name);

    public static IEnumerable<CommandModel> Parse(
        INamedTypeSymbol experiment,
        ConfigSemantics config,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        var matcher = new ParameterMatcher(experiment, config, compilation);
        var names = new HashSet<string>();
        return MethodsOf(experiment)
            .Where(m =>
                CanCall(m.Method)
                && ((m.Name == MainName && m.Method.HasAttribute(KnownNames.Main)) || IsFreeWord(m.Name))
                && names.Add(m.Name)
            )
            .OrderBy(m => m.Name == MainName ? 0 : 1)
            .Select(m => Parse(m.Method, m.Name, matcher, cancellationToken))
            .ToList();
    }

    private static CommandModel Parse(IMethodSymbol method, string name, ParameterMatcher matcher, CancellationToken cancellationToken)
    {
        var (result, awaited) = Result(method.ReturnType);
        var arguments = new string[method.Parameters.Length];
        var needsServices = false;
        foreach (var parameter in method.Parameters)
        {
            var fill = matcher.Match(parameter);
            arguments[parameter.Ordinal] = FillExpressions.Expression(fill, parameter);
            needsServices |= FillExpressions.NeedsServices(fill, parameter);
        }

        return new CommandModel(
            name,
            DocComment.Summary(method, cancellationToken),
            method.Name,
            method.IsStatic,
            new(arguments),
            result,
            awaited,
            needsServices
        );
    }

    private static (string? Result, bool Awaited) Result(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void || type.TypeKind == TypeKind.Error)
            return (null, false);
        var isTask = type.Is("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.ValueTask");
        if (!isTask)
            return (type.FullName(), false);
        return (((INamedTypeSymbol)type).TypeArguments.FirstOrDefault()?.FullName(), true);
    }
}
