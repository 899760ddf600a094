using System.Collections.Immutable;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments;

/// <summary>Reads the schemas of config classes. Blocks that generated code elsewhere cannot refer to get theirs where they are used.</summary>
internal sealed class SchemaParser(Compilation compilation, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, SchemaModel?> _locals = [];

    /// <summary>Reads the schema of an experiment.</summary>
    public SchemaModel ParseExperiment(INamedTypeSymbol experiment, ConfigSemantics config) =>
        WithLocals(
            Parse(
                GeneratedMembers.Schema,
                experiment,
                config.CanCreate,
                config.Entries.Where(e => e.IsTopLevel),
                config.Blocks.Where(b => b.Path.Length == 1),
                [],
                ValidatesItself(experiment)
            )
        );

    /// <summary>Reads the schemas of a <c>[Config]</c> class and its kinds; null for a class that gets its schema where it is used.</summary>
    public static BlockSchemasModel? ParseBlock(INamedTypeSymbol block, Compilation compilation, CancellationToken cancellationToken)
    {
        if (!SchemaNames.IsShared(block))
            return null;
        var schemas = new List<SchemaModel>();
        var parser = new SchemaParser(compilation, cancellationToken);
        schemas.Add(parser.WithLocals(parser.ParseBlock(SchemaNames.OfBlock(block), block, null)));
        foreach (var kind in parser.ValidKinds(block))
        {
            parser = new SchemaParser(compilation, cancellationToken);
            schemas.Add(parser.WithLocals(parser.ParseBlock(SchemaNames.OfKind(kind), kind, block)));
        }

        return new BlockSchemasModel(
            block.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : null,
            TypeModels.HintName(block),
            SchemaNames.IsPublic(block) ? "public" : "internal",
            schemas.ToEquatableArray()
        );
    }

    private SchemaModel WithLocals(SchemaModel model) =>
        model with { Locals = _locals.Values.OfType<SchemaModel>().ToEquatableArray() };

    private SchemaModel ParseBlock(string name, INamedTypeSymbol type, INamedTypeSymbol? kindOf)
    {
        var own = kindOf is null ? ConfigSemanticsReader.PropertiesOf(type) : Kinds.PropertiesOf(type, kindOf);
        var (entries, blocks) = ConfigSemanticsReader.ReadOwn(type, own, compilation);
        var kinds = Kinds.HasKinds(type) ? ValidKinds(type).Select(k => Kind(k, type)) : [];
        // The schema of the block calls the method of the kind, which overrides its own or is inherited.
        var validates = ValidatesItself(type) && (kindOf is null || !ValidatesItself(kindOf));
        return Parse(name, type, ConfigSemanticsReader.CanCreate(type), entries, blocks, kinds, validates);
    }

    private SchemaModel Parse(
        string name,
        INamedTypeSymbol type,
        bool canCreate,
        IEnumerable<EntrySemantics> entries,
        IEnumerable<BlockSemantics> blocks,
        IEnumerable<KindModel> kinds,
        bool validatesItself
    )
    {
        var own = entries.ToArray();
        return new SchemaModel(
            name,
            type.FullName(),
            canCreate,
            own.Select(ParseEntry).ToEquatableArray(),
            blocks.Select(ParseBlock).ToEquatableArray(),
            kinds.ToEquatableArray(),
            own.SelectMany(ParseValidations).ToEquatableArray(),
            validatesItself,
            default
        );
    }

    private static bool ValidatesItself(INamedTypeSymbol type) =>
        !type.AllInterfaces.IsEmpty && type.AllInterfaces.Any(i => i.Is(KnownNames.ValidatableObject));

    private static IEnumerable<ValidationModel> ParseValidations(EntrySemantics entry) =>
        ValidationSemantics.Read(entry).Select(v => new ValidationModel(entry.Key, entry.Access, v.Condition, v.Rule, entry.IsSecret));

    private EntryModel ParseEntry(EntrySemantics entry) =>
        new(
            entry.Key,
            entry.NormalizedKey,
            entry.Access,
            entry.Value,
            entry.IsDerived,
            entry.IsDerived ? null : Setter(entry),
            entry.Property is { } property ? DocComment.Summary(property, cancellationToken) : ImplicitEntries.Doc(entry.Key),
            entry.IsSecret
        );

    private BlockModel ParseBlock(BlockSemantics block) =>
        new(
            block.Key,
            block.Access,
            block.Property.Type.FullName(),
            Setter(block.Path),
            SchemaOf(block.Type, null),
            DocComment.Summary(block.Property, cancellationToken),
            block.CanBeNull,
            Kinds.HasKinds(block.Type)
                ? Kinds.AddedBy(block.Property)
                    .Where(k => Kinds.DerivesFrom(k, block.Type) && Kinds.WhyInvalid(k, block.Type, compilation) is null)
                    .Select(k => Kind(k, block.Type))
                    .ToEquatableArray()
                : default
        );

    private IEnumerable<INamedTypeSymbol> ValidKinds(INamedTypeSymbol block) =>
        Kinds.NestedIn(block).Where(k => Kinds.WhyInvalid(k, block, compilation) is null);

    private KindModel Kind(INamedTypeSymbol kind, INamedTypeSymbol block) =>
        new(
            Gen.Shared.KeyName.ToSnakeCase(kind.Name),
            SchemaOf(kind, block),
            DocComment.Summary(kind, cancellationToken)
        );

    /// <summary>The expression of a schema: that of the class itself, or one that is emitted here.</summary>
    private string SchemaOf(INamedTypeSymbol type, INamedTypeSymbol? kindOf)
    {
        if (SchemaNames.Shared(type, kindOf, compilation) is { } shared)
            return shared + ".Instance";
        var name = kindOf is null ? SchemaNames.OfBlock(type) : SchemaNames.OfKind(type);
        if (!_locals.ContainsKey(name))
        {
            _locals.Add(name, null);   // a block that contains itself is an error of its own
            _locals[name] = ParseBlock(name, type, kindOf);
        }

        return name + ".Instance";
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
}
