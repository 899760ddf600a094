using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Common;

/// <summary>
/// The uses of entries in a compilation: parameters that they fill, code that reads their properties, and code that receives a config or
/// its record untyped and may read any entry. Filled while the compilation is analyzed.
/// </summary>
internal sealed class EntryUses
{
    private readonly Experiments _experiments;
    private readonly ConcurrentDictionary<ISymbol, bool> _used = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _untyped = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<string, bool> _keys = new();
    private volatile bool _isRecordRead;

    private EntryUses(Experiments experiments) => _experiments = experiments;

    /// <summary>Creates an instance and registers the actions that fill it.</summary>
    public static EntryUses Collect(CompilationStartAnalysisContext context, Experiments experiments)
    {
        var uses = new EntryUses(experiments);
        context.RegisterSymbolAction(symbol => uses.AddFills((IMethodSymbol)symbol.Symbol), SymbolKind.Method);
        context.RegisterOperationAction(
            operation => uses.AddReference((IPropertyReferenceOperation)operation.Operation, operation.ContainingSymbol),
            OperationKind.PropertyReference
        );
        context.RegisterOperationAction(
            operation => uses.AddConversion((IConversionOperation)operation.Operation),
            OperationKind.Conversion
        );
        context.RegisterOperationAction(operation => uses.AddArgument((IArgumentOperation)operation.Operation), OperationKind.Argument);
        context.RegisterOperationAction(operation => uses.AddCall((IInvocationOperation)operation.Operation), OperationKind.Invocation);
        return uses;
    }

    /// <summary>Returns true if the property of an entry or block is used.</summary>
    /// <param name="path">The properties that lead to it, the blocks first.</param>
    /// <param name="root">The experiment or block class that it was found in.</param>
    /// <param name="key">Its key there.</param>
    public bool Contains(IReadOnlyList<IPropertySymbol> path, INamedTypeSymbol root, string key) =>
        _isRecordRead
        || _used.ContainsKey(path[path.Count - 1].OriginalDefinition)
        || IsUntyped(root)
        || path.Take(path.Count - 1).Any(p => p.Type is INamedTypeSymbol block && IsUntyped(block))
        || _keys.ContainsKey(KeyName.Normalize(key));

    private bool IsUntyped(INamedTypeSymbol type) => type.WithBaseTypes().Any(_untyped.ContainsKey);

    private void AddFills(IMethodSymbol method)
    {
        foreach (var fill in _experiments.Match(method).SelectMany(m => m.Fills))
        {
            foreach (var property in (fill.Entry?.Path ?? []).Concat(fill.Block?.Path ?? []))
                _used.TryAdd(property.OriginalDefinition, true);
        }
    }

    private void AddReference(IPropertyReferenceOperation reference, ISymbol reader)
    {
        var property = reference.Property;
        if (property.Name == "Config" && property.ContainingType.Is(KnownNames.Run))
            AddRecord(reference);
        else if (
            property is { IsStatic: false, SetMethod: not null, DeclaredAccessibility: Accessibility.Public }
            && IsRead(reference)
            && !IsAccessorOf(reader, property)
        )
            _used.TryAdd(property.OriginalDefinition, true);
    }

    /// <summary>Records a use of the config that a run has stored. A constant key reads only that entry.</summary>
    private void AddRecord(IPropertyReferenceOperation record)
    {
        var key = record.Parent switch
        {
            IPropertyReferenceOperation { Arguments.Length: 1 } indexer when indexer.Instance == record => indexer.Arguments[0].Value,
            IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey", Arguments.Length: > 0 } call
                when call.Instance == record => call.Arguments[0].Value,
            _ => null,
        };
        if (key?.ConstantValue is { HasValue: true, Value: string text })
            _keys.TryAdd(KeyName.Normalize(text), true);
        else
            _isRecordRead = true;
    }

    private void AddConversion(IConversionOperation conversion)
    {
        if (
            conversion.Type
            is { SpecialType: SpecialType.System_Object }
                or { TypeKind: TypeKind.Dynamic or TypeKind.Interface or TypeKind.TypeParameter }
        )
            AddUntyped(conversion.Operand.Type);
    }

    /// <summary>Records a config that is passed to generic code, such as a serializer.</summary>
    private void AddArgument(IArgumentOperation argument)
    {
        if (argument.Parameter?.OriginalDefinition.Type is ITypeParameterSymbol)
            AddUntyped(argument.Value.Type);
    }

    /// <summary>Records calls that use the whole config: as JSON, or as text and in comparisons of a record.</summary>
    private void AddCall(IInvocationOperation call)
    {
        if (call.Instance is null)
            return;
        var usesAll = call.TargetMethod.Name == GeneratedMembers.ToJson
            ? ExtensionMembers.Is(call.TargetMethod)
            : call.TargetMethod.Name is "ToString" or "Equals" or "GetHashCode" && call.Instance.Type is { IsRecord: true };
        if (usesAll)
            AddUntyped(call.Instance.Type);
    }

    private void AddUntyped(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol named && (Experiments.IsExperiment(named) || named.HasAttribute(KnownNames.Config)))
            AddUntyped(named);
    }

    /// <summary>Records that a config and all its blocks may be read.</summary>
    private void AddUntyped(INamedTypeSymbol type)
    {
        if (!_untyped.TryAdd(type, true))
            return;
        foreach (var block in _experiments.ConfigOf(type).Blocks)
            _untyped.TryAdd(block.Type, true);
    }

    private static bool IsRead(IPropertyReferenceOperation reference)
    {
        if ((reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference)
            || (reference.Parent is IMemberInitializerOperation member && member.InitializedMember == reference))
            return false;
        IOperation inner = reference;
        for (var outer = reference.Parent; outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (
                outer is INameOfOperation
                || (
                    outer is IDeconstructionAssignmentOperation deconstruction
                    && deconstruction.Target == inner
                    && OnlyTuples(reference, inner)
                )
            )
                return false;
        }

        return true;
    }

    /// <summary>Returns true if the reference is itself a target of the assignment, rather than part of one.</summary>
    private static bool OnlyTuples(IOperation reference, IOperation target)
    {
        var outer = reference;
        while (outer != target && outer.Parent is ITupleOperation tuple)
            outer = tuple;
        return outer == target;
    }

    private static bool IsAccessorOf(ISymbol reader, IPropertySymbol property) =>
        SymbolEqualityComparer.Default.Equals((reader as IMethodSymbol)?.AssociatedSymbol ?? reader, property.OriginalDefinition);
}
