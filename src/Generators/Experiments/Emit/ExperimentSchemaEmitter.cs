using Gen.Generators.Common;
using Gen.Generators.Semantics;

namespace Gen.Generators.Experiments.Emit;

/// <summary>The schema nested in an experiment: that of its class, with named configs and commands.</summary>
internal static class ExperimentSchemaEmitter
{
    public static void Emit(SourceWriter w, ExperimentModel model)
    {
        w.Line("/// <summary>What the runtime needs to know of this experiment.</summary>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"private sealed class {GeneratedMembers.Schema}() : global::Gen.Configuration.ExperimentSchema<{model.Self}>(").Indent();
        EmitTables(w, model);
        w.Unindent().Open();
        CommandEmitter.EmitMain(w, model);   // before Instance, whose table of commands has it
        w.Line($"public static readonly {GeneratedMembers.Schema} Instance = new();").Line();
        if (!model.Schema.CanCreate)
            w.Line(
                    $"protected override {model.Self} New() => throw new global::System.NotSupportedException(\"{model.Type.Name} cannot be "
                    + $"made: see GEN008\");"
                )
                .Line();
        SearchSpaceEmitter.Emit(w, model);
        NamedConfigEmitter.Emit(w, model);
        EmitAssignSeed(w, model);
        if (model.UsesTraining)
            EmitOnStarting(w, model);
        SchemaEmitter.EmitMembers(w, model.Schema, model.Self, model.NamedConfigs.SelectMany(n => n.Values).Select(v => v.Setter));
        w.Close();
    }

    private static void EmitTables(SourceWriter w, ExperimentModel model)
    {
        w.Line($"{Literals.Text(model.Name)},").Line($"{Literals.Text(model.Doc)},");
        SchemaEmitter.EmitEntries(w, model.Schema, ",");
        SchemaEmitter.EmitBlocks(w, model.Schema, ",");
        if (model.NamedConfigs.Count == 0)
        {
            w.Line("namedConfigs: [],");
        }
        else
        {
            w.Line("namedConfigs:").Line("[").Indent();
            foreach (var named in model.NamedConfigs)
                w.Line($"new({Literals.Text(named.Name)}, {Literals.Text(named.Doc)}),");
            w.Unindent().Line("],");
        }

        CommandEmitter.EmitTable(w, model);
    }

    private static void EmitOnStarting(SourceWriter w, ExperimentModel model)
    {
        w.Open($"public override void OnStarting({model.Self} config, global::Gen.Run run)");
        w.Line("global::Gen.Training.TorchSeed.Set(run.Seed);");

        // A GPU that is not there is a mistake of the command line, known before the run begins.
        if (model.ChecksDevice)
            w.Line("global::Gen.Training.Devices.Resolve(config.Device);");
        w.Close().Line();
    }

    private static void EmitAssignSeed(SourceWriter w, ExperimentModel model)
    {
        var seed = model.Schema.Entries.FirstOrDefault(e => e.NormalizedKey == "seed" && e.Value.Kind == ValueKind.Integer);
        if (seed is not { Setter: { } setter, Value.IsNullable: true })
            return;
        var value = SetterEmitter
            .Call(setter, seed.Value.FullName == "long" ? "seed" : $"unchecked(({seed.Value.FullName})seed)")
            .TrimEnd(';');
        w.Line($"public override void AssignSeed({model.Self} config, long seed) => {value};").Line();
    }
}
