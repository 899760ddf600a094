using Microsoft.CodeAnalysis;

namespace Gen.Benchmarks.Generator.Experiments;

/// <summary>The least that a generator of annotated classes can do: have the compiler find them, and read their names.</summary>
/// <param name="attribute">The attribute's metadata name; one that nothing bears shows what a generator costs that has nothing to
/// do.</param>
internal sealed class NamesOnly(string attribute) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                attribute,
                static (_, _) => true,
                static (found, _) => found.TargetSymbol.Name
            ),
            static (_, _) => { }
        );
}

/// <summary>An ordinary generator, as the guides teach it: the transform reads each member's names, types and attributes into records with
/// equality.</summary>
internal sealed class OrdinaryModel : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                ExperimentRounds.Attribute,
                static (_, _) => true,
                static (found, _) => Read((INamedTypeSymbol)found.TargetSymbol)
            ),
            static (output, model) => output.AddSource(model.Name + ".g.cs", $"// {model.Members}")
        );

    private static ClassModel Read(INamedTypeSymbol type) => new(
        type.ToDisplayString(),
        type.ContainingNamespace.ToDisplayString(),
        string.Join("\n", type.GetMembers().Where(m => !m.IsImplicitlyDeclared).Select(Read)));

    private static MemberModel Read(ISymbol member) =>
        new(member.Name, TypeOf(member), string.Join(", ", member.GetAttributes().Select(a => a.ToString())));

    private static string TypeOf(ISymbol member) =>
        member switch
        {
            IPropertySymbol property => property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            IMethodSymbol method => string.Join(
                ", ",
                method.Parameters.Select(p => p.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + " " + p.Name)
            ),
            _ => "",
        };

    private sealed record ClassModel(string Name, string Space, string Members);

    private sealed record MemberModel(string Name, string Type, string Attributes);
}
