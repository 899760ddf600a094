using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
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
        var model = new ExperimentModel(
            TypeModels.Read(type),
            type.FindAttribute(KnownNames.Experiment)?.StringArgument() ?? type.Name,
            DocComment.Summary(type, cancellationToken),
            config.CanCreate,
            config.Entries.Select(e => ParseEntry(e, cancellationToken)).ToEquatableArray(),
            config.Blocks.Select(b => new BlockModel(b.Access, b.Type.FullName(), Setter(b.Path))).ToEquatableArray(),
            named.ToEquatableArray(),
            CommandParser.Parse(type, config, compilation, cancellationToken).ToEquatableArray(),
            ParseValidations(config).Concat(ExactnessParser.Parse(type, config, compilation)).ToEquatableArray(),
            ParseSelfValidations(type, config).ToEquatableArray(),
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

    /// <summary>How generated code sets the last property of a path; null for one without a setter.</summary>
    public static SetterModel? Setter(ImmutableArray<IPropertySymbol> path)
    {
        var property = path[path.Length - 1];
        if (property.SetMethod is not { DeclaredAccessibility: Accessibility.Public })
            return null;
        return new SetterModel(
            path.Length > 1 ? PropertyPath.Access(path.RemoveAt(path.Length - 1)) + "!" : "",
            property.ContainingType.FullName(),
            property.Name,
            property.Type.FullName(),
            property.SetMethod.IsInitOnly);
    }

    private static EntryModel ParseEntry(EntrySemantics entry, CancellationToken cancellationToken)
    {
        if (entry.Property is null)
            return new EntryModel(
                entry.Key,
                entry.NormalizedKey,
                entry.Access,
                entry.Value,
                false,
                Setter(entry),
                ImplicitDoc(entry),
                ImplicitEntries.Default(entry.Key)
            );
        var text = ConfigTexts.Read(entry.Property, cancellationToken);
        return new EntryModel(
            entry.Key,
            entry.NormalizedKey,
            entry.Access,
            entry.Value,
            entry.IsDerived,
            entry.IsDerived ? null : Setter(entry),
            text.Doc,
            entry.IsDerived ? null : text.Default);
    }

    /// <summary>How generated code sets an entry; null for one without a setter.</summary>
    public static SetterModel? Setter(EntrySemantics entry) =>
        entry.ImplicitOwner is { } owner
            ? new(
                "",
                owner.FullName(),
                ImplicitEntries.PropertyName(entry.Key),
                entry.Value.FullName + (entry.Value.IsNullable ? "?" : ""),
                IsInit: true
            )
            : Setter(entry.Path);

    private static bool IsAdded(EntrySemantics? entry, INamedTypeSymbol experiment) =>
        SymbolEqualityComparer.Default.Equals(entry?.ImplicitOwner, experiment);

    private static string ImplicitDoc(EntrySemantics entry) =>
        entry.Key == ImplicitEntries.Seed
            ? "Seed of every random stream; drawn if not given."
            : "Where torch computes: auto, cpu, cuda or cuda:N.";

    private static IEnumerable<ValidationModel> ParseValidations(ConfigSemantics config)
    {
        foreach (var entry in config.Entries)
        {
            foreach (var validation in ValidationSemantics.Read(entry))
                yield return new ValidationModel(entry.Key, entry.Access, validation.Condition, validation.Rule);
        }
    }

    private static IEnumerable<SelfValidationModel> ParseSelfValidations(INamedTypeSymbol type, ConfigSemantics config)
    {
        if (ValidatesItself(type))
            yield return new("", "");
        foreach (var block in config.Blocks.Where(b => ValidatesItself(b.Type)))
            yield return new(block.Key + ".", block.Access);
    }

    private static bool ValidatesItself(INamedTypeSymbol type) =>
        !type.AllInterfaces.IsEmpty && type.AllInterfaces.Any(i => i.Is(KnownNames.ValidatableObject));

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
                .Where(v => v is not null)
                .Select(v => v!)
                .ToEquatableArray()
        );

    private static NamedValueModel? ParseValue(NamedValueSemantics value)
    {
        if (value.Block is { } block)
            return ExperimentParser.Setter(block.Path) is { } blockSetter
                ? new NamedValueModel(value.Property.Name, null, block.Key + ".", blockSetter)
                : null;
        var entry = value.Entry!;
        return ExperimentParser.Setter(entry) is { } setter
            ? new NamedValueModel(value.Property.Name, entry.NormalizedKey, null, setter)
            : null;
    }

    /// <summary>The most that a member of the experiment can have whose signature mentions the type.</summary>
    private static string AccessibilityIn(INamedTypeSymbol type, INamedTypeSymbol experiment)
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
