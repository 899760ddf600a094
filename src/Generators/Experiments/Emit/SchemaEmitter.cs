using System;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;

namespace Gen.Generators.Experiments.Emit;

/// <summary>The nested class that describes an experiment to the runtime: literal switches over its entries.</summary>
internal static class SchemaEmitter
{
    public static string Emit(ExperimentModel model)
    {
        var main = model.Commands.FirstOrDefault(c => c.Name == CommandParser.MainName);
        return GeneratedFile.Partial(model.Type, "", w =>
        {
            w.Line("/// <summary>What the runtime needs to know of this experiment.</summary>");
            w.Line(GeneratedFile.GeneratedCode);
            w.Open($"private sealed class {GeneratedMembers.Schema} : global::Gen.Configuration.ExperimentSchema<{model.Type.FullName}>");
            CommandEmitter.EmitMain(w, model);   // before Instance, whose table of commands has it
            w.Line($"public static readonly {GeneratedMembers.Schema} Instance = new();").Line();
            CommandEmitter.EmitTable(w, model);
            w.Line($"public override string Name => {Literals.Text(model.Name)};").Line();
            w.Line($"public override string? Doc => {Literals.Text(model.Doc)};").Line();
            w.Line("public override string Help => HelpText;").Line();
            EmitTables(w, model);
            EmitCreate(w, model);
            EmitIndexOf(w, model);
            EntryAccessEmitter.Emit(w, model);
            NamedConfigEmitter.Emit(w, model);
            EmitValidate(w, model);
            EmitAssignSeed(w, model);
            if (model.UsesTraining)
                EmitOnStarting(w, model);
            HelpEmitter.Emit(w, model);
            SetterEmitter.Emit(w, model);
            w.Close();
        });
    }

    private static void EmitTables(SourceWriter w, ExperimentModel model)
    {
        w.Line("public override global::Gen.Configuration.ConfigEntry[] Entries { get; } =").Line("[").Indent();
        foreach (var entry in model.Entries)
        {
            var kind = entry.IsDerived ? "Derived" : entry.Value.Kind == Shape.ValueKind.Dictionary ? "Dictionary" : "Value";
            w.Line($"new({Literals.Text(entry.Key)}, {Literals.Text(entry.Value.HelpText)}, {Literals.Text(entry.Doc)}, global::Gen.Configuration.ConfigEntryKind.{kind}),");
        }

        w.Unindent().Line("];").Line();
        w.Line("public override global::Gen.Configuration.NamedConfigInfo[] NamedConfigs { get; } =").Line("[").Indent();
        foreach (var named in model.NamedConfigs)
            w.Line($"new({Literals.Text(named.Name)}, {Literals.Text(named.Doc)}),");
        w.Unindent().Line("];").Line();
    }

    private static void EmitCreate(SourceWriter w, ExperimentModel model)
    {
        var type = model.Type.FullName;
        var blocks = model.Blocks.Where(b => b.Setter is not null && model.CanCreate).ToArray();
        if (!model.CanCreate)
            w.Line($"public override {type} Create() => throw new global::System.NotSupportedException(\"{model.Type.Name} cannot be made: see GEN008\");").Line();
        else if (blocks.Length == 0)
            w.Line($"public override {type} Create() => new {type}();").Line();
        else
            w.Line($"public override {type} Create() => WithOwnBlocks(new {type}());").Line();
        var clone = $"({type})config.MemberwiseClone()";
        w.Line($"public override {type} Clone({type} config) => {(blocks.Length == 0 ? clone : $"WithOwnBlocks({clone})")};").Line();
        if (blocks.Length == 0)
            return;
        w.Line("/// <summary>Gives a config blocks that no other object has: setting their entries must change this config alone.</summary>");
        w.Open($"private static {type} WithOwnBlocks({type} config)");
        for (var i = 0; i < blocks.Length; i++)
        {
            var name = blocks[i].Type.TrimEnd('?');
            if (model.Blocks.Any(b => b.Setter is null && blocks[i].Access.StartsWith(b.Access + "!.", StringComparison.Ordinal)))
            {
                // In a block that cannot be replaced, and so is the original's too: nothing there may change.
                w.Line($"if (config.{blocks[i].Access} is null)").Line($"    {SetterEmitter.Call(blocks[i].Setter!, $"new {name}()")}");
                continue;
            }

            w.Line(SetterEmitter.Call(blocks[i].Setter!, $"config.{blocks[i].Access} is {{ }} block{i} ? ({name})CopyOf(block{i}) : new {name}()"));
        }

        w.Line("return config;").Close().Line();
        w.Line("[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = nameof(MemberwiseClone))]");
        w.Line("private static extern object CopyOf(object target);").Line();
    }

    private static void EmitIndexOf(SourceWriter w, ExperimentModel model)
    {
        w.Line("public override int IndexOf(string normalizedKey) => normalizedKey switch").Open();
        for (var i = 0; i < model.Entries.Count; i++)
            w.Line($"{Literals.Text(model.Entries[i].NormalizedKey)} => {i},");
        w.Line("_ => -1,").Close("};").Line();
    }

    private static void EmitValidate(SourceWriter w, ExperimentModel model)
    {
        w.Open($"public override void Validate({model.Type.FullName} config, global::Gen.Configuration.ConfigViolations violations)");
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
        w.Open($"public override void OnStarting({model.Type.FullName} config, global::Gen.Run run)");
        w.Line("global::Gen.Training.TorchSeed.Begin(run.Seed);");

        // A GPU that is not there is a mistake of the command line, known before the run begins.
        if (model.ChecksDevice)
            w.Line("global::Gen.Training.Devices.Resolve(config.Device);");
        w.Close().Line();
    }

    private static void EmitAssignSeed(SourceWriter w, ExperimentModel model)
    {
        var seed = model.Entries.FirstOrDefault(e => e.NormalizedKey == "seed" && e.Value.Kind == Shape.ValueKind.Integer);
        w.Open($"public override void AssignSeed({model.Type.FullName} config, long seed)");
        if (seed is { Setter: { } setter, Value.IsNullable: true })
            w.Line(SetterEmitter.Call(setter, seed.Value.FullName == "long" ? "seed" : $"unchecked(({seed.Value.FullName})seed)"));
        w.Close().Line();
    }
}
