using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;
using Gen.Generators.Experiments.Shape;

namespace Gen.Generators.Experiments.Emit;

/// <summary>Reading a value into an entry and writing it as JSON.</summary>
internal static class EntryAccessEmitter
{
    private const string Configuration = "global::Gen.Configuration.";

    public static void Emit(SourceWriter w, ExperimentModel model)
    {
        var types = new ConfigTypeExpressions(model);
        types.Emit(w);
        EmitRead(w, model, types);
        EmitWrite(w, model, types);
    }

    private static void EmitRead(SourceWriter w, ExperimentModel model, ConfigTypeExpressions types)
    {
        w.Open($"protected override void Read({model.Type.FullName} config, int entry, ref {Configuration}EntryReader reader)");
        if (model.Entries.Any(e => e.Setter is not null))
        {
            w.Open("switch (entry)");
            for (var i = 0; i < model.Entries.Count; i++)
            {
                if (model.Entries[i].Setter is { } setter)
                    EmitRead(w, i, model.Entries[i], setter, types);
            }

            w.Close();
        }

        w.Close().Line();
    }

    private static void EmitRead(SourceWriter w, int index, EntryModel entry, SetterModel setter, ConfigTypeExpressions types)
    {
        var variable = "v" + index;
        var read = entry.Value.Kind switch
        {
            ValueKind.Array => $"Array({types.Expression(entry.Value)}, ",
            ValueKind.Dictionary => $"Dictionary({types.Expression(entry.Value)}, config.{entry.Access}, ",
            _ when ConfigTypeExpressions.OwnMethod(entry.Value) is { } method => method + "(",
            _ => $"Value({types.Expression(entry.Value)}, ",
        };
        w.Line($"case {index}: // {entry.Key}").Indent();
        w.Line($"if (reader.{read}out var {variable}))");
        w.Line("    " + SetterEmitter.Call(setter, variable + (entry.Value.IsCollection && !entry.Value.IsNullable ? "!" : "")));
        w.Line("break;").Unindent();
    }

    private static void EmitWrite(SourceWriter w, ExperimentModel model, ConfigTypeExpressions types)
    {
        w.Open($"protected override void Write({model.Type.FullName} config, int entry, {Configuration}EntryWriter writer)");
        if (model.Entries.Count > 0)
        {
            w.Open("switch (entry)");
            for (var i = 0; i < model.Entries.Count; i++)
            {
                var entry = model.Entries[i];
                var write = ConfigTypeExpressions.OwnMethod(entry.Value) is { } method ? method + "(" : $"Value({types.Expression(entry.Value)}, ";
                w.Line($"case {i}: writer.{write}config.{entry.Access}); break; // {entry.Key}");
            }

            w.Close();
        }

        w.Close().Line();
    }
}
