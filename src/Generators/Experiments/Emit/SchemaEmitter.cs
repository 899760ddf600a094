using System;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Semantics;

namespace Gen.Generators.Experiments.Emit;

/// <summary>
/// The nested class that describes an experiment to the runtime: what there is as arguments of its base class, and literal switches over
/// the entries. Each member costs every build of the user's, so a member that would do nothing, or the same for all experiments, is left to
/// the base class.
/// </summary>
internal static class SchemaEmitter
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
        EmitNew(w, model);
        EntryAccessEmitter.Emit(w, model);
        NamedConfigEmitter.Emit(w, model);
        EmitValidate(w, model);
        EmitAssignSeed(w, model);
        if (model.UsesTraining)
            EmitOnStarting(w, model);
        SetterEmitter.Emit(w, model);
        w.Close();
    }

    private static void EmitTables(SourceWriter w, ExperimentModel model)
    {
        w.Line($"{Literals.Text(model.Name)},").Line($"{Literals.Text(model.Doc)},");
        w.Line("entries:").Line("[").Indent();
        foreach (var entry in model.Entries)
            w.Line($"new({Entry(entry)}),");
        w.Unindent().Line("],");
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

    /// <summary>The arguments, as few as it takes.</summary>
    private static string Entry(EntryModel entry)
    {
        var kind = entry.IsDerived ? "Derived" : entry.Value.Kind == ValueKind.Dictionary ? "Dictionary" : null;
        return $"{Literals.Text(entry.Key)}, {Literals.Text(entry.Value.HelpText)}"
            + (entry.Doc is null && entry.Default is null ? "" : ", " + Literals.Text(entry.Doc))
            + (entry.Default is null ? "" : ", " + Literals.Text(entry.Default))
            + (kind is null ? "" : ", Kind: global::Gen.Configuration.ConfigEntryKind." + kind);
    }

    private static void EmitNew(SourceWriter w, ExperimentModel model)
    {
        var type = model.Self;
        if (!model.CanCreate)
            w.Line(
                    $"protected override {type} New() => throw new global::System.NotSupportedException(\"{model.Type.Name} cannot be "
                    + $"made: see GEN008\");"
                )
                .Line();
        else
            w.Line($"protected override {type} New() => new();").Line();
        if (OwnsBlocks(model))
            EmitOwnBlocks(w, model);
    }

    /// <summary>True if the experiment has blocks that each config must have its own of.</summary>
    public static bool OwnsBlocks(ExperimentModel model) => model.CanCreate && model.Blocks.Any(b => b.Setter is not null);

    private static void EmitOwnBlocks(SourceWriter w, ExperimentModel model)
    {
        w.Open($"protected override void OwnBlocks({model.Self} config)");
        foreach (var block in model.Blocks.Where(b => b.Setter is not null))
        {
            var made = $"new {block.Type.TrimEnd('?')}()";
            if (model.Blocks.Any(b => b.Setter is null && block.Access.StartsWith(b.Access + "!.", StringComparison.Ordinal)))
            {
                // In a block that cannot be replaced, and so is the original's too: nothing there may change.
                w.Line($"if (config.{block.Access} is null)").Line($"    {SetterEmitter.Call(block.Setter!, made)}");
                continue;
            }

            w.Line(SetterEmitter.Call(block.Setter!, $"Copy(config.{block.Access}) ?? {made}"));
        }

        w.Close().Line();
    }

    private static void EmitValidate(SourceWriter w, ExperimentModel model)
    {
        if (model.Validations.Count + model.SelfValidations.Count == 0)
            return;
        w.Open($"public override void Validate({model.Self} config, global::Gen.Configuration.ConfigViolations violations)");
        for (var i = 0; i < model.Validations.Count; i++)
        {
            var validation = model.Validations[i];
            w.Line($"if ({string.Format(validation.Condition, "config." + validation.Access, "value" + i)})");
            w.Line($"    violations.Add({Literals.Text(validation.Key)}, config.{validation.Access}, {Literals.Text(validation.Rule)});");
        }

        foreach (var (prefix, access) in model.SelfValidations)
            w.Line($"violations.AddOf({Literals.Text(prefix)}, config{(access.Length > 0 ? "." + access : "")});");
        w.Close().Line();
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
        var seed = model.Entries.FirstOrDefault(e => e.NormalizedKey == "seed" && e.Value.Kind == ValueKind.Integer);
        if (seed is not { Setter: { } setter, Value.IsNullable: true })
            return;
        var value = SetterEmitter
            .Call(setter, seed.Value.FullName == "long" ? "seed" : $"unchecked(({seed.Value.FullName})seed)")
            .TrimEnd(';');
        w.Line($"public override void AssignSeed({model.Self} config, long seed) => {value};").Line();
    }
}
