using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>What a program's declarations are in Gen's language, read from their attributes and names alone: not by the code under test.</summary>
internal static class Named
{
    private static readonly string[] s_filled = ["Captured", "Main", "Command"];

    public static bool Has(this ISymbol symbol, string attribute) => symbol.GetAttributes().Any(a => a.AttributeClass?.Name == attribute + "Attribute");

    public static bool IsHook(this ISymbol symbol) => symbol.GetAttributes().Any(a => a.AttributeClass is { Name: var n } && n.StartsWith("On", StringComparison.Ordinal) && n.EndsWith("Attribute", StringComparison.Ordinal));

    /// <summary>The experiments of a program with one of their declarations each.</summary>
    public static IEnumerable<(TypeDeclarationSyntax Syntax, INamedTypeSymbol Type)> Experiments(this Subject subject) =>
        subject.Types().Where(t => t.Type.Has("Experiment") && t.Syntax.AttributeLists.Count > 0);

    public static IEnumerable<(TypeDeclarationSyntax Syntax, INamedTypeSymbol Type)> Types(this Subject subject) =>
        subject.Nodes<TypeDeclarationSyntax>().Select(s => (s, (INamedTypeSymbol)subject.Declared(s)!));

    public static IEnumerable<(MethodDeclarationSyntax Syntax, IMethodSymbol Method)> Methods(this Subject subject) =>
        subject.Nodes<MethodDeclarationSyntax>().Select(s => (s, (IMethodSymbol)subject.Declared(s)!));

    public static IEnumerable<(PropertyDeclarationSyntax Syntax, IPropertySymbol Property)> Properties(this Subject subject) =>
        subject.Nodes<PropertyDeclarationSyntax>().Select(s => (s, (IPropertySymbol)subject.Declared(s)!));

    /// <summary>The settable entries of experiments and blocks that are simple values.</summary>
    public static IEnumerable<(PropertyDeclarationSyntax Syntax, IPropertySymbol Property)> Entries(this Subject subject) =>
        subject.Properties().Where(p => (p.Property.ContainingType.Has("Experiment") || p.Property.ContainingType.Has("Config"))
            && p.Property.SetMethod is not null && !p.Property.Type.Has("Config"));

    /// <summary>The properties of named configs.</summary>
    public static IEnumerable<(PropertyDeclarationSyntax Syntax, IPropertySymbol Property)> NamedValues(this Subject subject) =>
        subject.Properties().Where(p => p.Property.ContainingType.Has("NamedConfig") && p.Property.DeclaredAccessibility == Accessibility.Public);

    /// <summary>The experiment that a named config, a captured method or a member belongs to; the first of several.</summary>
    public static INamedTypeSymbol? Experiment(this ISymbol symbol)
    {
        if (symbol.GetAttributes().Select(a => a.AttributeClass!).FirstOrDefault(a => a.IsGenericType && a.Name is "CapturedAttribute" or "NamedConfigAttribute") is { TypeArguments: [INamedTypeSymbol named] })
            return named;
        for (var type = symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.Has("Experiment"))
                return type;
        }

        return null;
    }

    /// <summary>The entry that a name means; dotted keys are not looked up.</summary>
    public static IPropertySymbol? Entry(this INamedTypeSymbol experiment, string name) => experiment.GetMembers().OfType<IPropertySymbol>()
        .FirstOrDefault(p => p.DeclaredAccessibility == Accessibility.Public && !p.Type.Has("Config") && !p.Has("ImplicitEntry") && Misspelling.Plain(p.Name) == Misspelling.Plain(name));

    /// <summary>Every name that an experiment's parameters could mean, so that a misspelling does not hit another.</summary>
    public static IEnumerable<string> Names(this INamedTypeSymbol experiment) =>
        experiment.GetMembers().SelectMany(m => new[] { m.Name, "val" + m.Name }).Concat(["epoch", "batch", "step", "lr", "loss", "valLoss", "input", "yTrue", "yPred", "sampleWeight", "seed", "device"]);

    /// <summary>Parameters of captured methods and commands that an entry fills by their names.</summary>
    public static IEnumerable<(ParameterSyntax Syntax, IParameterSymbol Parameter, IPropertySymbol Entry)> FilledByName(this Subject subject) =>
        subject.FilledByName(m => s_filled.Any(m.Has));

    /// <summary>Parameters of some methods that have an entry's name.</summary>
    public static IEnumerable<(ParameterSyntax Syntax, IParameterSymbol Parameter, IPropertySymbol Entry)> FilledByName(this Subject subject, Func<IMethodSymbol, bool> methods) =>
        from method in subject.Methods()
        where methods(method.Method) && method.Method.Experiment() is not null
        from syntax in method.Syntax.ParameterList.Parameters
        let parameter = (IParameterSymbol)subject.Declared(syntax)!
        where !parameter.Has("FromConfig") && !parameter.Has("Seed")
        let entry = method.Method.Experiment()!.Entry(parameter.Name)
        where entry is not null && !parameter.Type.Has("Config")
        select (syntax, parameter, entry);
}
