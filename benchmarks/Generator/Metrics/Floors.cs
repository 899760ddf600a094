using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Benchmarks.Generator.Metrics;

/// <summary>The least that a generator of metrics can do: find them, and read their names.</summary>
internal sealed class NamesOnly : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                "Gen.MetricAttribute",
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, _) => found.TargetSymbol.Name
            ),
            static (_, _) => { }
        );
}

/// <summary>The least that one can do which understands bodies: let the compiler bind them, and not look.</summary>
internal sealed class BindsOnly : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                "Gen.MetricAttribute",
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, _) => found.SemanticModel.GetOperation(found.TargetNode)?.Kind.ToString()
            ),
            static (_, _) => { }
        );
}
