using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;
using Gen.Generators.Experiments.Shape;

namespace Gen.Generators.Experiments.Emit;

/// <summary>Reading a value into an entry and writing it as JSON.</summary>
internal static class EntryAccessEmitter
{
    public static void Emit(SourceWriter w, ExperimentModel model)
    {
        var types = new ConfigTypeExpressions(model);
        types.Emit(w);
        EmitTrySet(w, model, types);
        EmitWrite(w, model, types);
    }

    private static void EmitTrySet(SourceWriter w, ExperimentModel model, ConfigTypeExpressions types)
    {
        w.Open($"public override string? TrySet({model.Type.FullName} config, int entry, in global::Gen.Configuration.ConfigValue value)");
        w.Open("switch (entry)");
        for (var i = 0; i < model.Entries.Count; i++)
        {
            var entry = model.Entries[i];
            if (entry.Setter is null)
                continue;
            var type = types.Expression(entry.Value);
            var variable = "v" + i;
            var read = entry.Value.Kind switch
            {
                ValueKind.Array => $"TryReadArray(value, out var {variable})",
                ValueKind.Dictionary => $"TryRead(value, config.{entry.Access}, out var {variable})",
                _ => $"TryRead(value, out var {variable})",
            };
            w.Line($"case {i}: // {entry.Key}").Indent();
            w.Line($"if (!{type}.{read})").Line($"    return {type}.Expected;");
            w.Line(SetterEmitter.Call(entry.Setter, variable + (entry.Value.IsCollection && !entry.Value.IsNullable ? "!" : "")));
            w.Line("return null;").Unindent();
        }

        w.Line("default:").Line("    return \"set by nothing\";").Close().Close().Line();
    }

    private static void EmitWrite(SourceWriter w, ExperimentModel model, ConfigTypeExpressions types)
    {
        w.Open($"public override void Write({model.Type.FullName} config, int entry, global::System.Text.Json.Utf8JsonWriter writer)");
        if (model.Entries.Count == 0)
        {
            w.Close().Line();
            return;
        }

        w.Open("switch (entry)");
        for (var i = 0; i < model.Entries.Count; i++)
        {
            var entry = model.Entries[i];
            w.Line($"case {i}: // {entry.Key}").Indent();
            w.Line($"{types.Expression(entry.Value)}.Write(writer, config.{entry.Access});").Line("return;").Unindent();
        }

        w.Close().Close().Line();
    }
}
