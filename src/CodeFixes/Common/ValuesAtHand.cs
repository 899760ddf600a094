using System.Linq;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;

namespace Gen.CodeFixes.Common;

/// <summary>Locals and parameters that an expression at a place can use.</summary>
internal sealed class ValuesAtHand(SemanticModel model, int position)
{
    private const string Experiment = "{0}";
    private const string Run = "{1}";

    /// <summary>What a run gives, and the type of a value that does as well.</summary>
    private static readonly (string Member, string Type)[] s_ofRun =
        [(Run + ".CancellationToken", KnownNames.CancellationToken), (Run + ".Log", KnownNames.Logger), (Run + ".Services", KnownNames.ServiceProvider)];

    /// <summary>The name of the only one of a type, given in full or as <see cref="KnownNames"/> has it; null if there are none or several.</summary>
    public string? OnlyOne(string type)
    {
        var found = model.LookupSymbols(position)
            .Where(s => s switch
            {
                ILocalSymbol local => local.Locations[0].SourceSpan.End < position && Is(local.Type, type),
                IParameterSymbol parameter => Is(parameter.Type, type),
                _ => false,
            })
            .Take(2)
            .ToArray();
        return found.Length == 1 ? TypeModels.EscapedName(found[0].Name) : null;
    }

    /// <summary>C# from its pattern, in which <c>{0}</c> is the experiment and <c>{1}</c> the run; null if one of them is not at hand.</summary>
    public string? Fill(string pattern, string? experiment)
    {
        var run = OnlyOne(KnownNames.Run);
        foreach (var (member, type) in s_ofRun)
        {
            if (run is null && pattern.EndsWith(" " + member, System.StringComparison.Ordinal))
                return Replaced(pattern, member, OnlyOne(type));
        }

        return Replaced(Replaced(pattern, Experiment, experiment), Run, run)?.Replace("{{", "{").Replace("}}", "}");
    }

    /// <summary>True if a value of a type is one of another, or of one that derives from it.</summary>
    public static bool Is(ITypeSymbol? type, string name) => (type as INamedTypeSymbol)?.WithBaseTypes().Any(t => t.Is(name) || t.WithNullableAnnotation(NullableAnnotation.None).FullName() == name) is true
        || type is { TypeKind: TypeKind.Interface } && type.Is(name);

    private static string? Replaced(string? text, string what, string? value) =>
        text is null || text.IndexOf(what, System.StringComparison.Ordinal) < 0 ? text : value is null ? null : text.Replace(what, value);
}
