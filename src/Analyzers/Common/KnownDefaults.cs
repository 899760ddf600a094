using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>
/// What the properties of a compilation give where the source tells it: their initializers, and what get-only ones return. Filled while the
/// compilation is analyzed, so it is complete at its end.
/// </summary>
internal sealed class KnownDefaults(IAssemblySymbol assembly)
{
    private readonly ConcurrentDictionary<ISymbol, KnownValue?> _initial = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, KnownValue?> _returned = new(SymbolEqualityComparer.Default);

    /// <summary>Registers what fills it.</summary>
    public static KnownDefaults Collect(CompilationStartAnalysisContext context)
    {
        var values = new KnownDefaults(context.Compilation.Assembly);
        context.RegisterOperationAction(values.NoteInitializer, OperationKind.PropertyInitializer);
        context.RegisterOperationBlockAction(values.NoteGetter);
        return values;
    }

    /// <summary>What a named config's property gives; null if that is not known.</summary>
    public KnownValue? ValueOf(IPropertySymbol property) =>
        _returned.TryGetValue(property, out var returned) ? returned : HasPlainConstructors(property.ContainingType) && _initial.TryGetValue(property, out var initial) ? initial : null;

    /// <summary>What an entry has where nothing sets it; null if that is not known.</summary>
    /// <param name="path">The properties that lead to it, the blocks first.</param>
    /// <param name="from">How many of them lead to <paramref name="within"/>.</param>
    /// <param name="within">The new object in which the rest is looked for; null for one without assignments.</param>
    public KnownValue? DefaultOf(IReadOnlyList<IPropertySymbol> path, int from = 0, KnownValue.Creation? within = null)
    {
        for (var i = from; i < path.Count; i++)
        {
            var property = path[i];
            var isLast = i == path.Count - 1;
            KnownValue? value;
            if (within is not null && within.Assigned.TryGetValue(property, out var assigned))
                value = assigned;
            else if (!IsPlain(property))
                return null;
            else if (!_initial.TryGetValue(property, out value))
                value = KnownValue.OfType(property.Type);   // a block that is null is made with its own defaults
            if (isLast)
                return value;
            switch (value)
            {
                case KnownValue.Creation made when SymbolEqualityComparer.Default.Equals(made.Type, property.Type):
                    within = made;
                    break;
                case KnownValue.Constant { Value: null }:
                    within = null;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>True if nothing but its initializer gives the property a value: it is of this compilation, stores what it is given, and no constructor has a say.</summary>
    private bool IsPlain(IPropertySymbol property) =>
        !_returned.ContainsKey(property) && property.DeclaringSyntaxReferences.Length == 1 && HasPlainConstructors(property.ContainingType);

    private bool HasPlainConstructors(INamedTypeSymbol type) =>
        type.WithBaseTypes().All(t => t.InstanceConstructors.All(c => c.IsImplicitlyDeclared) && SymbolEqualityComparer.Default.Equals(t.ContainingAssembly, assembly));

    private void NoteInitializer(OperationAnalysisContext context)
    {
        var initializer = (IPropertyInitializerOperation)context.Operation;
        foreach (var property in initializer.InitializedProperties)
            _initial[property] = KnownValue.Of(initializer.Value);
    }

    /// <summary>A getter with a body decides itself.</summary>
    private void NoteGetter(OperationBlockAnalysisContext context)
    {
        if (context.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.PropertyGet, IsStatic: false, AssociatedSymbol: IPropertySymbol property } || !ConfigShapeReader.IsRead(property))
            return;
        var body = context.OperationBlocks.OfType<IBlockOperation>().FirstOrDefault(b => b.Parent is IMethodBodyOperation or null);
        _returned[property] = body is { Operations.Length: 1 } && body.Operations[0] is IReturnOperation { ReturnedValue: { } value } ? KnownValue.Of(value) : null;
    }
}
