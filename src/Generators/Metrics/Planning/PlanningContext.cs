using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Planning;

/// <summary>What all parts of one metric's planning share.</summary>
internal sealed class PlanningContext(INamedTypeSymbol owner, Compilation compilation, CancellationToken cancellationToken)
{
    public NodeTable Nodes { get; } = new();

    public Compilation Compilation { get; } = compilation;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>False once the plan names a member that another assembly cannot see.</summary>
    public bool IsPublic { get; private set; } = true;

    /// <summary>Methods being inlined, the metric itself first.</summary>
    public Stack<IMethodSymbol> Calls { get; } = new();

    /// <summary>Notes that generated code will name a symbol; refuses one that the metric's type cannot see.</summary>
    public void Mention(ISymbol symbol, SyntaxNode syntax)
    {
        var isPublic = true;
        for (var s = symbol; s is not null and not INamespaceSymbol; s = s.ContainingSymbol)
        {
            if (s is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments })
            {
                foreach (var argument in arguments.OfType<INamedTypeSymbol>())
                    Mention(argument, syntax);
            }

            isPublic &= s.DeclaredAccessibility is Accessibility.Public or Accessibility.NotApplicable;
        }

        if (!isPublic && !Compilation.IsSymbolAccessibleWithin(symbol, owner))
            throw new NotStreamableException(syntax, $"'{symbol.Name}' is not accessible from '{owner.Name}', whose generated state would have to use it");
        IsPublic &= isPublic;
    }

    /// <summary>A type's name in generated code.</summary>
    public string TypeName(ITypeSymbol? type, SyntaxNode syntax)
    {
        switch (type)
        {
            case null:
                return "var";
            case INamedTypeSymbol named:
                Mention(named, syntax);
                break;
        }

        return type.FullName();
    }

    /// <summary>Marks the plan as one that only its own assembly can use.</summary>
    public void UsePrivate() => IsPublic = false;
}
