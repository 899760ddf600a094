using Gen.Generators.Common;

namespace Gen.Generators.Experiments.Emit;

/// <summary>
/// The class that describes a config class to the runtime: what there is as arguments of its base class, and literal switches over the
/// entries and blocks. Each member costs every build of the user's, so a member that would do nothing, or the same for all classes, is left
/// to the base class.
/// </summary>
internal static class SchemaEmitter
{
    private const string Configuration = "global::Gen.Configuration.";

    /// <summary>Emits the schemas of a block and of its kinds, as a file of their own.</summary>
    public static string Emit(BlockSchemasModel model)
    {
        var writer = GeneratedFile.Start(model.Namespace);
        // Schemas are public for generated code of other assemblies alone, and no part of the API that an assembly declares.
        writer.Line("#pragma warning disable RS0016").Line();
        foreach (var schema in model.Schemas)
            EmitBlock(writer, schema, model.Accessibility);
        return writer.ToString();
    }

    private static void EmitBlock(SourceWriter w, SchemaModel model, string accessibility)
    {
        w.Line("/// <summary>What the runtime needs to know of a config class.</summary>");
        w.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"{accessibility} sealed class {model.Name} : {Configuration}ConfigSchema<{model.Type}>").Open();
        w.Line("/// <summary>The only instance.</summary>");
        w.Line($"public static readonly {model.Name} Instance = new();").Line();
        w.Line($"private {model.Name}() : base(").Indent();
        EmitTables(w, model);
        w.Unindent().Line("{").Line("}").Line();
        EmitMembers(w, model, model.Type, []);
        w.Close().Line();
    }

    /// <summary>The arguments for entries, blocks and kinds, as few as it takes.</summary>
    private static void EmitTables(SourceWriter w, SchemaModel model)
    {
        var (hasBlocks, hasKinds) = (model.Blocks.Count > 0, model.Kinds.Count > 0);
        EmitEntries(w, model, hasBlocks || hasKinds ? "," : ")");
        if (hasBlocks)
            EmitBlocks(w, model, hasKinds ? "," : ")");
        if (hasKinds)
            w.Line($"kinds: {Kinds(model.Kinds)})");
    }

    public static void EmitEntries(SourceWriter w, SchemaModel model, string end)
    {
        if (model.Entries.Count == 0)
        {
            w.Line("entries: []" + end);
            return;
        }

        w.Line("entries:").Line("[").Indent();
        foreach (var entry in model.Entries)
            w.Line($"new({Entry(entry)}),");
        w.Unindent().Line("]" + end);
    }

    public static void EmitBlocks(SourceWriter w, SchemaModel model, string end)
    {
        if (model.Blocks.Count == 0)
        {
            w.Line("blocks: []" + end);
            return;
        }

        w.Line("blocks:").Line("[").Indent();
        foreach (var block in model.Blocks)
            w.Line($"new({Literals.Text(block.Key)}, {block.Schema}{Options(block)}),");
        w.Unindent().Line("]" + end);
    }

    /// <summary>The members that read, write and set what an object has.</summary>
    public static void EmitMembers(SourceWriter w, SchemaModel model, string self, IEnumerable<SetterModel> otherSetters)
    {
        if (model.CanCreate)
            w.Line($"protected override {self} New() => new();").Line();
        EntryAccessEmitter.Emit(w, model, self);
        EmitBlockAccess(w, model, self);
        EmitValidate(w, model, self);
        var setters = model.Entries.Select(e => e.Setter).Concat(model.Blocks.Select(b => b.Setter)).Concat(otherSetters);
        SetterEmitter.Emit(w, setters);
        foreach (var local in model.Locals)
            EmitBlock(w, local, "private");
    }

    /// <summary>The arguments, as few as it takes.</summary>
    private static string Entry(EntryModel entry)
    {
        var kind = entry.IsDerived ? "Derived" : entry.Value.Kind == Semantics.ValueKind.Dictionary ? "Dictionary" : null;
        return $"{Literals.Text(entry.Key)}, {Literals.Text(entry.Value.HelpText)}"
            + (entry.Doc is null ? "" : ", " + Literals.Text(entry.Doc))
            + (kind is null ? "" : $", Kind: {Configuration}ConfigEntryKind.{kind}")
            + (entry.IsSecret ? ", IsSecret: true" : "");
    }

    private static string Options(BlockModel block) =>
        (block.Doc is null ? "" : ", " + Literals.Text(block.Doc))
        + (block.IsNullable ? ", isNullable: true" : "")
        + (block.Setter is null ? ", canSet: false" : "")
        + (block.MoreKinds.Count == 0 ? "" : ", moreKinds: " + Kinds(block.MoreKinds));

    private static string Kinds(EquatableArray<KindModel> kinds) =>
        "["
        + string.Join(
            ", ",
            kinds.Select(k => $"new({Literals.Text(k.Name)}, {k.Schema}{(k.Doc is null ? "" : ", " + Literals.Text(k.Doc))})")
        )
        + "]";

    private static void EmitBlockAccess(SourceWriter w, SchemaModel model, string self)
    {
        if (model.Blocks.Count == 0)
            return;
        var get = $"protected override object? GetBlock({self} config, int block) =>";
        if (model.Blocks.Count == 1)
        {
            w.Line($"{get} config.{model.Blocks[0].Access};").Line();
        }
        else
        {
            w.Line($"{get} block switch").Open();
            for (var i = 0; i < model.Blocks.Count; i++)
                w.Line($"{(i == model.Blocks.Count - 1 ? "_" : i.ToString())} => config.{model.Blocks[i].Access},");
            w.Close("};").Line();
        }

        if (model.Blocks.All(b => b.Setter is null))
            return;
        w.Open($"protected override void SetBlock({self} config, int block, object? value)");
        w.Open("switch (block)");
        for (var i = 0; i < model.Blocks.Count; i++)
        {
            if (model.Blocks[i] is { Setter: { } setter } block)
                w.Line($"case {i}: {SetterEmitter.Call(setter, $"({block.Type})value")} break; // {block.Key}");
        }

        w.Close().Close().Line();
    }

    private static void EmitValidate(SourceWriter w, SchemaModel model, string self)
    {
        if (model.Validations.Count == 0 && !model.ValidatesItself)
            return;
        w.Open($"protected override void Validate({self} config, string prefix, {Configuration}ConfigViolations violations)");
        for (var i = 0; i < model.Validations.Count; i++)
        {
            var validation = model.Validations[i];
            w.Line($"if ({string.Format(validation.Condition, "config." + validation.Access, "value" + i)})");
            var shown = validation.IsSecret ? "\"***\"" : "config." + validation.Access;
            w.Line($"    violations.Add(prefix + {Literals.Text(validation.Key)}, {shown}, {Literals.Text(validation.Rule)});");
        }

        if (model.ValidatesItself)
            w.Line("violations.AddOf(prefix, config);");
        w.Close().Line();
    }
}
