using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>
/// The values of a compilation's properties as far as the source shows them: their initializers, and what get-only properties return.
/// Filled while the compilation is analyzed, so it is complete at its end.
/// </summary>
internal sealed class KnownDefaults(IAssemblySymbol assembly)
{
    private readonly ConcurrentDictionary<ISymbol, KnownValue?> _initial = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, KnownValue?> _returned = new(SymbolEqualityComparer.Default);

    /// <summary>Creates an instance and registers the actions that fill it.</summary>
    public static KnownDefaults Collect(CompilationStartAnalysisContext context)
    {
        var values = new KnownDefaults(context.Compilation.Assembly);
        context.RegisterOperationAction(values.NoteInitializer, OperationKind.PropertyInitializer);
        context.RegisterOperationBlockAction(values.NoteGetter);
        return values;
    }

    /// <summary>Returns the value of a named config's property, or null if it is not known.</summary>
    public KnownValue? ValueOf(IPropertySymbol property) =>
        _returned.TryGetValue(property, out var returned) ? returned
        : HasPlainConstructors(property.ContainingType) && _initial.TryGetValue(property, out var initial) ? initial
        : null;

    /// <summary>Returns the default of an entry, or null if it is not known.</summary>
    /// <param name="path">The properties that lead to it, the blocks first.</param>
    /// <param name="from">How many of them lead to <paramref name="within"/>.</param>
    /// <param name="within">The new object in which the rest is looked up, or null for one without assignments.</param>
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
                value = KnownValue.DefaultOf(property.Type);   // a block that is null is created with its own defaults
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

    /// <summary>
    /// Returns true if only its initializer sets the property: it is an auto-property of this compilation, and no constructor assigns it.
    /// </summary>
    private bool IsPlain(IPropertySymbol property) =>
        !_returned.ContainsKey(property) && property.DeclaringSyntaxReferences.Length == 1 && HasPlainConstructors(property.ContainingType);

    private bool HasPlainConstructors(INamedTypeSymbol type) =>
        type.WithBaseTypes().All(t => t.InstanceConstructors.All(c => c.IsImplicitlyDeclared)
            && SymbolEqualityComparer.Default.Equals(t.ContainingAssembly, assembly));

    private void NoteInitializer(OperationAnalysisContext context)
    {
        var initializer = (IPropertyInitializerOperation)context.Operation;
        foreach (var property in initializer.InitializedProperties)
            _initial[property] = KnownValue.From(initializer.Value);
    }

    /// <summary>Records the constant that a getter body returns.</summary>
    private void NoteGetter(OperationBlockAnalysisContext context)
    {
        if (
            context.OwningSymbol
                is not IMethodSymbol { MethodKind: MethodKind.PropertyGet, IsStatic: false, AssociatedSymbol: IPropertySymbol property }
            || !ConfigSemanticsReader.IsRead(property)
        )
            return;
        var body = context.OperationBlocks.OfType<IBlockOperation>().FirstOrDefault(b => b.Parent is IMethodBodyOperation or null);
        _returned[property] = body is { Operations.Length: 1 } && body.Operations[0] is IReturnOperation { ReturnedValue: { } value }
            ? KnownValue.From(value)
            : null;
    }
}

/// <summary>
/// A value that the source shows: a constant, a list of constants, or a new object with the values assigned to its properties.
/// </summary>
internal abstract record KnownValue
{
    /// <summary>Returns the value of an expression, or null if it is known only at run time.</summary>
    public static KnownValue? From(IOperation? value)
    {
        while (value is IConversionOperation { OperatorMethod: null, IsImplicit: true, ConstantValue.HasValue: false } conversion)
            value = conversion.Operand;
        return value switch
        {
            { ConstantValue.HasValue: true } => new Constant(value.ConstantValue.Value),
            IDefaultValueOperation { Type: { } type } => DefaultOf(type),
            ICollectionExpressionOperation collection => FromItems(collection.Elements),
            IArrayCreationOperation { DimensionSizes.Length: 1, Initializer: { } items } => FromItems(items.ElementValues),
            IObjectCreationOperation { Arguments.IsEmpty: true, Type: INamedTypeSymbol type } creation => FromCreation(
                type,
                creation.Initializer
            ),
            _ => null,
        };
    }

    /// <summary>Returns the default of a type, or null for a type whose default is no constant.</summary>
    public static KnownValue? DefaultOf(ITypeSymbol type) => type switch
    {
        { IsValueType: false } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => new Constant(null),
        { TypeKind: TypeKind.Enum } or { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => new Constant(0),
        { SpecialType: SpecialType.System_Decimal } => new Constant(0m),
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double } => new Constant(0.0),
        { SpecialType: SpecialType.System_Boolean } => new Constant(false),
        _ => null,
    };

    /// <summary>Returns true if both are equal after conversion to a type.</summary>
    public static bool AreEqual(KnownValue a, KnownValue b, ITypeSymbol type) => (a, b) switch
    {
        (Constant x, Constant y) => AreEqual(x.Value, y.Value, type),
        (Items x, Items y) => x.Values.Length == y.Values.Length
            && ItemOf(type) is { } item
            && x.Values.Zip(y.Values, (v, w) => AreEqual(v, w, item)).All(same => same),
        _ => false,
    };

    private static bool AreEqual(object? a, object? b, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (a is null or bool or string || b is null or bool or string)
            return Equals(a, b);

        // C# converts a char to any numeric type, but Convert throws for some of them.
        (a, b) = (a is char x ? (int)x : a, b is char y ? (int)y : b);
        return type.SpecialType switch
        {
            SpecialType.System_Single => Convert.ToSingle(a).Equals(Convert.ToSingle(b)),
            SpecialType.System_Double => Convert.ToDouble(a).Equals(Convert.ToDouble(b)),
            _ when a is float or double || b is float or double => false,
            _ => Convert.ToDecimal(a) == Convert.ToDecimal(b),
        };
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } list => list.TypeArguments[0],
        _ => null,
    };

    private static KnownValue? FromItems(ImmutableArray<IOperation> items)
    {
        var values = items.Select(From).ToArray();
        return values.All(v => v is not null) ? new Items([.. values.Select(v => v!)]) : null;
    }

    private static KnownValue? FromCreation(INamedTypeSymbol type, IObjectOrCollectionInitializerOperation? initializer)
    {
        var assigned = new Dictionary<ISymbol, KnownValue?>(SymbolEqualityComparer.Default);
        foreach (var statement in initializer?.Initializers ?? [])
        {
            if (
                statement
                is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: var value }
            )
                return null;
            assigned[property] = From(value);
        }

        return new Creation(type, assigned);
    }

    /// <summary>A number, string, bool or null; an enum member by its number.</summary>
    internal sealed record Constant(object? Value) : KnownValue;

    /// <summary>The items of an array or list, in order.</summary>
    internal sealed record Items(ImmutableArray<KnownValue> Values) : KnownValue;

    /// <summary><c>new T { A = 1 }</c>, with null for a property whose value is not known.</summary>
    internal sealed record Creation(INamedTypeSymbol Type, IReadOnlyDictionary<ISymbol, KnownValue?> Assigned) : KnownValue;
}
