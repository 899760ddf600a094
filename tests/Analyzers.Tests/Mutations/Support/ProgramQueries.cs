using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>
/// Finds declarations, calls and references of Gen's language by attributes and names alone, independently of the code under test.
/// </summary>
internal static class ProgramQueries
{
    private static readonly string[] s_filled = ["Captured", "Main", "Command"];

    public static bool Has(this ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Any(a => a.AttributeClass?.Name == attribute + "Attribute");

    public static bool IsHook(this ISymbol symbol) =>
        symbol
            .GetAttributes()
            .Any(a =>
                a.AttributeClass is { Name: var n }
                && n.StartsWith("On", StringComparison.Ordinal)
                && n.EndsWith("Attribute", StringComparison.Ordinal)
            );

    /// <summary>The experiments of a program with one of their declarations each.</summary>
    public static IEnumerable<(TypeDeclarationSyntax Syntax, INamedTypeSymbol Type)> Experiments(this TestProgram program) =>
        program.Types().Where(t => t.Type.Has("Experiment") && t.Syntax.AttributeLists.Count > 0);

    public static IEnumerable<(TypeDeclarationSyntax Syntax, INamedTypeSymbol Type)> Types(this TestProgram program) =>
        program.Nodes<TypeDeclarationSyntax>().Select(s => (s, (INamedTypeSymbol)program.Declared(s)!));

    public static IEnumerable<(MethodDeclarationSyntax Syntax, IMethodSymbol Method)> Methods(this TestProgram program) =>
        program.Nodes<MethodDeclarationSyntax>().Select(s => (s, (IMethodSymbol)program.Declared(s)!));

    public static IEnumerable<(PropertyDeclarationSyntax Syntax, IPropertySymbol Property)> Properties(this TestProgram program) =>
        program.Nodes<PropertyDeclarationSyntax>().Select(s => (s, (IPropertySymbol)program.Declared(s)!));

    /// <summary>The settable entries of experiments and blocks that are simple values.</summary>
    public static IEnumerable<(PropertyDeclarationSyntax Syntax, IPropertySymbol Property)> Entries(this TestProgram program) =>
        program.Properties().Where(p => (p.Property.ContainingType.Has("Experiment") || p.Property.ContainingType.Has("Config"))
            && p.Property.SetMethod is not null && !p.Property.Type.Has("Config"));

    /// <summary>The properties of named configs.</summary>
    public static IEnumerable<(PropertyDeclarationSyntax Syntax, IPropertySymbol Property)> NamedValues(this TestProgram program) =>
        program
            .Properties()
            .Where(p => p.Property.ContainingType.Has("NamedConfig") && p.Property.DeclaredAccessibility == Accessibility.Public);

    /// <summary>The experiment that a named config, a captured method or a member belongs to; the first of several.</summary>
    public static INamedTypeSymbol? Experiment(this ISymbol symbol)
    {
        if (
            symbol
                .GetAttributes()
                .Select(a => a.AttributeClass!)
                .FirstOrDefault(a => a.IsGenericType && a.Name is "CapturedAttribute" or "NamedConfigAttribute") is
            { TypeArguments: [INamedTypeSymbol named] }
        )
            return named;
        for (var type = symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.Has("Experiment"))
                return type;
        }

        return null;
    }

    /// <summary>The entry that a name means; dotted keys are not looked up.</summary>
    public static IPropertySymbol? Entry(this INamedTypeSymbol experiment, string name) =>
        experiment
            .GetMembers()
            .OfType<IPropertySymbol>()
            .FirstOrDefault(p =>
                p.DeclaredAccessibility == Accessibility.Public
                && !p.Type.Has("Config")
                && !p.Has("ImplicitEntry")
                && Misspelling.Plain(p.Name) == Misspelling.Plain(name)
            );

    /// <summary>Every name that an experiment's parameters could mean, so that a misspelling does not hit another.</summary>
    public static IEnumerable<string> Names(this INamedTypeSymbol experiment) =>
        experiment
            .GetMembers()
            .SelectMany(m => new[] { m.Name, "val" + m.Name })
            .Concat(["epoch", "batch", "step", "lr", "loss", "valLoss", "input", "yTrue", "yPred", "sampleWeight", "seed", "device"]);

    /// <summary>Parameters of captured methods and commands that an entry fills by their names.</summary>
    public static IEnumerable<(ParameterSyntax Syntax, IParameterSymbol Parameter, IPropertySymbol Entry)> FilledByName(
        this TestProgram program
    ) => program.FilledByName(m => s_filled.Any(m.Has));

    /// <summary>Parameters of some methods that have an entry's name.</summary>
    public static IEnumerable<(ParameterSyntax Syntax, IParameterSymbol Parameter, IPropertySymbol Entry)> FilledByName(
        this TestProgram program,
        Func<IMethodSymbol, bool> methods
    ) =>
        from method in program.Methods()
        where methods(method.Method) && method.Method.Experiment() is not null
        from syntax in method.Syntax.ParameterList.Parameters
        let parameter = (IParameterSymbol)program.Declared(syntax)!
        where !parameter.Has("FromConfig") && !parameter.Has("Seed")
        let entry = method.Method.Experiment()!.Entry(parameter.Name)
        where entry is not null && !parameter.Type.Has("Config")
        select (syntax, parameter, entry);

