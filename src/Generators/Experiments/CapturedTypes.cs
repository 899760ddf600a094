using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments;

/// <summary>Groups overloads by the type that they are added to.</summary>
internal static class CapturedTypes
{
    /// <summary>Overloads for the captured methods that an experiment declares itself; null if there are none.</summary>
    public static CapturedTypeModel? ParseOwn(
        INamedTypeSymbol experiment,
        TypeModel type,
        ConfigSemantics config,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        var shapes = new List<CapturedSemantics>();
        foreach (var member in experiment.GetMembers())
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method || !method.HasAttribute(KnownNames.Captured))
                continue;
            var shape = CapturedSemantics.Read(method, experiment, config, compilation);
            if (
                shape.HasOverload
                && GeneratedMembers.OverloadCollision(shape) is null
                && !GeneratedMembers.OverloadIsGeneratedMember(shape)
                && !shapes.Any(shape.OverloadEquals)
            )
                shapes.Add(shape);
        }

        return shapes.Count == 0
            ? null
            : new CapturedTypeModel(
                type,
                type.FullName,
                IsExtension: false,
                shapes.Select(s => CapturedParser.Parse(s, cancellationToken)).ToEquatableArray()
            );
    }

    /// <summary>Overloads for one method that other types' experiments capture.</summary>
    public static IEnumerable<CapturedTypeModel> ParseExternal(
        IMethodSymbol method,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        foreach (var experiment in CapturedSemantics.ExperimentsOf(method))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!CanExtend(method) || experiment.IsGenericType)
                continue;
            var config = ConfigSemanticsReader.Read(experiment, compilation);
            var shape = CapturedSemantics.Read(method, experiment, config, compilation);
            if (
                shape.HasOverload
                && !EarlierInClass(method, experiment)
                    .Any(m => shape.OverloadEquals(CapturedSemantics.Read(m, experiment, config, compilation)))
            )
                yield return new CapturedTypeModel(
                    ExtensionClass(method, experiment),
                    experiment.FullName(),
                    IsExtension: true,
                    new EquatableArray<CapturedModel>([CapturedParser.Parse(shape, cancellationToken)])
                );
        }
    }

    /// <summary>True if an extension method elsewhere can call the method.</summary>
    public static bool CanExtend(IMethodSymbol method)
    {
        if (!method.IsStatic || method.MethodKind != MethodKind.Ordinary)
            return false;
        for (ISymbol symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingType)
        {
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal
                || symbol is INamedTypeSymbol { IsGenericType: true } or INamedTypeSymbol { IsFileLocal: true })
                return false;
            if (symbol.ContainingType is null)
                return true;
        }

        return true;
    }

    /// <summary>One model per extension class, from one per method; the class is as open as its least open method.</summary>
    public static IEnumerable<CapturedTypeModel> Merge(IEnumerable<CapturedTypeModel> single)
    {
        var merged = single
            .GroupBy(m => m.Type.HintName)
            .Select(group =>
            {
                var leastOpen =
                    group.FirstOrDefault(m => m.Type.Header.StartsWith("internal", System.StringComparison.Ordinal)) ?? group.First();
                return leastOpen with { Methods = group.SelectMany(m => m.Methods).ToEquatableArray() };
            })
            .ToList();
        var clashing = HintNames.Clashing(merged.Select(m => m.Type.HintName));
        foreach (var model in merged)
        {
            // Classes of one name in different namespaces: their extension classes would be one.
            var type = model.Type;
            var isShared = merged.Any(other => other != model && other.Type.Namespace == type.Namespace && other.Type.Name == type.Name);
            var name = isShared ? type.HintName.Replace('.', '_') : type.Name;
            yield return model with
            {
                Type = type with
                {
                    Name = name,
                    FullName = name,
                    Header = type.Header.Replace(" class " + type.Name, " class " + name),
                    HintName = HintNames.Unique(type.HintName, clashing),
                },
            };
        }
    }

    private static TypeModel ExtensionClass(IMethodSymbol method, INamedTypeSymbol experiment)
    {
        var name = $"{method.ContainingType.Name}CapturedBy{experiment.Name}";
        var open = IsPublic(method) && IsPublic(experiment) ? "public" : "internal";
        var ns = experiment.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : null;
        var hint = $"{TypeModels.HintName(method.ContainingType)}.CapturedBy.{TypeModels.HintName(experiment)}";
        return new TypeModel(ns, default, $"{open} static class {name}", name, name, hint);
    }

    /// <summary>True if other assemblies see the symbol.</summary>
    public static bool IsPublic(ISymbol symbol)
    {
        for (; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }

    /// <summary>Captured methods of the same name that stand before one in its class: of two equal overloads the first is made.</summary>
    private static IEnumerable<IMethodSymbol> EarlierInClass(IMethodSymbol method, INamedTypeSymbol experiment) =>
        method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method))
            .Where(m => CanExtend(m) && CapturedSemantics.ExperimentsOf(m).Contains(experiment, SymbolEqualityComparer.Default));
}
