using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Gen.Generators.Training;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Experiments;

/// <summary>Symbols to models: the last place that sees Roslyn's types.</summary>
internal static class ExperimentParser
{
    public static ParsedExperiment? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        if (type.TypeKind != TypeKind.Class || !CanContinue(type) || !TypeModels.IsPartial(type, cancellationToken))
            return null;
        var config = ConfigSemanticsReader.Read(type, compilation);
        cancellationToken.ThrowIfCancellationRequested();
        var named = NamedConfigSemantics
            .NestedIn(type)
            .Select(t => NamedConfigParser.Parse(NamedConfigSemantics.Read(t, type, config, compilation), type, cancellationToken));
        var schema = new SchemaParser(compilation, cancellationToken).ParseExperiment(type, config);
        var model = new ExperimentModel(
            TypeModels.Read(type),
            type.FindAttribute(KnownNames.Experiment)?.StringArgument() ?? type.Name,
            DocComment.Summary(type, cancellationToken),
            schema with { Validations = schema.Validations.Concat(ExactnessParser.Parse(type, config, compilation)).ToEquatableArray() },
            named.ToEquatableArray(),
            SearchSpaceParser.ParseNested(type, config, compilation, cancellationToken).ToEquatableArray(),
            CommandParser.Parse(type, config, compilation, cancellationToken).ToEquatableArray(),
            IsAdded(config.Find(ImplicitEntries.Seed), type),
            IsAdded(config.Find(ImplicitEntries.Device), type),
            config.Find(ImplicitEntries.Device)?.IsImplicit == true,
            ImplicitEntries.HaveDevice(compilation),
            type.HasOwnBaseType(),
            GeneratedMembers.TakenIn(type).ToEquatableArray());
        return new ParsedExperiment(
            model,
            CapturedTypes.ParseOwn(type, model.Type, config, compilation, cancellationToken),
            HookParser.Parse(type, model.Type, config, compilation, cancellationToken));
    }

    private static bool IsAdded(EntrySemantics? entry, INamedTypeSymbol experiment) =>
        SymbolEqualityComparer.Default.Equals(entry?.ImplicitOwner, experiment);

    /// <summary>
    /// False for a declaration that generated code cannot make an experiment of: static, generic or file-local, or inside such a type, or
    /// with the names taken that everything else refers to.
    /// </summary>
    public static bool CanContinue(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.IsGenericType || t.IsFileLocal)
                return false;
        }

        return !type.IsStatic && !GeneratedMembers.IsNeededNameTaken(type);
    }
}

/// <summary>Named configs to models.</summary>
internal static class NamedConfigParser
{
    public static NamedConfigModel Parse(NamedConfigSemantics shape, INamedTypeSymbol experiment, CancellationToken cancellationToken) =>
        new(
            shape.Name,
            shape.Type.FullName(),
            AccessibilityIn(shape.Type, experiment),
            experiment.FullName(),
            DocComment.Summary(shape.Type, cancellationToken),
            shape.TakesExperiment,
            shape.CanCreate,
            shape
                .Values.Where(v => v.Problem == FillProblem.None)
                .Select(ParseValue)
                .OfType<NamedValueModel>()
                .OrderBy(v => v.IsBlock ? v.Key.Count(c => c == '.') : int.MaxValue)
                .ToEquatableArray()
        );

    private static NamedValueModel? ParseValue(NamedValueSemantics value)
    {
        var setter = value.Block is { } block ? SchemaParser.Setter(block.Path) : SchemaParser.Setter(value.Entry!);
        return setter is null
            ? null
            : new NamedValueModel(
                value.Property.Name,
                value.Block?.Key ?? value.Entry!.Key,
                value.Block is not null,
                value.Entry?.NullableBlock is not null,
                setter
            );
    }

    /// <summary>The most that a member of the experiment can have whose signature mentions the type.</summary>
    public static string AccessibilityIn(INamedTypeSymbol type, INamedTypeSymbol experiment)
    {
        if (SymbolEqualityComparer.Default.Equals(type.ContainingType, experiment))
            return SyntaxFacts.GetText(type.DeclaredAccessibility);
        var isPublic = true;
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (
                t.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
                || t.IsFileLocal
            )
                return "private";
            isPublic &= t.DeclaredAccessibility == Accessibility.Public;
        }

        return isPublic ? "public" : "internal";
    }
}