    /// <summary>Calls of a captured method without the parameters that are filled.</summary>
    public static IEnumerable<InvocationExpressionSyntax> OverloadCalls(this TestProgram program, IMethodSymbol captured) =>
        program
            .Nodes<InvocationExpressionSyntax>()
            .Where(c =>
                program.Meant(c) is IMethodSymbol called
                && called.Name == captured.Name
                && IsGenerated(called)
                && SymbolEqualityComparer.Default.Equals(
                    called.IsExtensionMethod ? (called.ReducedFrom ?? called).Parameters[0].Type : called.ContainingType,
                    captured.Experiment()
                )
            );

    /// <summary>Calls of a method that was generated or inherited for the purpose, by its name.</summary>
    public static IEnumerable<InvocationExpressionSyntax> GeneratedCalls(this TestProgram program, string name) =>
        program
            .Nodes<InvocationExpressionSyntax>()
            .Where(c => program.Meant(c) is IMethodSymbol called && called.Name == name && IsGenerated(called));

    /// <summary>Calls of a method itself.</summary>
    public static IEnumerable<InvocationExpressionSyntax> CallsOf(this TestProgram program, IMethodSymbol method) =>
        program
            .Nodes<InvocationExpressionSyntax>()
            .Where(c => SymbolEqualityComparer.Default.Equals((program.Meant(c) as IMethodSymbol)?.OriginalDefinition, method));

    /// <summary>The called method's name in a call.</summary>
    public static SyntaxNodeOrToken Name(this InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax access ? access.Name : call.Expression;

    /// <summary>The experiment that a called method is of: itself the containing type, or what the base class is made for.</summary>
    public static INamedTypeSymbol Owner(this ISymbol method) =>
        method is IMethodSymbol called ? ExtensionMembers.ExperimentOf(called) : method.ContainingType;

    private static bool IsGenerated(IMethodSymbol method) =>
        ExtensionMembers.Is(method)
        || method.Locations.All(l => l.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) is true);

    /// <summary>Parameters of some methods that have its name.</summary>
    public static IEnumerable<SyntaxNodeOrToken> Parameters(
        this TestProgram program,
        IPropertySymbol entry,
        Func<IMethodSymbol, bool> methods
    ) =>
        program
            .FilledByName(methods)
            .Where(f => SymbolEqualityComparer.Default.Equals(f.Entry, entry))
            .Select(f => (SyntaxNodeOrToken)f.Syntax.Identifier);

    /// <summary>Properties of named configs that set it.</summary>
    public static IEnumerable<SyntaxNodeOrToken> Settings(this TestProgram program, IPropertySymbol entry) =>
        program
            .NamedValues()
            .Where(v =>
                v.Property.Name == entry.Name
                && !v.Property.Has("FromConfig")
                && SymbolEqualityComparer.Default.Equals(v.Property.ContainingType.Experiment(), entry.ContainingType)
            )
            .Select(v => (SyntaxNodeOrToken)v.Syntax.Identifier);

    /// <summary>Texts in <c>[FromConfig]</c> that are its key.</summary>
    public static IEnumerable<SyntaxNodeOrToken> Keys(this TestProgram program, IPropertySymbol entry) =>
        program
            .Nodes<AttributeSyntax>()
            .Where(a =>
                a.Name.ToString() == "FromConfig"
                && a.ArgumentList!.Arguments[0].Expression is LiteralExpressionSyntax literal
                && IsKey(literal.Token.ValueText, entry)
            )
            .Select(a => (SyntaxNodeOrToken)a.ArgumentList!.Arguments[0].Expression);

    /// <summary>Constant texts given to <c>Parse</c> that set it.</summary>
    public static IEnumerable<SyntaxNodeOrToken> Updates(this TestProgram program, IPropertySymbol entry) =>
        program
            .GeneratedCalls("Parse")
            .SelectMany(c => c.ArgumentList.Arguments.Select(a => a.Expression).OfType<LiteralExpressionSyntax>())
            .Where(l =>
                l.Token.ValueText.Contains('=')
                && (IsKey(l.Token.ValueText.Split('=')[0], entry) || IsItem(l.Token.ValueText.Split('=')[0], entry))
            )
            .Select(l => (SyntaxNodeOrToken)l);

    private static bool IsKey(string key, IPropertySymbol entry)
    {
        var parts = key.Split('.');
        return Misspelling.Plain(parts[^1]) == Misspelling.Plain(entry.Name)
            && parts.Length == (entry.ContainingType.Has("Experiment") ? 1 : 2);
    }

    /// <summary>True for an item of a dictionary.</summary>
    private static bool IsItem(string key, IPropertySymbol entry) =>
        entry.Type.Name == "IReadOnlyDictionary"
        && key.Split('.') is [var dictionary, _]
        && Misspelling.Plain(dictionary) == Misspelling.Plain(entry.Name);
}
